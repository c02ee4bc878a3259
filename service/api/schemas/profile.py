"""Profiles of comparisons."""

from pydantic import BaseModel, Field

from service.api.schemas.strict import Lenient
from service.api.schemas.tongue import USUAL, Tongue
from service.model.finding import FindingType
from service.render.profile.tendency import Tendency


class ProfileQuery(Lenient):
    """How it is told."""

    language: Tongue = Field(USUAL, description="Of the sentences.")


class Counts(BaseModel):
    """Findings by severity."""

    critical: int
    major: int
    minor: int


class Kind(BaseModel):
    """What a version does, and in how many findings."""

    kind: Tendency
    count: int


class Differ(BaseModel):
    """What findings are about, and how many."""

    type: FindingType
    count: int


class VersionProfileOut(BaseModel):
    """One version. `closeness` 0..1 to the original, or to the others where there is none: null for the original.
    `rows` of the profile's rows have words of it. `findings`: those in which it departs, or is at fault by itself;
    `kinds`: what it does there; `habits`: the kinds that two findings or more support."""

    id: str
    label: str
    closeness: float | None
    rows: int
    share_of_rows: float | None
    findings: Counts
    kinds: list[Kind]
    habits: list[Tendency]


class ProfileOut(BaseModel):
    """A whole comparison. `findings`: all but harmless ones; `undecided`: those in which nothing tells who departs,
    `differ` what these are about."""

    original: str | None
    sentences: list[str]
    rows: int
    findings: int
    undecided: int
    differ: list[Differ]
    versions: list[VersionProfileOut]


class ProfileAnswer(BaseModel):
    """`profile` is null for one version by itself."""

    profile: ProfileOut | None
