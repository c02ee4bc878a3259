"""How English words are related, from WordNet 3.0 (Fellbaum 1998), boiled down by `en/make_wordnet.py`.

The table is read at first use (a fifth of a second, 20 MB) and asked by base form, in lower case.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass

from service.languages.load import FOLDER
from service.model.kept import by_word, loaded_once

TABLE = FOLDER / "en" / "wordnet.txt.gz"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word's synsets, the most frequent sense first, its opposites and what is derived from it."""

    senses: tuple[int, ...] = ()
    opposites: frozenset[str] = frozenset()
    derived: frozenset[str] = frozenset()


NOTHING = Entry()


@by_word
def entry(lemma: str) -> Entry:
    """What the table has of a base form; an empty entry for a word that it lacks."""
    line = _table()[1].get(lemma)
    if line is None:
        return NOTHING
    senses, opposites, derived = line.split("|")
    return Entry(tuple(map(int, senses.split())), frozenset(opposites.split()), frozenset(derived.split()))


@by_word
def above(synset: int) -> tuple[int, ...]:
    """What a synset is a kind of; of adjectives, what it is similar to."""
    return tuple(map(int, _table()[0][synset].split()))


def has(lemma: str) -> bool:
    """Whether the table has a word."""
    return lemma in _table()[1]


@loaded_once
def _table() -> tuple[list[str], Mapping[str, str]]:
    synsets, words = gzip.decompress(TABLE.read_bytes()).decode().split("\n---\n")
    entries = (line.partition("\t") for line in words.split("\n"))
    return synsets.split("\n"), {word: rest for word, _, rest in entries}
