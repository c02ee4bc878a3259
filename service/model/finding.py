"""A finding: one place where versions say different things, with its readings."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a difference matters, worst first (the levels of MQM)."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    NEUTRAL = "neutral"

    @property
    def rank(self) -> int:
        """0 for critical to 3 for neutral."""
        return list(Severity).index(self)


class FindingType(StrEnum):
    """The kinds of difference (see docs/findings.md for each with an example)."""

    TRUNCATION = "truncation"
    OMISSION = "omission"
    ADDITION = "addition"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    UNTRANSLATED = "untranslated"
    GENDER = "gender"
    TENSE = "tense"
    QUESTION = "question"
    MEANING = "meaning"
    TERMINOLOGY = "terminology"
    ORDER = "order"
    DUPLICATION = "duplication"
    GRAMMAR = "grammar"
    SPELLING = "spelling"
    PUNCTUATION = "punctuation"
    CASE = "case"
    WORDING = "wording"


ABOUT_ONE = frozenset({FindingType.TRUNCATION, FindingType.UNTRANSLATED})
"""Types that speak of the version of their first reading; the other readings are what that was seen by."""


class Basis(StrEnum):
    """Where a difference was seen: in the versions' own words, or only after machine translation to the pivot."""

    ORIGINAL = "original"
    PIVOT = "pivot"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a version's own text: code points, half open. Length zero marks a gap."""

    version: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What `versions` say at one place. `quote` is the first version's own text (empty for a gap), `spans` the places
    in each version, `value` the normalised value where there is one (`2500`, `2023-10-07`), `pivot` the machine
    translation if it was used."""

    versions: tuple[str, ...]
    quote: str
    spans: tuple[Span, ...]
    value: str | None = None
    pivot: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; `pivot` only where a translation was used."""
        shown: dict[str, Any] = {
            "versions": list(self.versions),
            "quote": self.quote,
            "value": self.value,
            "spans": [{"version": s.version, "start": s.start, "end": s.end} for s in self.spans],
        }
        if self.pivot is not None:
            shown["pivot"] = self.pivot
        return shown


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference. `row` is the row's index, None where a finding belongs to no single row. `outlier` is the version
    that stands alone against at least two others that agree. `confidence` 0..1 is the share of such findings that an
    editor would call a real difference. `occurrence` is 0 for the first finding of a report with its evidence, 1 for
    the second."""

    type: FindingType
    severity: Severity
    row: int | None
    readings: tuple[Reading, ...]
    message: str
    confidence: float
    basis: Basis = Basis.ORIGINAL
    outlier: str | None = None
    occurrence: int = 0

    @property
    def id(self) -> str:
        """A fingerprint of type and evidence, the same in every run, so that an editor's decision survives.

        The evidence is what is said: the readings' values, or their words where they have none. Where it stands and
        who says it do not count: a version added later, or a paragraph put before, must not lose the decision. Where
        a report has the same evidence twice, `occurrence` counts them.
        """
        told = self.readings[:1] if self.type in ABOUT_ONE else self.readings
        evidence = sorted({reading.value or " ".join(reading.quote.split()) for reading in told})
        again = [str(self.occurrence)] if self.occurrence else []
        key = "\x1e".join([self.type, *evidence, *again])
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, the same as the HTTP API's."""
        return {
            "id": self.id,
            "type": str(self.type),
            "severity": str(self.severity),
            "confidence": round(self.confidence, 3),
            "basis": str(self.basis),
            "row": self.row,
            "outlier": self.outlier,
            "message": self.message,
            "readings": [reading.to_dict() for reading in self.readings],
        }
