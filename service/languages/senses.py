"""Words that a translation may neither lose nor turn, by their sense: former, deputy, attempted; north and south, rose
and fell. They are listed for each language, in `senses.toml`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.languages.load import table_of
from service.languages.tokens import LETTER, Token, lowered, spaceless
from service.model.kept import by_word, loaded_once, read_once

LOOKALIKES, WORDS, NEAR = KINDS = "lookalikes", "words", "near"
WORD = re.compile(rf"{LETTER}+")


@dataclass(frozen=True, slots=True)
class Sense:
    """A word of a sense at `[start, end)`. `kind`: `words` if it certainly has it, `near` if it may stand for it."""

    start: int
    end: int
    name: str
    kind: str

    def touches(self, changed: Sequence[Token]) -> bool:
        """Whether it stands, at least in part, within a run of words."""
        return changed[0].start < self.end and self.start < changed[-1].end


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table lists, in lower case, with its sense and its kind."""

    listed: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Index:
    """A language's entries by their first word: in full, by its stem, by its ending."""

    full: Mapping[str, Sequence[Entry]]
    stems: Mapping[str, Sequence[Entry]]
    endings: Mapping[str, Sequence[Entry]]
    lengths: Sequence[int]
    """Of the stems."""


@read_once
def senses(text: str, language: str) -> tuple[Sense, ...]:
    """The words of a text that certainly have one of the senses, in text order."""
    return tuple(s for s in _found(text, language) if s.kind == WORDS)


@read_once
def hinted(text: str, language: str) -> frozenset[str]:
    """The senses that a text has, or may have in other words."""
    return frozenset(s.name for s in _found(text, language))


def has_sense(language: str, name: str) -> bool:
    """Whether the words of a sense are known in a language."""
    return name in table_of(language, "senses")


@read_once
def _found(text: str, language: str) -> tuple[Sense, ...]:
    """What a text has of the table; of entries of one sense within each other only the longest."""
    read = _by_signs if spaceless(language) else _by_words
    of_each: dict[str, list[Sense]] = defaultdict(list)
    for found in sorted(read(_lower(text, language), language), key=lambda s: (s.start - s.end, KINDS.index(s.kind))):
        if all(found.end <= other.start or other.end <= found.start for other in of_each[found.name]):
            of_each[found.name].append(found)
    kept = (s for found in of_each.values() for s in found if s.kind != LOOKALIKES)
    return tuple(sorted(kept, key=lambda s: (s.start, s.end, s.name)))


def _lower(text: str, language: str) -> str:
    """Lower case with every offset kept: a capital that becomes two signs stays."""
    lower = lowered(text, language)
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _by_signs(text: str, language: str) -> Iterator[Sense]:
    for entry in _listed(language):
        at = text.find(entry.listed)
        while at >= 0:
            yield Sense(at, at + len(entry.listed), entry.name, entry.kind)
            at = text.find(entry.listed, at + 1)


def _by_words(text: str, language: str) -> Iterator[Sense]:
    index = _index(language)
    for word in WORD.finditer(text):
        entries = [*index.full.get(word[0], ())]
        entries += [e for n in index.lengths if n <= len(word[0]) for e in index.stems.get(word[0][:n], ())]
        entries += [e for ending, listed in index.endings.items() if ending in word[0] for e in listed]
        for entry in entries:
            if match := _pattern(entry.listed).match(text, word.start()):
                yield Sense(match.start(), match.end(), entry.name, entry.kind)


@loaded_once
def _listed(language: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(word.lower(), name, kind)
        for name, lists in table_of(language, "senses").items()
        for kind in KINDS
        for word in lists.get(kind, ())
    )


@loaded_once
def _index(language: str) -> Index:
    full, stems, endings = defaultdict(list), defaultdict(list), defaultdict(list)
    for entry in _listed(language):
        first = WORD.search(entry.listed)
        if not first:
            continue
        if entry.listed.startswith("*"):
            endings[first[0]].append(entry)
        elif entry.listed[first.end() : first.end() + 1] == "*":
            stems[first[0]].append(entry)
        else:
            full[first[0]].append(entry)
    return Index(full, stems, endings, sorted({len(stem) for stem in stems}))


@by_word
def _pattern(listed: str) -> re.Pattern[str]:
    """A listed word or phrase as a pattern of whole words; a star stands for any letters, behind a hyphen for some."""
    pieces = (re.escape(p).replace(r"\ ", r"\s+").replace("'", "['\u2019]") for p in listed.split("*"))
    any_letters = rf"{LETTER}*".join(pieces).replace(rf"\-{LETTER}*", rf"\-{LETTER}+")
    return re.compile(rf"{any_letters}(?!{LETTER})")
