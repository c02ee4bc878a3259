"""How common a word is, by `wordfreq` (Speer 2022): its tables cover some forty languages."""

from collections.abc import Mapping
from functools import lru_cache

COMMON = 3.0
"""Zipf value (Van Heuven et al. 2014: log10 of occurrences in a thousand million words) of one in a million."""

SHORTEST_PART = 4


def zipf(word: str, language: str) -> float:
    """The word's Zipf value, 0 for a word or a language that the tables do not have."""
    frequency = _table(language.split("-")[0]).get(word.lower(), 0.0)
    return round(_zipf(frequency), 2) if frequency else 0.0


def is_common(word: str, language: str) -> bool:
    """Whether a word is in general use; of compounds, whether their last part is."""
    lower = word.lower()
    if zipf(lower, language) >= COMMON:
        return True
    if language.split("-")[0] not in ("de", "nl"):
        return False
    return any(zipf(lower[k:], language) >= COMMON for k in range(2, len(lower) - SHORTEST_PART + 1))


def _zipf(frequency: float) -> float:
    from math import log10

    return log10(frequency) + 9


@lru_cache(maxsize=16)
def _table(language: str) -> Mapping[str, float]:
    from wordfreq import available_languages, get_frequency_dict

    if language not in available_languages("small"):
        return {}
    table: Mapping[str, float] = get_frequency_dict(language, "small")
    return table
