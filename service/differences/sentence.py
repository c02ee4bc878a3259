"""Sentences that have nothing to do with each other, of which one is empty, or whose words are shuffled.

Such a finding stands for all others in its place: an unrelated sentence has other numbers, names and dates, too.
"""

from collections.abc import Iterator

from service.differences import whole
from service.differences.facing import pairs, words_of
from service.differences.words import Placed, everything, together
from service.model.collation import Collation
from service.model.finding import Basis, Finding


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each row and version whose sentence as a whole is another one."""
    for row in collation.rows:
        placed = []
        for reference, cell, basis in pairs(collation, row):
            pair = words_of(reference, cell, basis, collation.pivot)
            verdict = whole.judge(pair, collation.embedder) if basis is Basis.ORIGINAL else None
            if verdict:
                placed.append(Placed(reference, cell, everything(pair), verdict, basis))
        yield from together(collation, row, placed)
