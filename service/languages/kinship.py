"""How two words of one language are related, and how far one may stand for the other.

Forms by `lemmas`, opposites by the language's own table and rules (`meaning`), and for English synonyms, derivations
and kinds by WordNet.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz

from service.languages import wordnet
from service.languages.lemmas import lemmas
from service.languages.meaning import opposites
from service.model.kept import by_word
from service.model.version import primary_subtag


class Kin(StrEnum):
    """The relations. Synonyms share their main sense, near words a lesser one."""

    SAME = "same"
    FORM = "form"
    SYNONYM = "synonym"
    NEAR = "near"
    DERIVED = "derived"
    SPELT = "spelt"
    KIND = "kind"
    OPPOSITE = "opposite"
    SISTER = "sister"
    FIGURE = "figure"
    NONE = "none"


GRADES = {
    Kin.SAME: 1.0, Kin.FORM: 0.85, Kin.SYNONYM: 0.75, Kin.NEAR: 0.72, Kin.DERIVED: 0.7, Kin.KIND: 0.55,
    Kin.OPPOSITE: 0.5, Kin.SISTER: 0.4, Kin.FIGURE: 0.5, Kin.NONE: 0.0,
}  # fmt: skip
"""What a relation counts when words are aligned; words spelt alike count by their likeness."""

SPELT_ALIKE = 0.62
"""Share of letters in common (rapidfuzz ratio) from which on two words may be one."""

SYNONYM_SENSES, KIND_SENSES, STEPS = 6, 4, 2
"""How many of a word's senses, and how many steps up, may make two words synonyms or kinds of one another."""


@dataclass(frozen=True, slots=True)
class _Profile:
    """What a word is looked up by: its base forms, their opposites and derivations, synsets and those above. `all`
    is all of it: two words without anything in common there are strangers, which is quickly seen."""

    lemmas: frozenset[str]
    opposites: frozenset[str]
    derived: frozenset[str]
    main: frozenset[int]
    foremost: frozenset[int]
    senses: frozenset[int]
    first: frozenset[int]
    above: frozenset[int]
    parents: frozenset[int]
    everything: frozenset[str | int]


@by_word
def kinship(one: str, other: str, language: str) -> tuple[Kin, float]:
    """The nearest relation of two words and what it counts, 0..1; (none, 0) for strangers."""
    a, b = one.lower(), other.lower()
    if a == b:
        return Kin.SAME, 1.0
    if not (a[0].isalpha() and b[0].isalpha()):
        both = a[0].isdigit() and b[0].isdigit()
        return (Kin.FIGURE, GRADES[Kin.FIGURE]) if both else (Kin.NONE, 0.0)
    x, y = _profile(a, language), _profile(b, language)
    kin = Kin.NONE if x.everything.isdisjoint(y.everything) else _kin(x, y)
    if kin is Kin.NONE or kin is Kin.SISTER:
        alike = fuzz.ratio(a, b, score_cutoff=SPELT_ALIKE * 100) / 100
        if alike:
            if primary_subtag(language) == "en" and _one_family(a, b):
                return Kin.DERIVED, GRADES[Kin.DERIVED]
            return Kin.SPELT, alike
    return kin, GRADES[kin]


SUFFIXES = frozenset(
    {
        "", "s", "es", "d", "ed", "ing", "r", "er", "or", "ers", "ors", "st", "est", "y", "ies", "ly", "ally", "ily",
        "al", "ial", "ical", "ic", "ion", "ions", "ation", "ition", "ment", "ments", "ness", "ity", "ful", "ous",
        "ious", "ive", "able", "ible", "ance", "ence", "ant", "ent", "ism", "ist", "ists", "ize", "ise", "en", "hood",
        "ship", "th", "e", "ality", "isation", "ization", "ified", "ify", "ian", "ually", "ary", "ery", "fulness",
        "fully", "ating", "ate", "ated", "ative", "ator", "ential", "iar", "ians", "ability", "abilities",
    }
)  # fmt: skip
"""What English words of one family may end in behind their stem: success, successful."""

SHORTEST_STEM = 4


def _one_family(a: str, b: str) -> bool:
    """Whether two words share a stem and differ in their suffixes."""
    stem = 0
    while stem < min(len(a), len(b)) and a[stem] == b[stem]:
        stem += 1
    return any(
        k >= SHORTEST_STEM and a[k:] in SUFFIXES and b[k:] in SUFFIXES
        for k in range(max(SHORTEST_STEM, stem - 2), stem + 1)
    )


def _kin(a: _Profile, b: _Profile) -> Kin:
    if not a.lemmas.isdisjoint(b.lemmas):
        return Kin.FORM
    if not a.lemmas.isdisjoint(b.opposites) or not b.lemmas.isdisjoint(a.opposites):
        return Kin.OPPOSITE
    if a.main & b.foremost or b.main & a.foremost:
        return Kin.SYNONYM
    if not a.senses.isdisjoint(b.senses):
        return Kin.NEAR
    if not a.lemmas.isdisjoint(b.derived) or not b.lemmas.isdisjoint(a.derived):
        return Kin.DERIVED
    if not a.first.isdisjoint(b.above) or not b.first.isdisjoint(a.above):
        return Kin.KIND
    return Kin.NONE if a.parents.isdisjoint(b.parents) else Kin.SISTER


@by_word
def _profile(word: str, language: str) -> _Profile:
    forms = lemmas(word, language)
    against = opposites(word, language)
    entries = [wordnet.entry(lemma) for lemma in forms] if primary_subtag(language) == "en" else []
    senses = frozenset(s for e in entries for s in e.senses[:SYNONYM_SENSES])
    first = frozenset(s for e in entries for s in e.senses[:KIND_SENSES])
    parents = frozenset(k for e in entries for s in e.senses[:2] for k in wordnet.above(s))
    found = _Profile(
        lemmas=forms,
        opposites=against.union(*(e.opposites for e in entries)) - forms,
        derived=frozenset[str]().union(*(e.derived for e in entries)),
        main=frozenset(s for e in entries for s in e.senses[:1]),
        foremost=frozenset(s for e in entries for s in e.senses[:2]),
        senses=senses,
        first=first,
        above=frozenset(_up(first)),
        parents=parents,
        everything=frozenset(),
    )
    everything = found.lemmas | found.opposites | found.derived | found.senses | found.above | found.parents
    return replace(found, everything=everything)


def _up(senses: Iterable[int]) -> Iterator[int]:
    for _ in range(STEPS):
        senses = [k for s in senses for k in wordnet.above(s)]
        yield from senses
