"""What a judge says of one edit."""

from dataclasses import dataclass, field, replace

from service.model.rule import Graded, Rule, Step
from service.model.sentences import Params


@dataclass(frozen=True, slots=True)
class Verdict(Graded):
    """The rule that an edit meets, what stands in its reason, and steps that changed its grade. `sure` verdicts rest on
    a table or a rule of the language and hold between free wordings, too; the others only between near copies."""

    rule: Rule
    sure: bool = False
    reason: Params = field(default_factory=dict, hash=False)
    steps: tuple[Step, ...] = ()

    def graded(self, *steps: Step) -> "Verdict":
        """With more steps."""
        return replace(self, steps=(*self.steps, *steps))
