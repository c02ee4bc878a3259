"""Rules and steps: why a finding is there, and what changed its grade afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from service.model.sentences import Sentence
from service.model.types import FindingType, Severity


class Ground(StrEnum):
    """What the grade of a rule rests on."""

    FACT = "fact"
    LOST = "lost"
    ADDED = "added"
    SENSE = "sense"
    FORM = "form"


GROUNDS: dict[Ground, Sentence] = {
    Ground.FACT: Sentence("It concerns a fact: readers cannot see for themselves that it is wrong."),
    Ground.LOST: Sentence("What is left out, cut off or not translated does not reach the reader."),
    Ground.ADDED: Sentence("A reader is told what the others do not say."),
    Ground.SENSE: Sentence("The sense of the sentence may be another."),
    Ground.FORM: Sentence("It is a matter of form: a reader can still see what is meant."),
}

GROUND_OF: dict[FindingType, Ground] = {
    **dict.fromkeys((FindingType.OMISSION, FindingType.TRUNCATION, FindingType.UNTRANSLATED), Ground.LOST),
    FindingType.ADDITION: Ground.ADDED,
    **dict.fromkeys(
        (
            FindingType.GRAMMAR,
            FindingType.SPELLING,
            FindingType.PUNCTUATION,
            FindingType.CASE,
            FindingType.WORDING,
            FindingType.DUPLICATION,
        ),
        Ground.FORM,
    ),
    **dict.fromkeys(
        (
            FindingType.ATTRIBUTION,
            FindingType.DATE,
            FindingType.GENDER,
            FindingType.NAME,
            FindingType.NEGATION,
            FindingType.NUMBER,
            FindingType.QUOTATION,
        ),
        Ground.FACT,
    ),
}
"""Types that are not here change the sense."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which versions differ. `id` is stable: desks mute by it, and stored reports name it. `confidence` 0..1
    is the share of its findings that an editor would call a real difference. `reason` is said behind a sentence about
    words ("the opposite"), `because` in the answer to why it is graded so; both are message ids.
    `says`: the sentences that its messages mostly are."""

    id: str
    type: FindingType
    severity: Severity
    confidence: float
    reason: str = ""
    because: str = ""
    says: tuple[Sentence, ...] = ()

    @property
    def ground(self) -> Ground:
        """What its grade rests on."""
        return GROUND_OF.get(self.type, Ground.SENSE)


class Change(StrEnum):
    """Why the grade of a finding was changed."""

    HEADLINE = "headline"
    LEAD = "lead"
    QUOTED = "quoted"
    THROUGHOUT = "throughout"
    DIVIDED = "divided"
    PIVOT = "pivot"
    FREELY_WORDED = "freely-worded"
    DISPENSABLE = "dispensable"
    CONFIRMED = "confirmed"


CHANGES: dict[Change, Sentence] = {
    Change.HEADLINE: Sentence(
        "It stands in the headline, which everybody reads: a sure difference of fact is major at least."
    ),
    Change.LEAD: Sentence(
        "It stands in the lead, which nearly everybody reads: a sure difference of fact is major at least."
    ),
    Change.QUOTED: Sentence("It stands within a quotation: what somebody said must not be changed."),
    Change.THROUGHOUT: Sentence(
        "It is so in one more sentence, which is told with it.",
        "It is so in {who} more sentences, which are told as one.",
    ),
    Change.DIVIDED: Sentence("Several versions say it either way, so it is hardly more than a choice of words."),
    Change.PIVOT: Sentence(
        "Only the machine translation shows it, which may be the machine's own fault: it ranks lower."
    ),
    Change.FREELY_WORDED: Sentence(
        "The versions are worded freely; by its rarity and its neighbours it is more than style."
    ),
    Change.DISPENSABLE: Sentence(
        "A machine translation of the version that has it does without it, too: it is no more than a hint."
    ),
    Change.CONFIRMED: Sentence(
        "It was seen in the versions' own words and in the machine translations: it is surer for it."
    ),
}

ASIDE: dict[Change, Sentence] = {
    Change.PIVOT: Sentence(" (after machine translation)"),
}
"""What a step puts into the message before its reason."""

BEHIND: dict[Change, Sentence] = {
    Change.THROUGHOUT: Sentence(" (and so in one more sentence)", " (and so in {who} more sentences)"),
    Change.QUOTED: Sentence(" (within a quotation)"),
}
"""What a step puts behind the message."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of the grade after the rule had spoken: what it made of type, severity and confidence, each None where
    it left it alone. `number`: how many it counted."""

    change: Change
    severity: Severity | None = None
    confidence: float | None = None
    type: FindingType | None = None
    number: int | None = None

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Step":
        """The inverse of `to_dict`."""
        return cls(
            Change(plain["change"]),
            Severity(plain["severity"]) if "severity" in plain else None,
            plain.get("confidence"),
            FindingType(plain["type"]) if "type" in plain else None,
            plain.get("number"),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, without what it left alone."""
        plain: dict[str, Any] = {"change": str(self.change)}
        if self.severity is not None:
            plain["severity"] = str(self.severity)
        if self.confidence is not None:
            plain["confidence"] = round(self.confidence, 3)
        if self.type is not None:
            plain["type"] = str(self.type)
        if self.number is not None:
            plain["number"] = self.number
        return plain


class Graded:
    """What has a rule and steps, and a grade by both: the last step that says anything holds."""

    __slots__ = ()
    rule: Rule
    steps: tuple[Step, ...]

    @property
    def type(self) -> FindingType:
        """What kind of difference it is."""
        return next((s.type for s in reversed(self.steps) if s.type is not None), self.rule.type)

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return next((s.severity for s in reversed(self.steps) if s.severity is not None), self.rule.severity)

    @property
    def confidence(self) -> float:
        """0..1: the share of such findings that an editor would call a real difference."""
        return next((s.confidence for s in reversed(self.steps) if s.confidence is not None), self.rule.confidence)
