"""Comparisons: what is asked for, and how it stands."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from service.api.schemas.problem import ProblemBrief
from service.api.schemas.strict import Code, Lenient, Strict, Words
from service.model.version import Relation
from service.model.work import JobState


class VersionIn(Strict):
    """One text of the story. Either `text`, or `html`, of which the words are taken."""

    id: Words | None = Field(None, description="Told apart by it; version-1, version-2 ... where it is not given.")
    label: Words | None = Field(None, description="What readers see; the id where it is not given.")
    text: str | None = Field(None, description="The text as it is: every offset of the report counts its code points.")
    html: str | None = Field(None, description="HTML instead of text; scripts, styles and tags are left out.")
    language: Code | None = Field(None, description="BCP 47; detected where it is not given.")
    relation: Annotated[Relation, Field(strict=False)] | None = Field(None, description="What it is to the story.")

    @model_validator(mode="after")
    def _one_text(self) -> "VersionIn":
        if (self.text is None) == (self.html is None):
            raise PydanticCustomError("text", "must have either text or html")
        return self


class ComparisonIn(Strict):
    """What is to be compared."""

    versions: list[VersionIn] = Field(min_length=1, description="One or more.")
    pivot: Code | None = Field(None, description="Language that versions are translated to; the settings' own if null.")
    translate: bool = Field(True, description="False: nothing is translated, only the versions' own words count.")
    title: Words | None = Field(None, description="What the list of comparisons shows.")


class Wait(Lenient):
    """How long the caller waits for the report."""

    wait: float = Field(0, ge=0, le=3600, allow_inf_nan=False, description="Seconds; VARIORUM_WAIT_SECONDS at most.")


class ListQuery(Lenient):
    """Which comparisons."""

    search: str = Field("", max_length=200, description="Only those with these words in the title or a label.")
    limit: int = Field(50, ge=1, le=200)
    cursor: str = Field("", max_length=500, description="`next` of the page before.")


class ComparisonPath(BaseModel):
    """Names a comparison."""

    id: str = Field(description="Id of the comparison.")


class Progress(BaseModel):
    """How far the work is: `done` of `total` in `stage` (detect, align, translate, differences)."""

    stage: str | None
    done: int
    total: int


class JobOut(BaseModel):
    """The newest run of the comparison. `attempts`: how often a worker took it up."""

    id: str
    attempts: int
    created: str
    started: str | None
    finished: str | None
    cancelling: bool
    progress: Progress
    problem: ProblemBrief | None


class VersionOut(BaseModel):
    """A version without its text, which the report has."""

    id: str
    label: str
    language: str | None
    relation: Relation | None


class WarningOut(BaseModel):
    """Something to know about the comparison itself. `message` is English; `params` holds the sentence and what stands
    in it, null in reports that were kept before there were any."""

    code: str
    message: str
    version: str | None
    params: dict[str, Any] | None = None


class Summary(BaseModel):
    """A comparison in the list."""

    id: str
    title: str
    state: JobState
    created: str
    versions: list[VersionOut]
    pivot: str | None
    translate: bool
    has_report: bool


class ComparisonOut(Summary):
    """A comparison. `warnings` are those of its newest report."""

    job: JobOut
    warnings: list[WarningOut]


class Posted(ComparisonOut):
    """As a comparison, with the report where it was done within the time that the caller waited."""

    report: dict[str, Any] | None


class ComparisonPage(BaseModel):
    """A page of the list. `next` is the cursor of the page after, null on the last one."""

    items: list[Summary]
    next: str | None
