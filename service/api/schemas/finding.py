"""Findings and what editors decided on them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from service.api.schemas.strict import Lenient, Strict, Words
from service.model.finding import Basis, FindingType, Severity
from service.model.work import Reason, Verdict


class FindingQuery(Lenient):
    """Which findings; a parameter that is given several times means any of its values."""

    type: list[FindingType] = Field(default_factory=list)
    severity: list[Severity] = Field(default_factory=list)
    version: list[str] = Field(default_factory=list, description="Ids of versions that take part in it.")
    basis: list[Basis] = Field(default_factory=list)
    decision: list[Verdict] = Field(default_factory=list, description="`open`: not decided, or taken back.")
    rule: list[str] = Field(
        default_factory=list, max_length=200, description="Ids of rules, or patterns such as `number.*`."
    )
    mute: list[str] = Field(
        default_factory=list, max_length=200, description="Rules whose findings are left out: ids or patterns."
    )
    why: Literal["en", "de"] | None = Field(
        None, description="Say in this language why each finding is graded as it is (`why`)."
    )
    limit: int = Field(100, ge=1, le=500)
    cursor: str = Field("", max_length=500, description="`next` of the page before.")


class FindingPath(BaseModel):
    """Names a finding of a comparison."""

    id: str = Field(description="Id of the comparison.")
    finding: str = Field(description="Id of the finding, its fingerprint.")


class DecisionIn(Strict):
    """What an editor says."""

    verdict: Annotated[Verdict, Field(strict=False)]
    reason: Annotated[Reason, Field(strict=False)] | None = Field(None, description="With `dismissed`, and only there.")
    who: Words | None = Field(None, description="Who decides; the key's owner where it is not given.")
    note: str = Field("", max_length=5000)
    expected: int | None = Field(
        None,
        ge=0,
        le=2**31 - 1,
        description="Number of the decision that was seen last, 0 for none: 409 if it changed.",
    )

    @model_validator(mode="after")
    def _reason_with_dismissed(self) -> "DecisionIn":
        if (self.verdict is Verdict.DISMISSED) != (self.reason is not None):
            raise PydanticCustomError("reason", "must have a reason if the verdict is dismissed, and only then")
        return self


class DecisionOut(BaseModel):
    """One decision. `number` counts a finding's decisions from 1."""

    verdict: Verdict
    reason: Reason | None
    who: str
    note: str
    at: str
    number: int


class Decided(BaseModel):
    """The decision that holds, and all there were, the oldest first."""

    finding: str
    decision: DecisionOut | None
    history: list[DecisionOut]


class FindingOut(BaseModel):
    """A finding as in the report, and the decision that holds."""

    id: str
    type: FindingType
    severity: Severity
    confidence: float
    basis: Basis
    row: int | None
    outlier: str | None
    message: str
    readings: list[dict[str, Any]]
    rule: str = Field("", description="Id of the rule that found it; empty in reports of before there were rules.")
    params: dict[str, Any] = Field(default_factory=dict, description="What the message is made of.")
    steps: list[dict[str, Any]] = Field(default_factory=list, description="What changed its grade after the rule.")


class Why(BaseModel):
    """One ground of a grade, and a sentence that says it."""

    ground: str
    text: str


class DecidedFinding(FindingOut):
    """A finding with its decision. `why`: only where it was asked for."""

    decision: DecisionOut | None
    why: list[Why] | None = None


class FindingPage(BaseModel):
    """Findings, the worst first. `total`: all that the filter lets through."""

    items: list[DecidedFinding]
    total: int
    next: str | None
