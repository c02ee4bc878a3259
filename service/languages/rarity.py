"""How common a word is, by `wordfreq` (Speer 2022): its tables cover some forty languages."""

from collections.abc import Iterator, Mapping

from service.languages import wordnet
from service.languages.lemmas import forms_by_tag, in_dictionary
from service.model.kept import by_word, loaded_once
from service.model.version import primary_subtag

COMMON = 3.0
"""Zipf value (Van Heuven et al. 2014: log10 of occurrences in a thousand million words) of one in a million."""

SHORTEST_PART = 4
EVERYDAY = 4.0


@by_word
def zipf(word: str, language: str) -> float:
    """The word's Zipf value, 0 for a word or a language that the tables do not have."""
    frequency = _table(primary_subtag(language)).get(_as_listed(word), 0.0)
    return round(_zipf(frequency), 2) if frequency else 0.0


def _as_listed(word: str) -> str:
    """As wordfreq's tables have it: in small letters, Straße with a double s."""
    return word.lower().replace("ß", "ss")


def is_common(word: str, language: str) -> bool:
    """Whether a word is in general use; of compounds, whether their last part is."""
    lower = word.lower()
    if zipf(lower, language) >= COMMON:
        return True
    if primary_subtag(language) not in ("de", "nl"):
        return False
    return any(zipf(lower[k:], language) >= COMMON for k in range(2, len(lower) - SHORTEST_PART + 1))


LINKS = ("", "s", "es", "n", "en")
"""What may stand between the parts of a German or Dutch compound: Hypotheken-, Amts-."""


@by_word
def joined(word: str, language: str) -> bool:
    """Whether a German or Dutch word is two of the dictionary joined: Hypothekenberaterin."""
    lower = word.lower()
    if primary_subtag(language) not in ("de", "nl"):
        return False
    return any(
        in_dictionary(lower[k:], language) and any(_first_part(lower[:k], link, language) for link in LINKS)
        for k in range(SHORTEST_PART, len(lower) - SHORTEST_PART + 1)
    )


def _first_part(part: str, link: str, language: str) -> bool:
    bare = part.removesuffix(link)
    return part.endswith(link) and len(bare) >= SHORTEST_PART and in_dictionary(bare, language)


@by_word
def exists(word: str, language: str) -> bool:
    """Whether the language has the word. English: a dictionary (lemminflect, WordNet) or one in a million words of
    running text has it; the longer lists are full of slips and foreign words. Elsewhere wordfreq's large list, or
    simplemma's dictionary, which knows compounds and their forms: Polizeihubschraubern."""
    lower = word.lower()
    primary = primary_subtag(language)
    if primary == "en":
        if len(lower) == 1:
            return lower in "aio"
        return lower in _table(primary) or is_listed(lower)
    table = _table(primary, "large") or _table(primary)
    return _as_listed(word) in table or not table or in_dictionary(word, language)


def is_listed(word: str) -> bool:
    """Whether a dictionary of English has a word."""
    lower = word.lower()
    return bool(forms_by_tag(lower)) or wordnet.has(lower) or _is_compound(lower)


def _is_compound(word: str) -> bool:
    """Whether a word is two everyday words joined: tiebreak, carmaker."""
    return len(word) >= 2 * SHORTEST_PART and any(wordnet.has(first) for first, _ in halves(word, EVERYDAY))


def halves(word: str, everyday: float) -> Iterator[tuple[str, str]]:
    """The ways to part an English word into two, both at least as common as a Zipf value."""
    for k in range(SHORTEST_PART - 1, len(word) - SHORTEST_PART + 2):
        if zipf(word[:k], "en") >= everyday and zipf(word[k:], "en") >= everyday:
            yield word[:k], word[k:]


NEIGHBOURS = ("de", "fr", "es", "it", "pt", "nl", "pl", "cs", "ru", "en")
AT_HOME = 3.4
"""Zipf value at which a word that one language lacks is an everyday word of another."""


def home_of(word: str, language: str) -> str | None:
    """The language in which a word that `language` lacks is an everyday word; None if in none."""
    others = [code for code in NEIGHBOURS if code != primary_subtag(language)]
    best = max(others, key=lambda code: zipf(word, code))
    return best if zipf(word, best) >= AT_HOME else None


RATHER_ABROAD = 2.2
HARDLY_HERE = 4.2
"""A word of both languages is the other's where it is a hundred and fifty times as common there and not in everyday use
here: und, que and loin, but not die, war and pour."""


def at_home_abroad(word: str, language: str) -> bool:
    """Whether a word that the language may have, too, is rather another one's."""
    here = _here(word, language)
    if len(word) < 2 or here >= HARDLY_HERE:
        return False
    home = home_of(word, language)
    return home is not None and zipf(word, home) - here >= RATHER_ABROAD


def _here(word: str, language: str) -> float:
    """The word's Zipf value; of a rare one (the small list ends at one in a million) only where a dictionary has it:
    the large list has foreign words, too."""
    common = zipf(word, language)
    if common or primary_subtag(language) == "en" or not in_dictionary(word, language):
        return common
    return zipf_at_all(word, language)


def zipf_at_all(word: str, language: str) -> float:
    """The word's Zipf value by the large list, which goes on where the small one ends (one in a million) and has slips
    and foreign words, too."""
    frequency = _table(primary_subtag(language), "large").get(_as_listed(word), 0.0)
    return _zipf(frequency) if frequency else 0.0


def foreign_letters(word: str, language: str) -> bool:
    """Whether a word has letters that English does not know, or those of another script than Latin."""
    return primary_subtag(language) == "en" and any(c.isalpha() and not c.isascii() for c in word)


def _zipf(frequency: float) -> float:
    from math import log10

    return log10(frequency) + 9


@loaded_once
def _table(language: str, size: str = "small") -> Mapping[str, float]:
    from wordfreq import available_languages, get_frequency_dict

    if language not in available_languages(size):
        return {}
    table: Mapping[str, float] = get_frequency_dict(language, size)
    return table
