"""Why a finding is graded as it is."""

import pytest

from service import Version, compare, why
from service.model.finding import Basis, Finding, FindingType, Reading, Severity, Span
from service.model.report import Report
from service.render.why import SENTENCES, Ground

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


def test_a_fact_in_the_lead_says_so_and_what_was_compared(report: Report) -> None:
    finding = one(report, FindingType.DATE)
    grounds = [w.ground for w in why(finding, report)]
    assert grounds[:3] == [Ground(finding.severity), Ground.FACT, Ground.LEAD]
    assert Ground.VALUES in grounds
    assert Ground.OWN_WORDS in grounds
    assert grounds[-1] is Ground.SHARE


def test_what_is_told_once_for_several_places_says_how_many(report: Report) -> None:
    told = {w.ground: w.text for w in why(one(report, FindingType.NAME), report)}
    assert told[Ground.THROUGHOUT] == "It is so in 2 places, which are told as one."
    assert Ground.LEAD not in told


@pytest.mark.parametrize("language", SENTENCES)
def test_every_ground_has_a_sentence(language: str) -> None:
    assert SENTENCES[language].keys() == set(Ground)
    assert all(text.endswith(".") for text in SENTENCES[language].values())


def test_german_says_the_same_grounds(report: Report) -> None:
    for finding in report.findings:
        english, german = why(finding, report), why(finding, report, "de")
        assert [w.ground for w in english] == [w.ground for w in german]
        assert {w.text for w in english}.isdisjoint(w.text for w in german)


def test_an_unknown_language_is_named(report: Report) -> None:
    with pytest.raises(ValueError, match=r"'fr'.*en, de"):
        why(report.findings[0], report, "fr")


def test_what_only_the_machine_shows_and_who_stands_alone(report: Report) -> None:
    readings = (
        Reading(("a", "c"), "ferry", (Span("a", 0, 5), Span("c", 0, 5))),
        Reading(("b",), "", (Span("b", 0, 0),)),
    )
    finding = Finding(FindingType.OMISSION, Severity.MINOR, 1, readings, "", 0.3, Basis.PIVOT, outlier="b")
    grounds = {w.ground for w in why(finding, report)}
    assert {Ground.LOST, Ground.MACHINE, Ground.ALONE} <= grounds
    assert Ground.OWN_WORDS not in grounds
