"""Names that differ: a person, place or organisation that another version calls something else."""

from collections.abc import Iterator

import numpy as np

from service.differences.apparatus import labels
from service.languages.names import Name, alike, find_names
from service.languages.rarity import is_common
from service.languages.tokens import words
from service.model.collation import Cell, Collation
from service.model.finding import Finding, FindingType, Reading, Severity
from service.model.row import Row

TYPE = FindingType.NAME
SAME = 78.0
SPELLED = 60.0
"""rapidfuzz ratio of romanized names: above SAME one name, between the two perhaps a misspelling of it."""

TRANSLATED = 0.5
"""Cosine of word vectors above which a name may be the other one's translation (White House, Weißes Haus)."""


def find(collation: Collation) -> Iterator[Finding]:
    """Rows in which a version has a name that the reference lacks, and lacks one that the reference has.

    A name on one side alone is no finding: "the minister" for "Baerbock" is good style.
    """
    for row in collation.rows:
        cells = collation.cells(row)
        for other in cells[1:]:
            if cells[0].language != other.language:
                yield from _replaced(collation, row, cells[0], other)


def _replaced(collation: Collation, row: Row, reference: Cell, other: Cell) -> Iterator[Finding]:
    ours = _unmatched(collation, row, reference, other)
    theirs = _unmatched(collation, row, other, reference)
    if not ours or not theirs:
        return
    a, b = ours[0], theirs[0]
    if not (a.sure or b.sure):
        return
    readings = (
        Reading((reference.version.id,), a.text, (reference.span(a.start, a.end),)),
        Reading((other.version.id,), b.text, (other.span(b.start, b.end),)),
    )
    message = (
        f"{labels(collation, [reference.version.id])} names {a.text}, {labels(collation, [other.version.id])} {b.text}."
    )
    yield Finding(TYPE, Severity.MAJOR, row.index, readings, message, 0.7)


def _unmatched(collation: Collation, row: Row, cell: Cell, facing: Cell) -> list[Name]:
    """The names of a cell that have no counterpart, in spelling or meaning, in the facing one or its neighbours."""
    names = [n for n in find_names(cell.text, cell.language) if n.sure or not is_common(n.text, cell.language)]
    if not names:
        return []
    near = collation.rows[max(0, row.index - 1) : row.index + 2]
    beside = [c for r in near if (c := collation.table[r.index].get(facing.version.id))]
    theirs = sorted({w.text for c in (facing, *beside) for w in words(c.text)})
    if not theirs:
        return []
    spelled = [n for n in names if all(alike(n.text, w) < SAME for w in theirs)]
    if not spelled:
        return []
    cosine = collation.embedder.encode([n.text for n in spelled]) @ collation.embedder.encode(theirs).T
    return [n for n, best in zip(spelled, np.max(cosine, axis=1), strict=True) if best < TRANSLATED]


