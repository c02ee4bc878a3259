"""Decisions go to the finding that stands where the old one stood, and to no other."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from service.actions.carry_decisions import carried

Span = tuple[str, int, int]
TEXTS = {"agency": "The ferry left with 5 cars.", "wire": "The ferry left with 7 cars.", "print": "The boat took 9."}


def finding(id: str, *spans: Span, type: str = "number") -> dict[str, Any]:
    """As `Finding.to_dict` has it, as far as it matters here."""
    readings = [{"versions": [v], "spans": [{"version": v, "start": a, "end": b}]} for v, a, b in spans]
    return {"id": id, "type": type, "readings": readings}


def report(*findings: dict[str, Any], versions: tuple[str, ...] = ("agency", "wire"), **texts: str) -> dict[str, Any]:
    return {"versions": [{"id": v, "text": texts.get(v, TEXTS[v])} for v in versions], "findings": list(findings)}


OLD = report(finding("old", ("agency", 20, 21), ("wire", 20, 21)))


def test_a_version_that_joins_in_changes_the_fingerprint_and_keeps_the_decision() -> None:
    new = report(
        finding("new", ("agency", 20, 21), ("wire", 20, 21), ("print", 14, 15)), versions=("agency", "wire", "print")
    )
    assert carried(OLD, new, {"old"}) == {"old": "new"}


def test_what_kept_its_fingerprint_needs_no_carrying() -> None:
    assert carried(OLD, OLD, {"old"}) == {}


def test_what_nobody_decided_is_not_carried() -> None:
    assert carried(OLD, report(finding("new", ("agency", 20, 21), ("wire", 20, 21))), set()) == {}
    assert carried(OLD, report(finding("new", ("agency", 20, 21), ("wire", 20, 21))), {"another"}) == {}


def test_another_type_at_the_same_place_is_another_finding() -> None:
    assert carried(OLD, report(finding("new", ("agency", 20, 21), ("wire", 20, 21), type="date")), {"old"}) == {}


def test_the_same_place_goes_before_one_that_overlaps() -> None:
    new = report(
        finding("near", ("agency", 20, 21), ("wire", 20, 22)), finding("same", ("agency", 20, 21), ("wire", 20, 21))
    )
    assert carried(OLD, new, {"old"}) == {"old": "same"}


def test_else_the_one_that_overlaps_most() -> None:
    old = report(finding("old", ("agency", 10, 20)))
    new = report(finding("less", ("agency", 12, 22)), finding("more", ("agency", 11, 21)))
    assert carried(old, new, {"old"}) == {"old": "more"}


def test_a_finding_that_only_touches_is_a_new_one() -> None:
    old = report(finding("old", ("agency", 0, 10)))
    assert carried(old, report(finding("new", ("agency", 9, 27))), {"old"}) == {}


def test_a_gap_stands_at_its_place() -> None:
    old = report(finding("old", ("agency", 4, 9), ("wire", 4, 4), type="omission"))
    new = report(finding("new", ("agency", 4, 10), ("wire", 4, 4), type="omission"))
    assert carried(old, new, {"old"}) == {"old": "new"}


def test_a_finding_of_the_new_report_that_was_there_before_keeps_its_own_decisions() -> None:
    old = report(finding("one", ("agency", 0, 5)), finding("two", ("agency", 0, 6)))
    assert carried(old, report(finding("two", ("agency", 0, 5))), {"one"}) == {}


def test_in_a_text_that_was_replaced_the_same_offsets_are_another_place() -> None:
    new = report(finding("new", ("agency", 20, 21)), agency="Another story with as many characters.")
    old = report(finding("old", ("agency", 20, 21)))
    assert carried(old, new, {"old"}) == {}


places = st.tuples(st.sampled_from(list(TEXTS)), st.integers(0, 12), st.integers(0, 12)).map(
    lambda p: (p[0], min(p[1:]), max(p[1:]))
)
findings = st.lists(
    st.tuples(
        st.integers(0, 9).map(str), st.lists(places, min_size=1, max_size=3), st.sampled_from(["number", "omission"])
    ),
    max_size=6,
    unique_by=lambda one: one[0],
).map(lambda several: [finding(id, *spans, type=type) for id, spans, type in several])
reports = findings.map(lambda several: report(*several, versions=tuple(TEXTS)))


@given(reports, reports, st.sets(st.integers(0, 9).map(str)))
def test_decisions_go_from_the_lost_to_the_new_one_to_one(
    old: dict[str, Any], new: dict[str, Any], decided: set[str]
) -> None:
    moved = carried(old, new, decided)
    before = {one["id"]: one["type"] for one in old["findings"]}
    after = {one["id"]: one["type"] for one in new["findings"]}
    assert set(moved) <= (decided & set(before)) - set(after)
    assert set(moved.values()) <= set(after) - set(before)
    assert len(set(moved.values())) == len(moved)
    assert all(before[one] == after[other] for one, other in moved.items())


@given(reports, st.sets(st.integers(0, 9).map(str)))
def test_the_same_findings_under_other_fingerprints_get_all_decisions(old: dict[str, Any], decided: set[str]) -> None:
    """As when a version joins in at each of them. Two of one type at one place could stand for each other."""
    renamed = report(*({**one, "id": f"new {one['id']}"} for one in old["findings"]), versions=tuple(TEXTS))
    moved = carried(old, renamed, decided)
    assert set(moved) == decided & {one["id"] for one in old["findings"]}
    spans = {one["id"]: _places(one) for one in [*old["findings"], *renamed["findings"]]}
    assert all(spans[one] == spans[other] for one, other in moved.items())


@given(reports, reports, st.sets(st.integers(0, 9).map(str)), st.randoms())
def test_the_order_of_findings_does_not_matter(
    old: dict[str, Any], new: dict[str, Any], decided: set[str], chance: Any
) -> None:
    shuffled = [{**one, "findings": chance.sample(one["findings"], len(one["findings"]))} for one in (old, new)]
    assert carried(old, new, decided) == carried(*shuffled, decided)


def _places(one: dict[str, Any]) -> set[Span]:
    return {(s["version"], s["start"], s["end"]) for reading in one["readings"] for s in reading["spans"]}
