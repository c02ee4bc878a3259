"""Words whose exchange changes what is said: opposites, loaded words, masculine and feminine, by language.

From `meaning.toml` in the language's folder, compared by lemma; English prefixes that negate are known by rule.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from service.languages.lemmas import lemmas
from service.languages.load import knowledge, table_of
from service.languages.rarity import exists
from service.languages.tokens import lowered
from service.model.glossary import Topic
from service.model.kept import by_word, loaded_once
from service.model.version import primary_subtag

PREFIXES = {
    "en": ("un", "in", "im", "ir", "il", "dis", "non", "mis"),
    "de": ("un", "nicht"),
    "fr": ("in", "im", "ir"),
    "es": ("in", "im", "des"),
}
SHORTEST_STEM = 4

DENYING = {
    "en": ("un", "non"),
    "de": ("un",),
    "nl": ("on",),
    "cs": ("ne",),
    "sk": ("ne",),
    "pl": ("nie",),
    "ru": ("не",),
    "uk": ("не",),
}
"""Prefixes that deny what they stand before, whatever the word; "in" and "dis" do so only before some."""

LACKING = {
    "en": ("less",),
    "de": ("los", "lose", "losen", "loser", "loses", "losem"),
    "nl": ("loos", "loze"),
    "tr": ("siz", "sız", "suz", "süz"),
}
"""Endings that deny what they stand behind."""

ARTICLES = ("وال", "بال", "ال", "لل")
"""The Arabic article, alone and with the "and", "in" or "for" that is written onto it."""

TURKISH_PLURAL = re.compile(r"(?<=\w{3})l[ae]r[ıi]?(?:n[ıi]?|[ae])?$")
"""The plural with the commonest endings of case: teröristlerin."""


def opposed(one: str, other: str, language: str) -> bool:
    """Whether two words are opposites."""
    if one.lower() == other.lower():
        return False
    table = _antonyms(primary_subtag(language))
    a, b = _forms(one, language), _forms(other, language)
    return any((x, y) in table or (y, x) in table for x in a for y in b) or _negated(a, b, language)


@by_word
def opposites(word: str, language: str) -> frozenset[str]:
    """The base forms that are opposites of a word by the language's table, and what its negating prefixes hang on."""
    table = _opposites(primary_subtag(language))
    forms = _forms(word, language)
    bare = {x[len(p) :] for x in forms for p in PREFIXES.get(primary_subtag(language), ()) if x.startswith(p)}
    return frozenset(b for b in bare if len(b) >= SHORTEST_STEM).union(*(table.get(x, ()) for x in forms))


def has_opposites(language: str) -> bool:
    """Whether opposites of a language are known."""
    return bool(_antonyms(primary_subtag(language)))


@by_word
def denies(word: str, language: str) -> bool:
    """Whether a word is another one with a prefix or an ending that denies it: unauthorised, nefigurovalo,
    hoffnungslos."""
    lower, primary = word.lower(), primary_subtag(language)
    stems = [lower[len(p) :] for p in DENYING.get(primary, ()) if lower.startswith(p)]
    stems += [lower[: -len(e)].rstrip("s") for e in LACKING.get(primary, ()) if lower.endswith(e)]
    return any(len(stem) >= SHORTEST_STEM and exists(stem, language) for stem in stems)


def same_topic(one: str, other: str, language: str) -> bool:
    """Whether two different words name one thing with different judgement (fighter, terrorist)."""
    a, b = _forms(one, language), _forms(other, language)
    if a & b:
        return False
    table = _shades(primary_subtag(language))
    mine, theirs = (_by_topic(table.get(form, ()) for form in forms) for forms in (a, b))
    return any(not mine[topic] & theirs[topic] for topic in mine.keys() & theirs.keys())


@loaded_once
def topics(language: str) -> tuple[Topic, ...]:
    """The loaded words of a language by topic."""
    primary = primary_subtag(language)
    table: Mapping[str, Sequence[str | Sequence[str]]] = table_of(primary, "meaning").get("loaded", {})
    return tuple(
        Topic(primary, name, tuple((e,) if isinstance(e, str) else tuple(e) for e in entries))
        for name, entries in table.items()
    )


def gender_of(word: str, language: str) -> str | None:
    """`feminine` or `masculine` for a word that is one of the two without doubt."""
    lower = word.lower()
    own = knowledge(language).words
    for gender, place in (("masculine", 0), ("feminine", 1)):
        if lower in own.group("gender", gender) or lower in _gendered(primary_subtag(language))[place]:
            return gender
    return None


def _forms(word: str, language: str) -> frozenset[str]:
    lower = lowered(word, language)
    known = lemmas(lower, language) | {lower}
    return known | _singular(lower, primary_subtag(language))


def _singular(word: str, primary: str) -> frozenset[str]:
    """A word without its article and a plural's ending, in languages where the dictionary of lemmas often lacks it."""
    if primary == "ar":
        bare = next((word[len(a) :] for a in ARTICLES if word.startswith(a)), word)
        return frozenset({bare, bare[:-2]} if bare.endswith(("ون", "ين")) else {bare})
    return frozenset({TURKISH_PLURAL.sub("", word)} if primary == "tr" else ())


def _negated(a: frozenset[str], b: frozenset[str], language: str) -> bool:
    prefixes = PREFIXES.get(primary_subtag(language), ())
    return any(
        (x == p + y and len(y) >= SHORTEST_STEM) or (y == p + x and len(x) >= SHORTEST_STEM)
        for x in a
        for y in b
        for p in prefixes
    )


@loaded_once
def _antonyms(language: str) -> frozenset[tuple[str, str]]:
    lists: Sequence[Sequence[str]] = table_of(language, "meaning").get("antonyms", ())
    return frozenset((first, other) for first, *others in lists for other in others)


@loaded_once
def _opposites(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in _antonyms(language):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


@loaded_once
def _shades(language: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """Loaded word -> the topics that it belongs to, each with the number of its shade there."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for topic in topics(language):
        for number, shade in enumerate(topic.shades):
            for word in shade:
                found[word] = (*found.get(word, ()), (topic.name, number))
    return found


def _by_topic(places: Iterable[Iterable[tuple[str, int]]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for name, number in (place for several in places for place in several):
        found.setdefault(name, set()).add(number)
    return found


@loaded_once
def _gendered(language: str) -> tuple[frozenset[str], frozenset[str]]:
    pairs: Sequence[Sequence[str]] = table_of(language, "meaning").get("gendered", ())
    return frozenset(p[0] for p in pairs), frozenset(p[1] for p in pairs)
