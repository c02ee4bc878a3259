"""What makes of something another thing, and fell out or crept in: a former president, a deputy minister, an attempted
murder, a match almost won. Told across languages in the versions' own words; within one, see words.py."""

from collections.abc import Iterator, Sequence

from service.differences import opposed, rules, told
from service.differences.apparatus import having_and_lacking, outlier
from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.languages.numbers import find_numbers
from service.languages.senses import Sense, has_sense, hinted, senses
from service.model.collation import Cell, Collation
from service.model.finding import Finding
from service.model.kept import read_once
from service.model.protocols import Embedder
from service.model.row import Row

QUALIFIERS = ("former", "deputy", "acting", "elect", "attempted", "almost")
"""Senses that make of a noun or a verb what it is not, unlike "old" or "big": privative and modal ones (Partee 2010,
"Privative adjectives: subsective plus coercion", section 1)."""

"""In 2,664 pairs of translated sentences 233 had such a word; it was missing in three, by the translator's fault."""

BLANK = 1
"""Characters between a word and the figure behind it: almost three minutes."""

NEAR = 1
"""Rows around in which it excuses a version to say so."""


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each row and sense that versions of some languages have and those of others have by no means."""
    for row in collation.rows:
        cells = collation.cells(row)
        if len({c.language for c in cells}) == 1:
            continue
        for name in QUALIFIERS:
            marked = [c for c in cells if _of(c, name)]
            others = {c.language for c in cells if has_sense(c.language, name)} - {c.language for c in marked}
            silent = [c for c in cells if c.language in others and not _says(collation, row, c, name)]
            # What the original only hints at its translators may say in so many words, or not at all.
            original = [c for c in cells if c.version.id == collation.original and c not in (*marked, *silent)]
            if marked and silent and not original:
                yield _finding(collation, row, name, marked, silent)


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """An edit that brings or takes such a word, of which the other text has nothing."""
    if edit.moved:
        return None
    sides = ((edit.left, pair.left, pair.right), (edit.right, pair.right, pair.left))
    for tokens, here, there in sides:
        theirs = hinted(there, pair.language)
        for word in qualifiers(here, pair.language) if tokens else ():
            lost = word.touches(tokens) and word.name not in theirs
            if lost and not opposed.exchanged(edit, pair.language):
                return Verdict(rules.QUALIFIER_EDITED[edit.what], sure=True)
    return None


@read_once
def qualifiers(text: str, language: str) -> tuple[Sense, ...]:
    """The qualifiers of a text, in text order; what limits a figure is left to number.py."""
    found = [s for s in senses(text, language) if s.name in QUALIFIERS]
    figures = [q.start for q in find_numbers(text, language)] if found else []
    return tuple(s for s in found if not any(0 <= at - s.end <= BLANK for at in figures))


def _of(cell: Cell, name: str) -> list[Sense]:
    return [s for s in qualifiers(cell.text, cell.language) if s.name == name]


def _says(collation: Collation, row: Row, cell: Cell, name: str) -> bool:
    """Whether a version has a sense in some way here, or in so many words in a row beside."""
    beside = collation.near(row, cell.version.id, NEAR)
    return name in hinted(cell.text, cell.language) or any(_of(c, name) for c in beside)


def _finding(collation: Collation, row: Row, name: str, marked: Sequence[Cell], silent: Sequence[Cell]) -> Finding:
    found = [(c, _of(c, name)[0]) for c in marked]
    readings = having_and_lacking(found, silent)
    said = (told.sense(collation, found), told.clause(told.SAYS_NOTHING, collation, readings[1].versions))
    return Finding(rules.QUALIFIER_UNSAID, row.index, readings, said, outlier=outlier(readings))
