"""pictures/: what the pictures of a report count, by reports in which it can be counted by hand."""

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model.finding import Finding, FindingType, Reading, Severity, Span
from service.model.report import Report
from service.model.segment import Role, Segment
from service.model.version import Language, Version
from service.render.pictures.agreement import agreement, common_errors
from service.render.pictures.astray import astray, departing
from service.render.pictures.heat import Heat, heat_table
from service.render.pictures.matrix import Matrix, Share
from service.render.pictures.timeline import Kind, steps
from service.render.pictures.tree import tree
from service.render.pictures.wording import wordings
from tests.unit.findings import plain_finding

Make = Callable[..., Report]


def finding(kind: str, *sides: str, outlier: str | None = None, severity: str = "major") -> Finding:
    """`sides`: versions, one letter each, and after a colon what they read: `ab:4`."""
    readings = []
    for side in sides:
        who, _, quote = side.partition(":")
        readings.append(Reading(tuple(who), quote, tuple(Span(v, 0, len(quote)) for v in who)))
    return plain_finding(FindingType(kind), Severity(severity), 0, tuple(readings), "", 0.9, outlier=outlier)


def report(versions: str, *findings: Finding, texts: dict[str, str] | None = None, **more: str) -> Report:
    """`versions`: one letter each; `more`: a letter -> its relation, or its language after a blank."""
    known = {id: more.get(id, "").partition(" ") for id in versions}
    told = {id: (texts or {}).get(id, "x") for id in versions}
    return Report(
        versions=tuple(Version(id, id.upper(), told[id], None, known[id][0] or None) for id in versions),
        languages={id: Language(known[id][2] or "en", 1.0) for id in versions},
        segments=tuple(Segment(f"{id}.0", id, 0, len(told[id]), Role.BODY, 0, "en") for id in versions),
        rows=(),
        findings=findings,
        warnings=(),
        signature={},
        pivot="en",
        translations={},
    )


class TestWhoGoesAstray:
    @pytest.mark.parametrize(
        ("one", "original", "who"),
        [
            (finding("number", "abc:4", "d:5", outlier="d"), "", "d"),
            (finding("number", "abc:4", "d:5"), "", "d"),
            (finding("number", "abc:4", "d:5", "e:6"), "", "de"),
            (finding("number", "a:4", "b:5"), "a", "b"),
            (finding("number", "a:4", "b:5"), "b", "a"),
            (finding("number", "a:4", "b:5"), "", "ab"),
            (finding("number", "a:4", "b:5"), "c", "ab"),
            (finding("number", "ab:4", "cd:5"), "c", "ab"),
            (finding("number", "a:4", "b:5", "c:6"), "a", "bc"),
            (finding("truncation", "b:on Platform", "a:X", "c:X"), "a", "b"),
            (finding("number", "ab:4", "c:5", outlier="nobody"), "", "c"),
            (finding("spelling", "b:widnows"), "a", "b"),
            (finding("addition", "bc:more", "a:"), "a", "bc"),
            (finding("omission", "a:more", "bc:"), "a", "bc"),
            (finding("meaning"), "a", ""),
        ],
    )
    def test_by_what_is_known(self, one: Finding, original: str, who: str) -> None:
        assert astray(one, frozenset(original)) == frozenset(who)

    @pytest.mark.parametrize(
        ("one", "original", "who"),
        [
            (finding("number", "abc:4", "d:5", outlier="d"), None, "d"),
            (finding("number", "a:4", "bcd:5", outlier="a"), "a", "bcd"),
            (finding("number", "a:4", "bcd:5", outlier="a"), "x", "a"),
            (finding("number", "abc:4", "d:5", "e:6"), None, "de"),
            (finding("number", "a:4", "b:5"), "a", "b"),
            (finding("number", "a:4", "b:5"), None, ""),
            (finding("number", "a:4", "b:5"), "c", ""),
            (finding("number", "ab:4", "cd:5"), None, ""),
            (finding("number", "ab:4", "cd:5"), "c", "ab"),
            (finding("omission", "a:more", "b:"), None, ""),
            (finding("omission", "a:more", "bc:"), None, "a"),
            (finding("addition", "bc:more", "a:"), "a", "bc"),
            (finding("truncation", "b:on Platform", "a:X"), None, "b"),
            (finding("spelling", "a:widnows"), "a", "a"),
            (finding("meaning"), "a", ""),
        ],
    )
    def test_nobody_where_nothing_tells(self, one: Finding, original: str | None, who: str) -> None:
        assert departing(one, original) == frozenset(who)


class TestTheHeatTable:
    def test_counts_and_the_worst(self) -> None:
        table = heat_table(
            report(
                "abc",
                finding("number", "ab:4", "c:5", severity="critical"),
                finding("number", "ab:6", "c:7", severity="minor"),
                finding("name", "ac:Lee", "b:Li"),
                finding("wording", "ac:big", "b:large", severity="neutral"),
            )
        )
        assert table.types == (FindingType.NUMBER, FindingType.NAME)
        assert table.findings == 3
        assert table.cells["c", FindingType.NUMBER] == Heat(2, Severity.CRITICAL)
        assert table.cells["b", FindingType.NAME] == Heat(1, Severity.MAJOR)
        assert [table.totals[v].count for v in "abc"] == [0, 1, 2]

    def test_steps_double(self) -> None:
        assert [Heat(n).step for n in (0, 1, 2, 3, 4, 7, 8, 900)] == [0, 1, 2, 2, 3, 3, 4, 4]

    def test_the_report_of_the_platform(self, platform: Report) -> None:
        table = heat_table(platform)
        assert [table.totals[v].count for v in ("agency", "print", "wire")] == [0, 5, 0]

    def test_nothing_found(self, agreeing: Report) -> None:
        assert heat_table(agreeing).types == ()


class TestAgreement:
    def test_where_both_take_part(self) -> None:
        matrix = agreement(
            report("abc", finding("number", "ab:4", "c:5"), finding("name", "a:Lee", "b:Li"), finding("case", "c:x"))
        )
        assert matrix.shares == {("a", "b"): Share(1, 2), ("a", "c"): Share(0, 1), ("b", "c"): Share(0, 1)}
        assert matrix.closest() == ("a", "b", Share(1, 2))

    def test_nothing_to_compare_is_not_nothing_alike(self) -> None:
        matrix = agreement(report("abc", finding("number", "a:4", "b:5")))
        assert matrix.shares["a", "c"].value is None
        assert matrix.distances() is None

    def test_common_errors_are_those_against_the_original(self) -> None:
        findings = [finding("number", "a:4", "bc:5"), finding("date", "a:1", "b:2", "c:3"), finding("name", "bc:x")]
        assert common_errors(report("abc", *findings[1:], a="original")) == {}
        assert common_errors(report("abcd", finding("number", "ad:4", "bc:5"), a="original")) == {("b", "c"): 1}
        assert common_errors(report("abcd", finding("number", "ad:4", "bc:5"))) == {}


class TestWording:
    def test_runs_of_three_words(self) -> None:
        """a: the old port, old port burned; b: the old port, old port closed: 1 of 3."""
        ((code, matrix),) = wordings(report("ab", texts={"a": "The old port burned.", "b": "the old PORT closed"}))
        assert (code, matrix.shares) == ("en", {("a", "b"): Share(1, 3)})

    def test_a_short_sentence_is_one_run(self) -> None:
        ((_, matrix),) = wordings(report("ab", texts={"a": "Nobody spoke.", "b": "Nobody spoke."}))
        assert matrix.shares["a", "b"] == Share(1, 1)

    def test_by_language_whatever_the_region(self) -> None:
        made = report("abcd", a=" de", b=" en", c=" de-AT", d=" fr")
        assert [(code, matrix.versions) for code, matrix in wordings(made)] == [("de", ("a", "c"))]

    def test_furniture_does_not_count(self, twelve: Report) -> None:
        ((_, matrix),) = wordings(twelve)
        assert len(matrix.shares) == 66
        assert matrix.between("v2", "v1") == matrix.between("v1", "v2") and matrix.between("v1", "v1") is None
        assert matrix.shares["v1", "v2"].value == 1 and (matrix.shares["v1", "v9"].value or 1) < 1


class TestTheMatrix:
    def test_distances(self) -> None:
        matrix = Matrix(("a", "b"), {("a", "b"): Share(1, 4)})
        assert matrix.distances() == [[0, 0.75], [0.75, 0]]
        assert matrix.shares["a", "b"].step == 1
        assert [Share(n, 10).step for n in (0, 1, 2, 7, 8, 10)] == [0, 0, 1, 3, 4, 4]


SQUARES = st.integers(1, 9).flatmap(
    lambda n: st.lists(st.floats(0, 1), min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2).map(
        lambda values: square(n, values)
    )
)


def square(size: int, values: list[float]) -> list[list[float]]:
    made = [[0.0] * size for _ in range(size)]
    for (a, b), value in zip(combinations(range(size), 2), values, strict=True):
        made[a][b] = made[b][a] = value
    return made


class TestTheTree:
    def test_of_a_textbook(self) -> None:
        """The example of Wikipedia's article on UPGMA (5S ribosomal RNA of five bacteria): a and b join at 17, e joins
        them at 22, c and d at 28, all at 33."""
        apart = square(5, [17, 21, 31, 23, 30, 34, 21, 28, 39, 43])
        root = tree(apart)
        assert [node.apart for node in root.joins()] == [17, 22, 28, 33]
        assert [sorted(node.leaves()) for node in root.joins()] == [[0, 1], [0, 1, 4], [2, 3], [0, 1, 2, 3, 4]]

    @given(SQUARES)
    def test_every_version_once_and_never_lower_than_what_it_joins(self, apart: list[list[float]]) -> None:
        root = tree(apart)
        assert sorted(root.leaves()) == list(range(len(apart)))
        for node in root.joins():
            assert all(node.apart >= side.apart for side in node.sides)
            assert 0 <= node.apart <= 1
        assert len(list(root.joins())) == len(apart) - 1


class TestTheTimeline:
    def test_added_dropped_changed(self) -> None:
        texts = {"a": "Three", "b": "Five", "c": "Seven"}
        (first, second) = steps(
            report(
                "abc",
                finding("number", "a:Three", "b:Five", "c:Seven"),
                finding("attribution", "ab:Five", "c:"),
                finding("addition", "bc:Five", "a:"),
                finding("wording", "b:Five", "c:Seven", severity="neutral"),
                finding("duplication", "c:Seven"),
                finding("duplication", "a:Three"),
                texts=texts,
                a="original",
                b="revision",
                c="revision",
            )
        )
        assert [(c.kind, c.before, c.after) for c in first.changes] == [
            ("changed", "Three", "Five"),
            ("added", "", "Five"),
        ]
        assert [(str(c.kind), str(c.finding.type)) for c in second.changes] == [
            ("changed", "number"),
            ("dropped", "attribution"),
            ("slip", "duplication"),
        ]
        assert (second.older, second.newer, second.harmless, second.times(Kind.DROPPED)) == ("b", "c", 1, 1)

    def test_one_that_takes_no_part_is_stepped_over(self) -> None:
        one = finding("number", "a:4", "c:5")
        made = report("abc", one, texts={"a": "4", "c": "5"}, a="original", b="revision", c="revision")
        _, last = steps(made)
        assert [(c.since, c.before, c.after) for c in last.changes] == [("a", "4", "5")]

    def test_translations_are_not_revisions(self, platform: Report, alone: Report) -> None:
        assert steps(platform) == steps(alone) == ()
        assert steps(report("ab", a="original", b="original")) == ()
        assert len(steps(report("abc", a="revision", b="translation", c="revision"))) == 1
