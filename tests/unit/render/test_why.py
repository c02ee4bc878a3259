"""Why a finding is graded as it is: rule and steps, and nothing that had no part in it."""

import pytest

from service import Version, compare, why
from service.differences.rules import RULES
from service.model.finding import Basis, Finding, FindingType, Reading, Severity, Span
from service.model.report import Report
from service.model.rule import CHANGES, Change, Step
from service.render.catalogues import languages
from tests.unit.findings import plain_finding

HERE = """Ferry strikes pier

The ferry struck the old pier of Burgdorf on Monday.

Nobody was hurt.

The harbour master, Mr Lewandok, blames the fog.

Mr Lewandok wants a bell on the pier."""
THERE = HERE.replace("on Monday", "on Friday").replace("Lewandok", "Lewandoc")


@pytest.fixture(scope="module")
def report() -> Report:
    return compare(
        [Version("a", "a", HERE, "en", "original"), Version("b", "b", THERE, "en", "revision")], translate=False
    )


def one(report: Report, kind: FindingType) -> Finding:
    (found,) = [f for f in report.findings if f.type is kind]
    return found


def test_a_fact_in_the_headline_or_lead_says_so_only_where_that_raised_it(report: Report) -> None:
    date = one(report, FindingType.DATE)
    assert [w.ground for w in why(date)] == [date.severity, "fact", "values", "own_words", "share"]
    raised = plain_finding(FindingType.DATE, Severity.MINOR, 0, date.readings, "", 0.6)
    raised = raised.graded(Step(Change.LEAD, Severity.MAJOR))
    assert [w.ground for w in why(raised)][:3] == ["major", "fact", "lead"]


def test_what_is_told_once_for_several_places_says_how_many(report: Report) -> None:
    told = {w.ground: w.text for w in why(one(report, FindingType.NAME))}
    assert told["throughout"] == "It is so in one more sentence, which is told with it."


def test_a_wire_copy_that_lacks_a_word_is_not_said_to_be_excused_by_being_one() -> None:
    """What a version is to the story has no part in the grade of a single word."""
    whole = "The mayor opened the northern bridge on Monday. Nobody was hurt. The bells rang for an hour."
    versions = [
        Version("a", "a", whole, "en", "original"),
        Version("b", "b", whole.replace("northern ", ""), "en", "wire"),
    ]
    (finding,) = [f for f in compare(versions, translate=False).findings if f.type is FindingType.OMISSION]
    assert not any("wire copy" in w.text for w in why(finding))


def test_a_wire_copy_that_lacks_a_sentence_is(report: Report) -> None:
    versions = [
        Version("a", "a", HERE, "en", "original"),
        Version("b", "b", HERE.replace("Nobody was hurt.\n\n", ""), "en", "wire"),
    ]
    (finding,) = compare(versions, translate=False).findings
    assert "A wire copy or retelling may rightly shorten and add: that weighs less." in [w.text for w in why(finding)]


def examples() -> list[Finding]:
    """Of every rule one finding, of every change one."""
    readings = (
        Reading(("a", "c"), "ferry", (Span("a", 0, 5), Span("c", 0, 5)), "7"),
        Reading(("b",), "", (Span("b", 0, 0),), "8"),
    )
    made = [Finding(rule, 1, readings, (), reason={"word": "fery"}) for rule in RULES.values()]
    return made + [made[0].graded(Step(change, number=2)) for change in Change]


@pytest.mark.parametrize("language", languages())
def test_every_rule_and_every_change_has_its_sentences_in_every_language(language: str) -> None:
    for finding in examples():
        grounds = why(finding, language)
        assert all(w.text.endswith(".") and "{" not in w.text for w in grounds)
        assert [w.ground for w in grounds] == [w.ground for w in why(finding)]
        if language != "en":
            assert {w.text for w in grounds}.isdisjoint(w.text for w in why(finding))
    assert set(CHANGES) == set(Change)


def test_an_unknown_language_is_named(report: Report) -> None:
    with pytest.raises(ValueError, match=r"'xx'.*en, "):
        why(report.findings[0], "xx")


def test_what_only_the_machine_shows_and_who_stands_alone() -> None:
    readings = (
        Reading(("a", "c"), "ferry", (Span("a", 0, 5), Span("c", 0, 5))),
        Reading(("b",), "", (Span("b", 0, 0),)),
    )
    finding = plain_finding(FindingType.OMISSION, Severity.MINOR, 1, readings, "", 0.3, Basis.PIVOT, outlier="b")
    grounds = {w.ground for w in why(finding)}
    assert {"lost", "machine", "alone"} <= grounds
    assert "own_words" not in grounds
