"""A finding's fingerprint and its shape as JSON."""

import json
from dataclasses import replace

import pytest

from service.model.finding import Basis, Finding, FindingType, Reading, Severity, Span
from service.model.rule import Change, Step
from tests.unit.findings import plain_finding


def reading(versions: str, quote: str, at: int = 100, value: str | None = None, pivot: str | None = None) -> Reading:
    """What the versions (blank-separated ids) say, each at the same place."""
    names = tuple(versions.split())
    return Reading(names, quote, tuple(Span(name, at, at + len(quote)) for name in names), value, pivot)


BROKEN_OFF = plain_finding(
    type=FindingType.TRUNCATION,
    severity=Severity.CRITICAL,
    row=4,
    readings=(
        Reading(
            ("agency", "wire"), "auf der Plattform X mit.", (Span("agency", 512, 536), Span("wire", 498, 515)), None
        ),
        Reading(("print",), "on Platform", (Span("print", 471, 482),)),
    ),
    message="print breaks off after “on Platform”.",
    confidence=0.97,
    outlier="print",
)

TOLL = plain_finding(
    FindingType.NUMBER,
    Severity.MAJOR,
    1,
    (reading("b c", "five", value="5"), reading("d", "three", value="3")),
    "Five or three?",
    0.7,
)


def test_the_shape_that_the_design_shows() -> None:
    shown = BROKEN_OFF.to_dict()
    assert shown.pop("id") == BROKEN_OFF.id
    assert shown == {
        "type": "truncation",
        "severity": "critical",
        "confidence": 0.97,
        "basis": "original",
        "row": 4,
        "outlier": "print",
        "message": "print breaks off after “on Platform”.",
        "readings": [
            {
                "versions": ["agency", "wire"],
                "quote": "auf der Plattform X mit.",
                "value": None,
                "spans": [
                    {"version": "agency", "start": 512, "end": 536},
                    {"version": "wire", "start": 498, "end": 515},
                ],
            },
            {
                "versions": ["print"],
                "quote": "on Platform",
                "value": None,
                "spans": [{"version": "print", "start": 471, "end": 482}],
            },
        ],
        "rule": "",
        "params": {
            "told": [
                {"one": "{message}", "many": "", "params": {"message": "print breaks off after “on Platform”."}},
            ],
            "reason": {},
        },
        "steps": [],
    }


def test_the_order_of_the_keys_is_the_design_s() -> None:
    keys = [
        "id",
        "type",
        "severity",
        "confidence",
        "basis",
        "row",
        "outlier",
        "message",
        "readings",
        "rule",
        "params",
        "steps",
    ]
    assert list(BROKEN_OFF.to_dict()) == keys
    assert list(BROKEN_OFF.to_dict()["readings"][0]) == ["versions", "quote", "value", "spans"]


def test_a_translation_is_shown_where_one_was_used() -> None:
    finding = replace(TOLL, basis=Basis.PIVOT, readings=(reading("b", "cinq", pivot="five"),))
    assert finding.to_dict()["basis"] == "pivot"
    assert finding.to_dict()["readings"][0]["pivot"] == "five"


@pytest.mark.parametrize("finding", [BROKEN_OFF, TOLL, replace(TOLL, row=None)])
def test_it_survives_json(finding: Finding) -> None:
    shown = finding.to_dict()
    assert json.loads(json.dumps(shown)) == shown
    assert Finding.from_dict(json.loads(json.dumps(shown)), {"": finding.rule}).to_dict() == shown
    assert type(shown["type"]) is type(shown["severity"]) is type(shown["basis"]) is str


def test_the_id_is_short_and_plain() -> None:
    assert BROKEN_OFF.id == BROKEN_OFF.id
    assert 8 <= len(BROKEN_OFF.id) <= 16
    assert set(BROKEN_OFF.id) <= set("0123456789abcdef")


def test_the_id_survives_moved_offsets_and_rows() -> None:
    moved = tuple(
        replace(r, spans=tuple(Span(s.version, s.start + 77, s.end + 77) for s in r.spans)) for r in TOLL.readings
    )
    assert replace(TOLL, readings=moved, row=9).id == TOLL.id


def test_the_id_survives_another_line_break_in_the_quote() -> None:
    wrapped = replace(TOLL, readings=(reading("b c", "at least five"), reading("d", "three")))
    flat = replace(TOLL, readings=(reading("b c", "at\r\n  least\u00a0five"), reading("d", "three")))
    assert wrapped.id == flat.id


def test_the_id_does_not_depend_on_how_it_is_said_or_graded() -> None:
    rule = replace(TOLL.rule, id="number.of-another-kind", confidence=0.1, severity=Severity.MINOR)
    said = replace(TOLL, rule=rule, told=(), outlier="d", basis=Basis.PIVOT)
    assert said.graded(Step(Change.DIVIDED, Severity.NEUTRAL, 0.1)).id == TOLL.id
    assert said.id == TOLL.id
    assert replace(TOLL, readings=TOLL.readings[::-1]).id == TOLL.id


@pytest.mark.parametrize("name", ["a", "e"])
def test_the_id_survives_a_version_that_joins_a_reading(name: str) -> None:
    five, three = TOLL.readings
    joined = replace(five, versions=tuple(sorted((*five.versions, name))), spans=(*five.spans, Span(name, 0, 4)))
    assert replace(TOLL, readings=(joined, three)).id == TOLL.id


@pytest.mark.parametrize(
    "other",
    [
        replace(TOLL, rule=replace(TOLL.rule, type=FindingType.DATE)),
        replace(TOLL, readings=(reading("b c", "six"), reading("d", "three"))),
        replace(TOLL, readings=TOLL.readings[:1]),
        replace(TOLL, occurrence=1),
    ],
    ids=["another type", "another quote", "one reading alone", "the same a second time"],
)
def test_other_evidence_has_another_id(other: Finding) -> None:
    assert other.id != TOLL.id


def test_who_says_what_does_not_count() -> None:
    """It cannot: whatever tells b c / d from d / b c would change when versions join one side, then leave the other."""
    five, three = TOLL.readings
    swapped = replace(TOLL, readings=(replace(five, versions=("d",)), replace(three, versions=("b", "c"))))
    assert swapped.id == TOLL.id


def test_another_version_that_goes_on_leaves_the_id_of_a_truncation() -> None:
    broken = replace(BROKEN_OFF, readings=BROKEN_OFF.readings[::-1])
    more = replace(broken, readings=(*broken.readings, reading("x", "mit.")))
    assert more.id == broken.id


def test_a_lone_surrogate_has_an_id() -> None:
    assert replace(TOLL, readings=(reading("b", "\ud800"),)).id


def test_severities_rank_worst_first() -> None:
    assert [s.rank for s in (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.NEUTRAL)] == [0, 1, 2, 3]


def test_the_kinds_are_the_design_s() -> None:
    named = """truncation omission addition number date name negation quotation attribution untranslated gender tense
        question meaning terminology order duplication grammar spelling punctuation case wording"""
    assert [str(kind) for kind in FindingType] == named.split()
