"""Which versions of a row are set against each other word by word, and whether they are copies of one another."""

from collections.abc import Iterator, Sequence
from statistics import fmean

from rapidfuzz import fuzz

from service.differences import tense
from service.differences.edits import Pair, collate_words
from service.model.collation import Cell, Collation
from service.model.finding import Basis
from service.model.kept import read_once
from service.model.row import Row
from service.model.version import Relation, primary_subtag

COPY, NEAR_COPY, SHORT_COPY, FEW = 0.9, 0.75, 0.5, 2.0
"""Mean share of unchanged words from which on two versions are near copies. Below, each is worded on its own, and
all but what surely changes the sense is style. Revisions keep more than .9, an agency's rewrite .65, two translations
of one story .3 to .5; single sentences of two translations have .8 now and then, but then differ at three places or
more."""


def pairs(collation: Collation, row: Row) -> Iterator[tuple[Cell, Cell, Basis]]:
    """The cells of a row that can be set against each other word by word: those of one language, each with its
    reference.

    Versions of other languages join in with their machine translation, where there is one.
    """
    cells = collation.cells(row)
    languages = sorted({c.language for c in cells})
    for language in languages:
        mine = [c for c in cells if c.language == language]
        if len(mine) > 1:
            reference = _reference(collation, mine)
            yield from ((reference, c, Basis.ORIGINAL) for c in mine if c is not reference)
    readable = [c for c in cells if c.pivot or primary_subtag(c.language) == primary_subtag(collation.pivot)]
    if len({c.language for c in readable}) > 1:
        reference = next((c for c in readable if c.version.id == collation.original), readable[0])
        yield from ((reference, c, Basis.PIVOT) for c in readable if c.language != reference.language)


def words_of(a: Cell, b: Cell, basis: Basis, pivot: str) -> Pair:
    """The edits between two cells, on the pivot or in their own words."""
    if basis is Basis.PIVOT:
        return collate_words(a.pivot or a.text, b.pivot or b.text, pivot)
    return collate_words(a.text, b.text, a.language)


def near_copies(collated: Sequence[Pair]) -> bool:
    """Whether two versions are near copies: nearly all words are kept, or the changes stand at one or two places."""
    kept = fmean(p.kept for p in collated)
    places = fmean(sum(any(t.is_word for t in (*e.left, *e.right)) for e in tense.verb_groups(p)) for p in collated)
    return kept >= COPY or (kept >= NEAR_COPY and places <= FEW) or (kept >= SHORT_COPY and places <= 1)


def _reference(collation: Collation, cells: Sequence[Cell]) -> Cell:
    first = cells[0]
    if collation.relation(first.version.id) == Relation.ORIGINAL or len(cells) == 2:
        return first
    likeness = _likeness(tuple(c.text for c in cells))
    return max(zip(cells, likeness, strict=True), key=lambda each: (each[1], each[0].version.id))[0]


@read_once
def _likeness(texts: tuple[str, ...]) -> tuple[float, ...]:
    """How like each text is to all of them together."""
    return tuple(sum(fuzz.ratio(text, other) for other in texts) for text in texts)
