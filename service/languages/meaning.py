"""Words whose exchange changes what is said: opposites, loaded words, masculine and feminine, by language.

From `meaning.toml` in the language's folder, compared by lemma; English prefixes that negate are known by rule.
"""

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from service.languages.lemmas import lemmas
from service.languages.load import FOLDER, knowledge
from service.languages.rarity import exists
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


def opposed(one: str, other: str, language: str) -> bool:
    """Whether two words are opposites."""
    if one.lower() == other.lower():
        return False
    table = _antonyms(primary_subtag(language))
    a, b = _forms(one, language), _forms(other, language)
    return any((x, y) in table or (y, x) in table for x in a for y in b) or _negated(a, b, language)


@lru_cache(maxsize=32768)
def opposites(word: str, language: str) -> frozenset[str]:
    """The base forms that are opposites of a word by the language's table, and what its negating prefixes hang on."""
    table = _opposites(primary_subtag(language))
    forms = _forms(word, language)
    bare = {x[len(p) :] for x in forms for p in PREFIXES.get(primary_subtag(language), ()) if x.startswith(p)}
    return frozenset(b for b in bare if len(b) >= SHORTEST_STEM).union(*(table.get(x, ()) for x in forms))


@lru_cache(maxsize=32768)
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
    return not a & b and any(a & group and b & group for group in _loaded(primary_subtag(language)))


def gender_of(word: str, language: str) -> str | None:
    """`feminine` or `masculine` for a word that is one of the two without doubt."""
    lower = word.lower()
    own = knowledge(language).words
    for gender, place in (("masculine", 0), ("feminine", 1)):
        if lower in own.group("gender", gender) or lower in _gendered(primary_subtag(language))[place]:
            return gender
    return None


def _forms(word: str, language: str) -> frozenset[str]:
    return lemmas(word, language) | {word.lower()}


def _negated(a: frozenset[str], b: frozenset[str], language: str) -> bool:
    prefixes = PREFIXES.get(primary_subtag(language), ())
    return any(
        (x == p + y and len(y) >= SHORTEST_STEM) or (y == p + x and len(x) >= SHORTEST_STEM)
        for x in a
        for y in b
        for p in prefixes
    )


@lru_cache(maxsize=32)
def _read(language: str) -> dict[str, Any]:
    path = FOLDER / language / "meaning.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@lru_cache(maxsize=32)
def _antonyms(language: str) -> frozenset[tuple[str, str]]:
    lists: Sequence[Sequence[str]] = _read(language).get("antonyms", ())
    return frozenset((first, other) for first, *others in lists for other in others)


@lru_cache(maxsize=32)
def _opposites(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in _antonyms(language):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=32)
def _loaded(language: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in _read(language).get("loaded", ()))


@lru_cache(maxsize=32)
def _gendered(language: str) -> tuple[frozenset[str], frozenset[str]]:
    pairs: Sequence[Sequence[str]] = _read(language).get("gendered", ())
    return frozenset(p[0] for p in pairs), frozenset(p[1] for p in pairs)
