"""What a judge says of one edit."""

from dataclasses import dataclass, field, replace

from service.model.rule import Rule, Step
from service.model.sentences import Params
from service.model.types import FindingType, Severity


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rule that an edit meets, what stands in its reason, and steps that changed its grade. `sure` verdicts rest on
    a table or a rule of the language and hold between free wordings, too; the others only between near copies."""

    rule: Rule
    sure: bool = False
    reason: Params = field(default_factory=dict, hash=False)
    steps: tuple[Step, ...] = ()

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
        """0..1, as of a finding."""
        return next((s.confidence for s in reversed(self.steps) if s.confidence is not None), self.rule.confidence)

    def graded(self, *steps: Step) -> "Verdict":
        """With more steps."""
        return replace(self, steps=(*self.steps, *steps))
