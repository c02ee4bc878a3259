"""Texts without a comparison: detect, translate, align, diff, score."""

from typing import Literal

from pydantic import BaseModel, Field

from service.api.schemas.finding import FindingOut
from service.api.schemas.strict import Code, Lenient, Strict

MOST_TEXTS = 5_000
MOST_SENTENCES = 1_000
"""Aligning takes time and memory by the product of both sides."""
LONGEST_SEGMENT = 5_000
"""Code points of a segment: setting two against each other takes time by the product."""

Segment = Field(max_length=LONGEST_SEGMENT, description="One segment: a sentence or a few.")


class DetectIn(Strict):
    """Texts whose languages are asked for."""

    texts: list[str] = Field(max_length=MOST_TEXTS)


class LanguageOut(BaseModel):
    """BCP 47, `und` where nothing is sure, and how sure it is, 0..1."""

    code: str
    confidence: float


class Detected(BaseModel):
    """A language for each text."""

    languages: list[LanguageOut]


class TranslateIn(Strict):
    """Texts of one language, or of several where `source` is null."""

    texts: list[str] = Field(max_length=MOST_TEXTS)
    source: Code | None = Field(None, description="BCP 47; told from each text where it is null.")
    target: Code
    format: Literal["text", "html"] = "text"


class Translated(BaseModel):
    """As many translations as texts. `sources`: the language of each text."""

    translations: list[str]
    sources: list[str]
    target: str


class AlignIn(Strict):
    """Two lists of sentences."""

    left: list[str] = Field(max_length=MOST_SENTENCES)
    right: list[str] = Field(max_length=MOST_SENTENCES)
    left_language: Code | None = None
    right_language: Code | None = None


class BeadOut(BaseModel):
    """Indexes of sentences that say the same; an empty side is a sentence that the other lacks."""

    left: list[int]
    right: list[int]


class Aligned(BaseModel):
    """Beads in order."""

    beads: list[BeadOut]


class PairIn(Strict):
    """Two segments of one language that belong together."""

    left: str = Segment
    right: str = Segment
    language: Code = "en"


class Diffed(BaseModel):
    """Differences, the worst first; the versions are called left and right."""

    findings: list[FindingOut]


class Scored(BaseModel):
    """0..100; 100: they say the same."""

    score: float


class PivotQuery(Lenient):
    """For which pivot."""

    pivot: Code | None = Field(None, description="BCP 47; the settings' own where it is not given.")


class WayOut(BaseModel):
    """What translates, and over which third language, if any."""

    by: str
    over: str | None


class LanguageSupportOut(BaseModel):
    """What is known of a language here. `embedded`: sentences are aligned by meaning."""

    code: str
    name: str
    embedded: bool
    known: bool
    to_pivot: WayOut | None
    from_pivot: WayOut | None


class LanguagesOut(BaseModel):
    """All with any support beyond detection."""

    pivot: str
    languages: list[LanguageSupportOut]


class EngineOut(BaseModel):
    """One engine."""

    name: str
    version: str


class EnginesOut(BaseModel):
    """The engines of the settings, translators in order of preference."""

    translator: EngineOut
    translators: list[str]
    detector: EngineOut
    embedder: EngineOut
