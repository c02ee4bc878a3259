"""A version: one text of the story."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Relation(StrEnum):
    """What a version is to the story. Severity depends on it: a retelling may add background, a translation may not."""

    ORIGINAL = "original"
    TRANSLATION = "translation"
    WIRE = "wire"
    REVISION = "revision"
    RETELLING = "retelling"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the story.

    `text` is kept as given: every offset of a report counts its code points. `language` is a BCP 47 code that the
    user declares, or None to have it detected. `relation` is one of `Relation`'s values, or None if not known.
    """

    id: str
    label: str
    text: str
    language: str | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """A detected language: BCP 47 `code` (`und` where nothing is sure) and `confidence` 0..1."""

    code: str
    confidence: float


UNDETERMINED = "und"


@lru_cache(maxsize=1024)
def primary_subtag(code: str) -> str:
    """The language itself, without script and region (RFC 5646, section 2.2.1): `zh` of `zh-Hant`, in lower case."""
    return code.split("-")[0].lower()
