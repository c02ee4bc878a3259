"""What all others say and one version lacks, in a sentence that is otherwise there: seen where many versions of one
language render the same.

With five independent versions and more no rule about two texts is needed: a thing that four fifths of the others name
with the same word, and for which one version has neither the word nor a near one, was left out there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from service.differences import rules, told
from service.differences.apparatus import gap
from service.differences.witnesses import MANY, others, voices
from service.languages import knowledge
from service.languages.lemmas import lemmas
from service.languages.tokens import Token, size, spaceless, words
from service.model.collation import Cell, Collation
from service.model.finding import Finding, Reading
from service.model.row import Row
from service.model.rule import Rule
from service.model.sentences import Clause, Params

SHARED = 0.8
"""Share of the other voices that name a thing in one word (or in forms of it, or synonyms) from which on it is what the
sentence says."""

ONE_THING = 0.6
NOTHING_NEAR = 0.5
"""Cosine of two words' vectors from which on they may name one thing, and below which they do not."""

SHORT = 0.85
"""Share of the others' length below which a sentence says less."""

FEW, SOME, MUCH = 2, 3, 5
"""Things left out: so many count in a short sentence, as a hint, and in any sentence."""

TOLD = 4
"""How many of the things that are left out the message names."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Words that name one thing, by base form, and where each version has it first."""

    forms: frozenset[str]
    places: Mapping[str, Token]


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each version of a row that leaves out what the others say."""
    for row in collation.rows:
        cells = [c for c in collation.cells(row) if c.version.id != collation.original]
        for language in sorted({c.language for c in cells}):
            mine = [c for c in cells if c.language == language]
            if len(mine) >= MANY and not spaceless(language) and collation.embedder.covers(language):
                yield from _of_one_language(collation, row, mine)


def _of_one_language(collation: Collation, row: Row, cells: Sequence[Cell]) -> Iterator[Finding]:
    named, heard = _things(collation, cells), voices(cells)
    for cell in cells:
        beside = others(heard, cell)
        if len(beside) < MANY - 1:
            continue
        lacking = [
            t
            for t in named
            if cell.version.id not in t.places
            and sum(any(c.version.id in t.places for c in voice) for voice in beside) >= SHARED * len(beside)
        ]
        left_out = _unsaid(collation, lacking, _around(collation, row, cell))
        length = size(cell.text) / median(size(c.text) for voice in beside for c in voice)
        if rule := _rule(len(left_out), length):
            yield _finding(collation, row, cell, [c for c in cells if c is not cell], left_out, rule)


def _rule(count: int, length: float) -> Rule | None:
    if count >= MUCH or (count >= FEW and length < SHORT):
        return rules.UNSAID_MUCH
    return rules.UNSAID_SOME if count >= SOME else None


def _things(collation: Collation, cells: Sequence[Cell]) -> list[Thing]:
    """What the cells name, in the order of the first mention: their content words, those near in meaning as one."""
    places: dict[str, dict[str, Token]] = {}
    written: dict[str, str] = {}
    for cell in cells:
        for token in _content(cell):
            form = min(lemmas(token.text, cell.language))
            written.setdefault(form, token.text)
            places.setdefault(form, {}).setdefault(cell.version.id, token)
    forms = list(places)
    if not forms:
        return []
    vectors = collation.embedder.encode([written[form] for form in forms])
    groups = _linked(vectors @ vectors.T >= ONE_THING)
    return [
        Thing(
            frozenset(forms[k] for k in group),
            {version: token for k in reversed(group) for version, token in places[forms[k]].items()},
        )
        for group in groups
    ]


def _linked(near: np.ndarray) -> list[list[int]]:
    """Groups of indexes that are near one another, each by its first; not chained: Monday is near Friday, and Friday
    near the day before."""
    free, found = set(range(len(near))), []
    for k in range(len(near)):
        if k in free:
            group = [j for j in sorted(free) if j == k or near[k, j]]
            free.difference_update(group)
            found.append(group)
    return found


def _content(cell: Cell) -> list[Token]:
    """The words that say something: no function words, no figures (`number` compares them by value)."""
    function = knowledge(cell.language).words.group("function")
    return [w for w in words(cell.text) if w.text.lower() not in function and not any(c.isdigit() for c in w.text)]


def _around(collation: Collation, row: Row, cell: Cell) -> list[str]:
    """The words of a version in this row and the ones beside: what moved to the next sentence is not left out."""
    return sorted({w.text for c in collation.near(row, cell.version.id, 1) for w in words(c.text)})


def _unsaid(collation: Collation, things: Sequence[Thing], around: Sequence[str]) -> list[Thing]:
    """The things that words around have no word for: no form, no part of a compound, and none that is near."""
    lower = [word.lower() for word in around]
    missing = [t for t in things if not any(_within(form, word) for form in t.forms for word in lower)]
    if not missing or not around:
        return missing
    said = collation.embedder.encode(around)
    named = (collation.embedder.encode(sorted({token.text for token in t.places.values()})) for t in missing)
    return [t for t, vectors in zip(missing, named, strict=True) if (said @ vectors.T).max() < NOTHING_NEAR]


def _within(form: str, word: str) -> bool:
    return len(word) >= len(form) // 2 > 1 and (form in word or word in form)


def _finding(
    collation: Collation,
    row: Row,
    cell: Cell,
    rest: Sequence[Cell],
    things: Sequence[Thing],
    rule: Rule,
) -> Finding:
    named = {c.version.id: _in_order(things, c.version.id) for c in rest}
    first = max(rest, key=lambda c: len(named[c.version.id]))
    found = named[first.version.id]
    having = [first, *(c for c in rest if c is not first and 2 * len(named[c.version.id]) > len(things))]
    spans = tuple(c.span(t.start, t.end) for c in having for t in named[c.version.id])
    readings = (
        Reading(tuple(c.version.id for c in having), " ".join(t.text for t in found), spans),
        gap(cell, found[0].start / max(1, len(first.text))),
    )
    params: Params = {
        "version": cell.version.label,
        "things": tuple(t.text for t in found[:TOLD]),
        "count": len(having),
        "all": len(rest),
    }
    said = Clause(told.UNSAID_AND_MORE if len(found) > TOLD else told.UNSAID, params)
    return Finding(rule, row.index, readings, (said,), outlier=cell.version.id)


def _in_order(things: Sequence[Thing], version: str) -> list[Token]:
    """A version's words for the things, as they stand in its text."""
    return sorted((t.places[version] for t in things if version in t.places), key=lambda token: token.start)
