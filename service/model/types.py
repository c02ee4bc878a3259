"""The kinds of difference, how grave one may be, and where it was seen."""

from enum import StrEnum


class Severity(StrEnum):
    """How much a difference matters, worst first (the levels of MQM)."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    NEUTRAL = "neutral"

    @property
    def rank(self) -> int:
        """0 for critical to 3 for neutral."""
        return list(Severity).index(self)


class FindingType(StrEnum):
    """The kinds of difference (see docs/findings.md for each with an example)."""

    TRUNCATION = "truncation"
    OMISSION = "omission"
    ADDITION = "addition"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    UNTRANSLATED = "untranslated"
    GENDER = "gender"
    TENSE = "tense"
    QUESTION = "question"
    MEANING = "meaning"
    TERMINOLOGY = "terminology"
    ORDER = "order"
    DUPLICATION = "duplication"
    GRAMMAR = "grammar"
    SPELLING = "spelling"
    PUNCTUATION = "punctuation"
    CASE = "case"
    WORDING = "wording"


ABOUT_ONE = frozenset({FindingType.TRUNCATION, FindingType.UNTRANSLATED})
"""Types that speak of the version of their first reading; the other readings are what that was seen by."""


class Basis(StrEnum):
    """Where a difference was seen: in the versions' own words, or only after machine translation to the pivot."""

    ORIGINAL = "original"
    PIVOT = "pivot"
