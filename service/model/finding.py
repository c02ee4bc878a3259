"""A finding: one place where versions say different things, with its readings, its rule and what changed its grade."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from service.model.rule import ASIDE, BEHIND, Graded, Rule, Step
from service.model.sentences import ENGLISH, MESSAGE, Catalogue, Clause, Params, Sentence, joined, params_of
from service.model.types import ABOUT_ONE, Basis, FindingType, Severity

__all__ = ["ABOUT_ONE", "Basis", "Finding", "FindingType", "Reading", "Severity", "Span"]


MOST_ALIKE = 1_000
"""Findings of one report with the same evidence; where a later program counts otherwise, the search ends."""


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

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Reading":
        """The inverse of `to_dict`."""
        spans = tuple(Span(s["version"], s["start"], s["end"]) for s in plain["spans"])
        return cls(tuple(plain["versions"]), plain["quote"], spans, plain["value"], plain.get("pivot"))


@dataclass(frozen=True, slots=True)
class Finding(Graded):
    """One difference. `told`: what the message says, in clauses, and `reason` what stands in the rule's reason. `steps`
    changed the grade of the `rule`, in this order.
    `row` is the row's index, None where a finding belongs to no single row. `outlier` is the version that stands alone
    against at least two others that agree. `occurrence` is 0 for the first finding of a report with its evidence, 1 for
    the second."""

    rule: Rule
    row: int | None
    readings: tuple[Reading, ...]
    told: tuple[Clause, ...]
    basis: Basis = Basis.ORIGINAL
    outlier: str | None = None
    steps: tuple[Step, ...] = ()
    reason: Params = field(default_factory=dict, hash=False)
    occurrence: int = 0

    @property
    def message(self) -> str:
        """One sentence, in English."""
        return self.spoken()

    def spoken(self, catalogue: Catalogue = ENGLISH) -> str:
        """One sentence, in the catalogue's language."""
        what = joined(self.told, catalogue)
        what += "".join(ASIDE[s.change].spoken({}, catalogue) for s in self.steps if s.change in ASIDE)
        if self.rule.reason:
            what += catalogue.gettext(": {reason}").format(
                reason=Sentence(self.rule.reason).spoken(self.reason, catalogue)
            )
        behind = [BEHIND[s.change].spoken({"who": s.number or 1}, catalogue) for s in self.steps if s.change in BEHIND]
        closed = not self.rule.reason and not behind and bool(self.told) and self.told[-1].sentence.closed
        return "".join((what, *behind, "" if closed else "."))

    def graded(self, *steps: Step) -> "Finding":
        """With more steps."""
        return replace(self, steps=(*self.steps, *steps))

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
            "rule": self.rule.id,
            "params": {"told": [clause.to_dict() for clause in self.told], "reason": dict(self.reason)},
            "steps": [step.to_dict() for step in self.steps],
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any], rules: Mapping[str, Rule]) -> "Finding":
        """The inverse of `to_dict`, but that the confidences of steps were rounded. Of a rule that is not among `rules`
        any more (or of a report that was kept before there were rules) the finding keeps its grade and its message."""
        params = plain.get("params") or {"told": [], "reason": {}}
        steps = tuple(Step.from_dict(one) for one in plain.get("steps", ()))
        rule = rules.get(plain.get("rule", ""))
        told = tuple(Clause.from_dict(one) for one in params["told"])
        if rule is None:
            kind, severity = FindingType(plain["type"]), Severity(plain["severity"])
            rule = Rule(plain.get("rule", ""), kind, severity, plain["confidence"])
            told = (Clause(Sentence(MESSAGE), {"message": plain["message"]}),)
            steps = ()
        readings = tuple(Reading.from_dict(one) for one in plain["readings"])
        basis, reason = Basis(plain["basis"]), params_of(params["reason"])
        found = cls(rule, plain["row"], readings, told, basis, plain["outlier"], steps, reason)
        # The id alone tells how often the same evidence came before.
        again = (replace(found, occurrence=number) for number in range(MOST_ALIKE))
        return next((one for one in again if one.id == plain["id"]), found)
