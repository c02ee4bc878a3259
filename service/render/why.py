"""Why a finding has its severity and its confidence, in sentences: what its rule says, what changed its grade, and what
it was seen by. Nothing here decides; all of it is read off the finding."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.model.finding import Basis, Finding, Severity
from service.model.rule import CHANGES, GROUNDS
from service.model.sentences import SOURCE, Params, Sentence
from service.model.written import worth
from service.render.catalogues import catalogue, languages
from service.render.visible import visible

SEVERAL = 2

SEVERITIES = {
    Severity.CRITICAL: Sentence("Critical: a reader is told something false."),
    Severity.MAJOR: Sentence("Major: a reader misses or misunderstands something."),
    Severity.MINOR: Sentence("Minor: a slip, or a hint worth a glance."),
    Severity.NEUTRAL: Sentence("Neutral: no difference in what is said."),
}
VALUES = Sentence("What was compared: {values}.")
HELPED = Sentence("Seen in the versions' own words; the machine translation helped to compare them.")
OWN_WORDS = Sentence("Seen in the versions' own words; machine translation had no part in it.")
MACHINE = Sentence("Seen in the machine translation alone, which may be at fault itself.")
ALONE = Sentence("One version stands alone against several that agree, which makes it more likely.")
SHARE = Sentence("Of findings like this one, an editor is expected to keep {share} in 100.")


@dataclass(frozen=True, slots=True)
class Why:
    """One ground (a stable name: of the severity, the rule's ground, a step's change, or what it was seen by) and its
    sentence."""

    ground: str
    text: str

    def to_dict(self) -> dict[str, str]:
        """Plain JSON values."""
        return {"ground": self.ground, "text": self.text}


def why(finding: Finding, language: str = SOURCE) -> tuple[Why, ...]:
    """What the grade of a finding rests on. `language`: one of `catalogues.languages()`; `ValueError` for another."""
    if language not in languages():
        raise ValueError(f"no sentences in {language!r}: choose one of {', '.join(languages())}")
    spoken = catalogue(language)
    return tuple(Why(name, sentence.spoken(params, spoken)) for name, sentence, params in _grounds(finding, language))


def _grounds(finding: Finding, language: str) -> Iterator[tuple[str, Sentence, Params]]:
    rule = finding.rule
    yield str(finding.severity), SEVERITIES[finding.severity], {}
    yield str(rule.ground), GROUNDS[rule.ground], {}
    if rule.because:
        yield "rule", Sentence(rule.because), {}
    for step in finding.steps:
        yield str(step.change), CHANGES[step.change], {"who": step.number or 1}
    values = [visible(worth(reading.value, language)) for reading in finding.readings if reading.value]
    if len(set(values)) >= SEVERAL:
        yield "values", VALUES, {"values": " / ".join(values)}
    yield _seen(finding)
    if finding.outlier:
        yield "alone", ALONE, {}
    yield "share", SHARE, {"share": round(100 * finding.confidence)}


def _seen(finding: Finding) -> tuple[str, Sentence, Params]:
    if finding.basis is Basis.PIVOT:
        return "machine", MACHINE, {}
    helped = any(reading.pivot for reading in finding.readings)
    return ("helped", HELPED, {}) if helped else ("own_words", OWN_WORDS, {})
