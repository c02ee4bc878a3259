"""Names that differ: a person, place or organisation that another version calls something else.

Across languages and between free wordings of one; near copies are compared word by word in words.py.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz

from service.differences import rules, told
from service.differences.apparatus import gaps, outlier
from service.differences.known import is_known_there, other_places
from service.languages.names import Name, alike, cased, find_names, same_script
from service.languages.rarity import is_common
from service.languages.tokens import Token, words
from service.model.collation import Cell, Collation
from service.model.finding import Basis, Finding, Reading, Span
from service.model.row import Row
from service.model.version import Relation, primary_subtag

SAME = 78.0
ACROSS_SCRIPTS = 45.0
"""rapidfuzz ratio of romanized names from which on they are taken for one name. Transliterators follow the sound
(Welbeck, Уэлбек: 57), so across scripts only a name of quite other letters is another name."""

TRANSLATED = 0.62
"""Cosine of word vectors above which a name may be the other one's translation: Genf and Geneva have .67, Pokal and Cup
.74, but Spain and Italy .61, Berlin and Paris .51."""

COPIED = 75.0
"""rapidfuzz ratio 0..100 of two cells of one language from which on one is a revision of the other."""

LIKE_PLACE = 0.4
"""How far apart, in shares of the sentence, two names that replace each other may stand: word order differs."""


def find(collation: Collation) -> Iterator[Finding]:
    """Rows in which one version has a name that no other has, and lacks one that the others have.

    A name that one version leaves out is no finding: "the minister" for "Baerbock" is good style. One that it puts in
    is, where a machine translation shows that nothing in the other versions stands for it.
    """
    for row in collation.rows:
        known = tuple(other_places(collation, row))
        yield from known
        cells = [] if known else [c for c in collation.cells(row) if cased(c.text)]
        for cell in cells[1:] if len(cells) == 2 else cells:
            others = [c for c in cells if c is not cell]
            if others and not all(_copied(cell, c) for c in others):
                found = list(_replaced(collation, row, cell, others))
                yield from found or _unaccounted(collation, row, cell, others)


def _copied(cell: Cell, other: Cell) -> bool:
    """Whether two cells are so alike that words.py tells each changed word better."""
    return cell.language == other.language and fuzz.ratio(cell.text, other.text) >= COPIED


def _replaced(collation: Collation, row: Row, cell: Cell, others: Sequence[Cell]) -> Iterator[Finding]:
    """The one name in a cell that stands where all others have another."""
    embedded = all(collation.embedder.covers(c.language) for c in (cell, *others))
    strange = [
        n
        for n in _candidates(cell, embedded)
        if all(_unmatched(collation, row, n, o) and not _elsewhere(collation, row, n, cell, o) for o in others)
    ]
    if all(c.language == cell.language for c in others):
        # Two wordings of one language: an everyday word in capitals is a name put into the language, or a heading's.
        strange = [n for n in strange if is_rare(n, cell.language)]
    if not strange:
        return
    # A sure name that nobody else has is enough; what stood in its place may be any noun in a language that gives all
    # nouns a capital.
    open_to_all = embedded and any(is_rare(n, cell.language) for n in strange)
    for expected in find_names(others[0].text, others[0].language) if open_to_all else _candidates(others[0], embedded):
        holders = {o.version.id: _where(o, expected) for o in others}
        if len([w for w in holders.values() if w]) < min(2, len(others)) or _where(cell, expected):
            continue
        here = expected.start / len(others[0].text)
        if not _unmatched(collation, row, expected, cell, beside=False):
            continue
        if _elsewhere(collation, row, expected, others[0], cell):
            continue
        near = [n for n in strange if abs(n.start / len(cell.text) - here) <= LIKE_PLACE and (n.sure or expected.sure)]
        if near:
            yield _finding(collation, row, cell, near[0], expected, {v: w for v, w in holders.items() if w})
            return


def _unaccounted(collation: Collation, row: Row, cell: Cell, others: Sequence[Cell]) -> Iterator[Finding]:
    """A name that stands in none of the other versions, nor in their machine translations: none in 182 clean pairs of
    sentences."""
    if cell.pivot or not all(c.pivot for c in others):
        return
    if primary_subtag(cell.language) != primary_subtag(collation.pivot):
        return
    for name in find_names(cell.text, cell.language):
        if not is_rare(name, cell.language):
            continue
        if not all(_unmatched(collation, row, name, c) for c in others):
            continue
        names = [c.version.id for c in others]
        readings = (
            Reading((cell.version.id,), name.text, (cell.span(name.start, name.end),)),
            gaps(others, name.start / len(cell.text)),
        )
        said = (
            told.clause(told.NAMES, collation, [cell.version.id], words=name.text),
            told.clause(told.NO_NAME, collation, names),
        )
        retold = cell.version.relation == Relation.RETELLING
        rule = rules.NAME_UNACCOUNTED_RETOLD if retold else rules.NAME_UNACCOUNTED
        yield Finding(rule, row.index, readings, said, Basis.PIVOT, outlier(readings))
        return


def _finding(
    collation: Collation, row: Row, cell: Cell, name: Name, expected: Name, holders: dict[str, Span | None]
) -> Finding:
    spans = tuple(span for span in holders.values() if span)
    first = spans[0]
    quote = collation.version(first.version).text[first.start : first.end]
    readings = (
        Reading(tuple(s.version for s in spans), quote, spans),
        Reading((cell.version.id,), name.text, (cell.span(name.start, name.end),)),
    )
    said = told.clause(
        told.HAS_NAME, collation, spans_of(spans), words=quote, other=cell.version.label, facing=name.text
    )
    rule = rules.NAME_FOR_NAME_OF_MANY if len(spans) > 1 else rules.NAME_FOR_NAME
    return Finding(rule, row.index, readings, (said,), outlier=outlier(readings))


def spans_of(spans: Sequence[Span]) -> list[str]:
    """The versions of some spans."""
    return [s.version for s in spans]


def _candidates(cell: Cell, embedded: bool = True) -> list[Name]:
    """What may be a name. Where no vectors can show that Zlatou is Golden, everyday words in capitals do not count."""
    return [
        n for n in find_names(cell.text, cell.language) if (n.sure and embedded) or not is_common(n.text, cell.language)
    ]


def _where(cell: Cell, name: Name) -> Span | None:
    """Where a cell has the name, in whatever spelling."""
    places: tuple[Name | Token, ...] = (*find_names(cell.text, cell.language), *words(cell.text))
    return next((cell.span(w.start, w.end) for w in places if _same(name.text, w.text)), None)


def _unmatched(collation: Collation, row: Row, name: Name, facing: Cell, beside: bool = True) -> bool:
    """Whether a name has no counterpart, in spelling or meaning, in the facing cell (or those beside it), nor in its
    machine translation."""
    if facing.pivot and is_called(facing.pivot, name.text):
        return False
    around = collation.near(row, facing.version.id, 1 if beside else 0)
    theirs = sorted({w.text for c in (facing, *around) for w in words(c.text)})
    if not theirs or any(_same(name.text, w) for w in theirs):
        return False
    cosine = collation.embedder.encode(theirs) @ collation.embedder.encode([name.text])[0]
    return bool(np.max(cosine) < TRANSLATED)


def _elsewhere(collation: Collation, row: Row, name: Name, cell: Cell, facing: Cell) -> bool:
    return is_known_there(collation, row, cell, name.start, name.end, facing)


def is_rare(name: Name, language: str) -> bool:
    """Whether a word is a name beyond doubt: by its capital, and since it is no everyday word."""
    return name.sure and not is_common(name.text, language)


def is_called(text: str, name: str) -> bool:
    """Whether a name stands in a text, in whatever spelling."""
    return any(_same(name, word.text) for word in words(text))


def _same(one: str, other: str) -> bool:
    return alike(one, other) >= (SAME if same_script(one, other) else ACROSS_SCRIPTS)
