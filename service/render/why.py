"""Why a finding has its severity and its confidence, in sentences; made of the report alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from service.differences.cause import WITHIN_A_QUOTATION
from service.differences.prominence import OF_FACT
from service.differences.witnesses import EITHER_WAY, WEAK
from service.model.finding import Basis, Finding, FindingType, Severity
from service.model.prominence import places
from service.model.report import Report
from service.model.version import Relation
from service.render.visible import visible

FORM = frozenset(
    {FindingType.GRAMMAR, FindingType.SPELLING, FindingType.PUNCTUATION, FindingType.CASE, FindingType.WORDING}
)
LOST = frozenset({FindingType.OMISSION, FindingType.TRUNCATION, FindingType.UNTRANSLATED})
SEVERAL = 2


class Ground(StrEnum):
    """What a grade rests on."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    NEUTRAL = "neutral"
    FACT = "fact"
    LOST = "lost"
    ADDED = "added"
    SENSE = "sense"
    FORM = "form"
    HEADLINE = "headline"
    LEAD = "lead"
    TRANSLATION = "translation"
    RETOLD = "retold"
    QUOTED = "quoted"
    VALUES = "values"
    THROUGHOUT = "throughout"
    MACHINE = "machine"
    HELPED = "helped"
    OWN_WORDS = "own_words"
    ALONE = "alone"
    DIVIDED = "divided"
    SHARE = "share"


SENTENCES: Mapping[str, Mapping[Ground, str]] = {
    "en": {
        Ground.CRITICAL: "Critical: a reader is told something false.",
        Ground.MAJOR: "Major: a reader misses or misunderstands something.",
        Ground.MINOR: "Minor: a slip, or a hint worth a glance.",
        Ground.NEUTRAL: "Neutral: no difference in what is said.",
        Ground.FACT: "It concerns a fact: readers cannot see for themselves that it is wrong.",
        Ground.LOST: "What is left out, cut off or not translated does not reach the reader.",
        Ground.ADDED: "A reader is told what the others do not say.",
        Ground.SENSE: "The sense of the sentence may be another.",
        Ground.FORM: "It is a matter of form: a reader can still see what is meant.",
        Ground.HEADLINE: "It stands in the headline, which everybody reads: a sure difference of fact is major at "
        "least.",
        Ground.LEAD: "It stands in the lead, which nearly everybody reads: a sure difference of fact is major at "
        "least.",
        Ground.TRANSLATION: "A translation may neither leave out nor add: that weighs more than in a wire copy.",
        Ground.RETOLD: "A wire copy or retelling may rightly shorten and add: that weighs less.",
        Ground.QUOTED: "It stands within a quotation: what somebody said must not be changed.",
        Ground.VALUES: "What was compared: {values}.",
        Ground.THROUGHOUT: "It is so in {count} places, which are told as one.",
        Ground.MACHINE: "Only the machine translation shows it, which may be the machine's own fault: it ranks lower.",
        Ground.HELPED: "Seen in the versions' own words; the machine translation helped to compare them.",
        Ground.OWN_WORDS: "Seen in the versions' own words; machine translation had no part in it.",
        Ground.ALONE: "One version stands alone against several that agree, which makes it more likely.",
        Ground.DIVIDED: "Several versions say it either way, so it is hardly more than a choice of words.",
        Ground.SHARE: "Of findings like this one, an editor is expected to keep {share} in 100.",
    },
    "de": {
        Ground.CRITICAL: "Kritisch: Leser erfahren etwas Falsches.",
        Ground.MAJOR: "Schwer: Lesern entgeht etwas, oder sie verstehen es falsch.",
        Ground.MINOR: "Leicht: ein Versehen oder ein Hinweis, der einen Blick wert ist.",
        Ground.NEUTRAL: "Neutral: kein Unterschied in dem, was gesagt wird.",
        Ground.FACT: "Es geht um eine Tatsache: Dass sie falsch ist, können Leser nicht selbst sehen.",
        Ground.LOST: "Was ausgelassen, abgeschnitten oder nicht übersetzt ist, erreicht die Leser nicht.",
        Ground.ADDED: "Leser erfahren, was die anderen nicht sagen.",
        Ground.SENSE: "Der Satz hat vielleicht einen anderen Sinn.",
        Ground.FORM: "Es geht um die Form: Was gemeint ist, können Leser trotzdem sehen.",
        Ground.HEADLINE: "Es steht in der Überschrift, die alle lesen: Dort ist ein sicherer Unterschied in der Sache "
        "mindestens schwer.",
        Ground.LEAD: "Es steht im Vorspann, den fast alle lesen: Dort ist ein sicherer Unterschied in der Sache "
        "mindestens schwer.",
        Ground.TRANSLATION: "Eine Übersetzung darf weder weglassen noch hinzufügen: Das wiegt mehr als bei einer "
        "Agenturfassung.",
        Ground.RETOLD: "Eine Agenturfassung oder Nacherzählung darf kürzen und ergänzen: Das wiegt weniger.",
        Ground.QUOTED: "Es steht in einem Zitat: Was jemand gesagt hat, darf sich nicht ändern.",
        Ground.VALUES: "Verglichen wurde: {values}.",
        Ground.THROUGHOUT: "Es ist an {count} Stellen so; sie sind ein Befund.",
        Ground.MACHINE: "Nur die maschinelle Übersetzung zeigt es, und es kann deren eigener Fehler sein: Darum steht "
        "es weiter unten.",
        Ground.HELPED: "In den eigenen Worten der Fassungen gesehen; die maschinelle Übersetzung half beim Vergleich.",
        Ground.OWN_WORDS: "In den eigenen Worten der Fassungen gesehen; maschinelle Übersetzung spielte keine Rolle.",
        Ground.ALONE: "Eine Fassung steht allein gegen mehrere, die übereinstimmen; das macht es wahrscheinlicher.",
        Ground.DIVIDED: "Mehrere Fassungen sagen es so, mehrere anders: Es ist kaum mehr als eine Frage der Wortwahl.",
        Ground.SHARE: "Von 100 solchen Befunden dürfte eine Redaktion {share} behalten.",
    },
}


@dataclass(frozen=True, slots=True)
class Why:
    """One ground and its sentence."""

    ground: Ground
    text: str

    def to_dict(self) -> dict[str, str]:
        """Plain JSON values."""
        return {"ground": str(self.ground), "text": self.text}


def why(finding: Finding, report: Report, language: str = "en") -> tuple[Why, ...]:
    """What the severity of a finding rests on, then what its confidence does. `language`: `en` or `de`.

    Raises `ValueError` for another language.
    """
    if language not in SENTENCES:
        raise ValueError(f"no sentences in {language!r}: choose one of {', '.join(SENTENCES)}")
    said = SENTENCES[language]
    return tuple(Why(ground, said[ground].format(**values)) for ground, values in _grounds(finding, report))


def _grounds(finding: Finding, report: Report) -> Iterator[tuple[Ground, dict[str, Any]]]:
    yield Ground(finding.severity), {}
    yield _kind(finding.type), {}
    if finding.type in OF_FACT and finding.severity is not Severity.NEUTRAL and (place := _place(finding, report)):
        yield place, {}
    if relation := _relation(finding, report):
        yield relation, {}
    if finding.message.endswith(WITHIN_A_QUOTATION):
        yield Ground.QUOTED, {}
    values = [visible(reading.value) for reading in finding.readings if reading.value]
    if len(set(values)) >= SEVERAL:
        yield Ground.VALUES, {"values": " / ".join(values)}
    if (count := _places(finding)) >= SEVERAL:
        yield Ground.THROUGHOUT, {"count": count}
    yield _seen(finding), {}
    if finding.outlier and len({v for r in finding.readings for v in r.versions}) > SEVERAL:
        yield Ground.ALONE, {}
    elif finding.confidence <= WEAK and all(len(r.versions) >= EITHER_WAY for r in finding.readings):
        yield Ground.DIVIDED, {}
    yield Ground.SHARE, {"share": round(100 * finding.confidence)}


def _kind(kind: FindingType) -> Ground:
    if kind in LOST:
        return Ground.LOST
    if kind is FindingType.ADDITION:
        return Ground.ADDED
    if kind in FORM or kind is FindingType.DUPLICATION:
        return Ground.FORM
    return Ground.FACT if kind in OF_FACT - {FindingType.MEANING, FindingType.TENSE} else Ground.SENSE


def _place(finding: Finding, report: Report) -> Ground | None:
    """The headline or the lead of the version that differences are graded by."""
    original = (v.id for v in report.versions if v.relation == Relation.ORIGINAL)
    reference = next(original, min(v.id for v in report.versions))
    found = places(report.rows, (s for s in report.segments if s.version == reference))
    place = found.get(finding.row) if finding.row is not None else None
    return Ground(place) if place else None


def _relation(finding: Finding, report: Report) -> Ground | None:
    """Only what is left out or added is graded by what a version is to the story."""
    if finding.type not in (FindingType.OMISSION, FindingType.ADDITION):
        return None
    versions = {v for reading in finding.readings for v in reading.versions}
    relations = {v.relation for v in report.versions if v.id in versions and v.relation}
    if Relation.TRANSLATION in relations:
        return Ground.TRANSLATION
    return Ground.RETOLD if relations & {Relation.WIRE, Relation.RETELLING} else None


def _places(finding: Finding) -> int:
    """In how many places a version has it so, where the finding is of more than one row."""
    if finding.row is not None:
        return 1
    return max((len(r.spans) // len(r.versions) for r in finding.readings if r.versions), default=1)


def _seen(finding: Finding) -> Ground:
    if finding.basis is Basis.PIVOT:
        return Ground.MACHINE
    return Ground.HELPED if any(reading.pivot for reading in finding.readings) else Ground.OWN_WORDS
