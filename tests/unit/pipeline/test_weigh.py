"""Differences that rest on a machine translation, held against what it could as well have said."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from service.engines.recorded import Recorded
from service.model.errors import EngineError
from service.model.finding import Basis, Finding, FindingType, Severity
from service.model.protocols import Engines, Translator
from service.model.report import Report
from service.model.version import Relation, Version
from service.pipeline.run import run

BEFORE, AFTER = "Die Stadt liegt am Meer.", "Der Hafen ist alt."
SETTING = {BEFORE: "The town lies by the sea.", AFTER: "The harbour is old."}


def compared(
    engines: Engines, german: str, english: str, said: str | Sequence[str], translator: Translator | None = None
) -> tuple[Finding, ...]:
    """The findings about one sentence and its translation between two that agree; `said` by the machine."""
    return reported(engines, german, english, said, translator).findings


def reported(
    engines: Engines, german: str, english: str, said: str | Sequence[str], translator: Translator | None = None
) -> Report:
    """The whole report."""
    machine = translator or Recorded({("de", "en"): {**SETTING, german: said}})
    versions = [
        Version("agency", "agency", f"{BEFORE}\n\n{german}\n\n{AFTER}", "de", Relation.ORIGINAL),
        Version("print", "print", f"{SETTING[BEFORE]}\n\n{english}\n\n{SETTING[AFTER]}", "en", Relation.TRANSLATION),
    ]
    return run(versions, replace(engines, translator=machine), "en", translating=True)


def serious(findings: Sequence[Finding]) -> list[tuple[FindingType, Severity]]:
    return [(f.type, f.severity) for f in findings if f.severity is not Severity.NEUTRAL]


# What the other version says, the machine could as well have said

OPPOSITE = "Die Regierung begrüßte den Plan.", "The government rejected the plan.", "The government accepted the plan."


def test_a_difference_that_no_other_translation_removes_stays(engines: Engines) -> None:
    german, english, machine = OPPOSITE
    found = compared(engines, german, english, [machine, "The government has accepted the plan."])
    assert (FindingType.MEANING, Severity.MAJOR) in serious(found)
    assert next(f for f in found if f.type is FindingType.MEANING).basis is Basis.PIVOT


def test_one_that_another_translation_removes_is_wording(engines: Engines) -> None:
    german, english, machine = OPPOSITE
    found = compared(engines, german, english, [machine, "The government rejected the plan."])
    assert serious(found) == []
    (wording,) = [f for f in found if f.type is FindingType.WORDING]
    assert "print puts it in other words" in wording.message
    assert "The government rejected the plan." in wording.message


def test_a_translator_without_alternatives_changes_nothing(engines: Engines) -> None:
    german, english, machine = OPPOSITE
    assert (FindingType.MEANING, Severity.MAJOR) in serious(compared(engines, german, english, machine))


# Words of the original that our tables do not know


def test_a_figure_that_the_original_has_in_other_words(engines: Engines) -> None:
    german, english = "Das Team schied im Achtelfinale aus.", "The team went out in the last 16."
    assert serious(compared(engines, german, english, "The team was beaten in the final rounds.")) != []
    assert serious(compared(engines, german, english, "The team went out in the round of 16.")) == []


def test_a_figure_that_another_translation_has(engines: Engines) -> None:
    german, english = "Das Team schied im Achtelfinale aus.", "The team went out in the last 16."
    said = ["The team was beaten in the final rounds.", "The team went out in the last 16."]
    assert serious(compared(engines, german, english, said)) == []


def test_a_figure_that_nobody_has(engines: Engines) -> None:
    german, english = "Das Team schied am Ende aus.", "The team went out in the last 16."
    said = ["The team went out at the end.", "In the end the team was out."]
    assert [kind for kind, _ in serious(compared(engines, german, english, said))] == [FindingType.NUMBER]


# Names


def test_a_name_that_nothing_stands_for(engines: Engines) -> None:
    german, english = "Es wurde bis in die Nacht gefeiert.", "There was a party for Okonkwo until the night."
    (found,) = [f for f in compared(engines, german, english, "They partied into the night.")
                if f.type is FindingType.NAME]  # fmt: skip
    assert found.severity is Severity.MAJOR
    assert [reading.quote for reading in found.readings] == ["Okonkwo", ""]


def test_a_name_that_the_machine_knows_by_another(engines: Engines) -> None:
    german, english = "Die Elbestadt feiert.", "The people of Hamburg celebrate."
    assert FindingType.NAME not in [k for k, _ in serious(compared(engines, german, english, "Hamburg celebrates."))]


# Negation


def test_a_dropped_not_is_told_once_and_as_what_it_is(engines: Engines) -> None:
    german, english = "Der Minister will nicht zurücktreten.", "The minister wants to step down."
    found = compared(engines, german, english, "The minister does not want to step down.")
    assert serious(found) == [(FindingType.NEGATION, Severity.MAJOR)]
    (negation,) = [f for f in found if f.type is FindingType.NEGATION]
    assert (negation.basis, negation.readings[0].quote) == (Basis.ORIGINAL, "nicht")


def test_a_not_that_a_translation_does_without_is_no_more_than_a_hint(engines: Engines) -> None:
    """Machines lose a "not" like others do, so that it never goes quite unsaid."""
    german, english = "Das ist nicht billig.", "That is a costly thing."
    found = compared(engines, german, english, ["That is not a cheap thing.", "That is a costly thing."])
    assert (FindingType.NEGATION, Severity.MAJOR) not in serious(found)
    assert (FindingType.NEGATION, Severity.MINOR) in serious(found)


# What the engine lost itself


@pytest.mark.parametrize(
    ("german", "english", "machine", "lost"),
    [
        ("Dort leben 2.500 Menschen.", "There live 2,500 people.", "People live there.", "2.500"),
        ("Das sagte Ministerin Lundqvist.", "Minister Lundqvist said that.", "The minister said so.", "Lundqvist"),
        (
            "Er sagte: „Wir kommen morgen ganz bestimmt wieder.“", "He said: “We will surely come again tomorrow.”",
            "He said that they will surely come again tomorrow.", "Wir kommen morgen ganz bestimmt wieder.",
        ),
    ],
    ids=["figure", "name", "quotation"],
)  # fmt: skip
def test_what_the_engine_lost_is_its_own_fault(
    engines: Engines, german: str, english: str, machine: str, lost: str
) -> None:
    report = reported(engines, german, english, machine)
    assert serious(report.findings) == []
    (warning,) = [w for w in report.warnings if w.code == "engine-lost"]
    assert (warning.version, lost in warning.message) == ("agency", True)


def test_what_print_has_not_either_is_not_laid_to_the_engine(engines: Engines) -> None:
    report = reported(engines, "Dort leben 2.500 Menschen.", "People live there.", "People live there.")
    assert [w.code for w in report.warnings] == []
    assert [kind for kind, _ in serious(report.findings)] == [FindingType.NUMBER]


# Scores


class Opinionated(Recorded):
    """Finds the sentences that it `likes` likelier than all others."""

    def __init__(self, pairs: dict[tuple[str, str], dict[str, str | Sequence[str]]], likes: set[str]) -> None:
        super().__init__(pairs)
        self._likes = likes

    def scores(
        self, sources: Sequence[str], translations: Sequence[str], source: str, target: str
    ) -> tuple[float | None, ...]:
        return tuple(-0.5 if text in self._likes else -1.5 for text in translations)


@pytest.mark.parametrize(
    ("likes", "left"),
    [({OPPOSITE[1]}, []), (set(), [(FindingType.MEANING, Severity.MAJOR)])],
    ids=["the engine would rather say what print says", "it would not"],
)
def test_what_the_engine_finds_likelier(
    engines: Engines, likes: set[str], left: list[tuple[FindingType, Severity]]
) -> None:
    german, english, machine = OPPOSITE
    translator = Opinionated({("de", "en"): {**SETTING, german: machine}}, likes)
    assert serious(compared(engines, german, english, machine, translator)) == left


# A translator that fails at it


class Failing(Recorded):
    """Translates, and can do nothing else."""

    def alternatives(self, texts: Sequence[str], source: str, target: str) -> tuple[tuple[str, ...], ...]:
        raise EngineError("no beam today")

    def scores(
        self, sources: Sequence[str], translations: Sequence[str], source: str, target: str
    ) -> tuple[float | None, ...]:
        raise EngineError("no scores today")


class Miscounting(Recorded):
    """Loses an answer."""

    def alternatives(self, texts: Sequence[str], source: str, target: str) -> tuple[tuple[str, ...], ...]:
        return ()


@pytest.mark.parametrize("kind", [Failing, Miscounting])
def test_a_failing_translator_leaves_the_findings_as_they_were(engines: Engines, kind: type[Recorded]) -> None:
    german, english, machine = OPPOSITE
    translator = kind({("de", "en"): {**SETTING, german: machine}})
    assert (FindingType.MEANING, Severity.MAJOR) in serious(compared(engines, german, english, machine, translator))


def test_only_doubtful_rows_are_asked_about(engines: Engines) -> None:
    asked: list[str] = []

    class Curious(Recorded):
        def alternatives(self, texts: Sequence[str], source: str, target: str) -> tuple[tuple[str, ...], ...]:
            asked.extend(texts)
            return super().alternatives(texts, source, target)

    german, english, machine = OPPOSITE
    compared(engines, german, english, machine, Curious({("de", "en"): {**SETTING, german: machine}}))
    assert asked == [german]
