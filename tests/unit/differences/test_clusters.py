"""Facts that agree are grouped as by setting each against each, and in less time."""

from hypothesis import given
from hypothesis import strategies as st

from service.differences.clusters import Agreement, Cluster, Fact, clustered, paired
from service.differences.figures import agree, figures, said
from service.model.finding import Span


def fact(version, where, item):
    return Fact(Span(version, 0, 1), str(item), None, where, item)


FACTS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 8).map(lambda n: n / 8), st.integers(0, 5)), max_size=24
).map(lambda found: [(v, fact(v, w, i)) for v, w, i in sorted(found, key=lambda f: f[0])])


def near(one, other):
    """No equivalence: 1 agrees with 2 and 2 with 3, but not 1 with 3."""
    return abs(one - other) <= 1


def each_against_each(facts, alike):
    """The definition, word for word."""
    clusters = []
    for name, one in facts:
        fitting = [c for c in clusters if name not in c and all(alike(f.item, one.item) for f in c.values())]
        home = min(fitting, key=lambda c: min(abs(f.where - one.where) for f in c.values()), default=None)
        if home is None:
            clusters.append(home := {})
        home[name] = one
    return clusters


@given(FACTS)
def test_clusters_are_those_of_the_definition(facts):
    found = clustered(facts, Agreement(near, lambda item: item))
    assert [c.facts for c in found] == each_against_each(facts, near)


@given(FACTS)
def test_each_cluster_is_in_one_group_and_each_version_once_in_a_group(facts):
    clusters = clustered(facts, Agreement(near, lambda item: item))
    groups = list(paired(clusters))
    assert sorted(id(c) for group in groups for c in group) == sorted(map(id, clusters))
    for group in groups:
        versions = [v for c in group for v in c.versions]
        assert len(versions) == len(set(versions))


def test_equal_figures_are_set_against_each_other_once():
    asked = []

    def counting(a, b):
        asked.append((a, b))
        return agree(a, b)

    ones = figures("1 " * 400, "en")
    facts = [(v, fact(v, k / 400, one)) for v in "ab" for k, one in enumerate(ones)]
    found = clustered(facts, Agreement(counting, said))
    assert len(found) == 400
    assert all(set(c.facts) == {"a", "b"} for c in found)
    assert len(asked) == 1


def test_the_nearest_stand_against_each_other():
    left, right, far = (
        Cluster({"a": fact("a", 0.1, 1)}),
        Cluster({"b": fact("b", 0.2, 9)}),
        Cluster({"b": fact("b", 0.9, 8)}),
    )
    assert list(paired([far, left, right])) == [(left, right), (far,)]
