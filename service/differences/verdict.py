"""What a judge says of one edit."""

from dataclasses import dataclass

from service.model.finding import FindingType, Severity


@dataclass(frozen=True, slots=True)
class Verdict:
    """Type, severity and confidence 0..1 of an edit, and `why` in a few words. `sure` verdicts rest on a table or a
    rule of the language and hold between free wordings, too; the others only between near copies."""

    type: FindingType
    severity: Severity
    confidence: float
    why: str = ""
    sure: bool = False
