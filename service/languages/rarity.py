"""How common a word is, by `wordfreq` (Speer 2022): its tables cover some forty languages."""

from collections.abc import Mapping
from functools import lru_cache

from service.model.version import primary_subtag

COMMON = 3.0
"""Zipf value (Van Heuven et al. 2014: log10 of occurrences in a thousand million words) of one in a million."""

SHORTEST_PART = 4


def zipf(word: str, language: str) -> float:
    """The word's Zipf value, 0 for a word or a language that the tables do not have."""
    frequency = _table(primary_subtag(language)).get(word.lower(), 0.0)
    return round(_zipf(frequency), 2) if frequency else 0.0


def is_common(word: str, language: str) -> bool:
    """Whether a word is in general use; of compounds, whether their last part is."""
    lower = word.lower()
    if zipf(lower, language) >= COMMON:
        return True
    if primary_subtag(language) not in ("de", "nl"):
        return False
    return any(zipf(lower[k:], language) >= COMMON for k in range(2, len(lower) - SHORTEST_PART + 1))


def exists(word: str, language: str) -> bool:
    """Whether a word list of the language has the word: the large lists go down to one in a hundred million."""
    lower = word.lower()
    primary = primary_subtag(language)
    table = _table(primary, "large") or _table(primary)
    return lower in table or not table


NEIGHBOURS = ("de", "fr", "es", "it", "pt", "nl", "pl", "cs", "ru", "en")
AT_HOME = 3.4
"""Zipf value at which a word that one language lacks is an everyday word of another."""


def home_of(word: str, language: str) -> str | None:
    """The language in which a word that `language` lacks is an everyday word; None if in none."""
    others = [code for code in NEIGHBOURS if code != primary_subtag(language)]
    best = max(others, key=lambda code: zipf(word, code))
    return best if zipf(word, best) >= AT_HOME else None


def _zipf(frequency: float) -> float:
    from math import log10

    return log10(frequency) + 9


@lru_cache(maxsize=16)
def _table(language: str, size: str = "small") -> Mapping[str, float]:
    from wordfreq import available_languages, get_frequency_dict

    if language not in available_languages(size):
        return {}
    table: Mapping[str, float] = get_frequency_dict(language, size)
    return table
