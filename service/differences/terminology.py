"""Names and terms of the user's glossary that a version in another language does not keep or use. Loaded words that
stand against each other: see loaded.py and lexical.py."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.differences import rules, told
from service.differences.apparatus import NEIGHBOURS, gap
from service.differences.name import ACROSS_SCRIPTS
from service.differences.omission import FREE
from service.differences.substitute import LIKE_LETTERS, is_name, like_name, shortened_name, stands_for
from service.languages.names import alike, find_names
from service.languages.terms import Entry, Place, find_entries, find_name, find_term
from service.languages.tokens import words
from service.model.collation import Cell, Collation
from service.model.finding import Finding, Reading, Span
from service.model.glossary import Term
from service.model.kept import read_once
from service.model.row import Row
from service.model.sentences import Clause, Params
from service.model.version import primary_subtag


@dataclass(frozen=True, slots=True)
class Lack:
    """A place where `cell` should have an entry that `holders` have. `instead` is what stands there; "" quotes none."""

    row: Row
    holders: tuple[tuple[Cell, tuple[Place, ...]], ...]
    cell: Cell
    instead: Reading
    grave: bool


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each entry and version that does not use it, with all the places. Nothing without a glossary."""
    if not collation.glossary.keep and not collation.glossary.terms:
        return
    lacks: dict[tuple[Entry, str], list[Lack]] = {}
    for row in collation.rows:
        for entry, lack in _lacks(collation, row):
            lacks.setdefault((entry, lack.cell.version.id), []).append(lack)
    for (entry, _), found in lacks.items():
        yield _finding(collation, entry, found)


def _lacks(collation: Collation, row: Row) -> Iterator[tuple[Entry, Lack]]:
    cells, glossary = collation.cells(row), collation.glossary
    if len({_base(cell) for cell in cells}) < 2:
        return
    said = {c.version.id: find_entries(c.text, c.language, glossary.keep, glossary.terms) for c in cells}
    for entry in dict.fromkeys(entry for found in said.values() for entry in found):
        holders = [(cell, said[cell.version.id][entry]) for cell in cells if entry in said[cell.version.id]]
        for cell in cells:
            facing = tuple(h for h in holders if _base(h[0]) != _base(cell))
            if not facing or not _asked_of(entry, cell):
                continue
            if _original_is_without(collation, row, entry, facing) or _used(collation, row, entry, cell):
                continue
            yield entry, _lack(collation, row, entry, facing, cell)


def _base(cell: Cell) -> str:
    return primary_subtag(cell.language)


def _asked_of(entry: Entry, cell: Cell) -> bool:
    """Whether an entry says how a cell's language has it: a term by its list, a name by its script."""
    if isinstance(entry, Term):
        return bool(entry.spellings(cell.language))
    return {_script(entry), _script(cell.text)} in ({"LATIN"}, {"CYRILLIC"}, {"LATIN", "CYRILLIC"})


def _original_is_without(
    collation: Collation, row: Row, entry: Entry, holders: Sequence[tuple[Cell, tuple[Place, ...]]]
) -> bool:
    """Whether the original says something else here: nobody tells it what it says, and translations are free then."""
    original = collation.table[row.index].get(collation.original or "")
    if original is None or any(cell is original for cell, _ in holders):
        return False
    return _asked_of(entry, original) and not _has(entry, original)


def _used(collation: Collation, row: Row, entry: Entry, cell: Cell) -> bool:
    """Whether the version has it here or in a row nearby: translators join and split sentences."""
    return any(_has(entry, c) for c in collation.near(row, cell.version.id, NEIGHBOURS))


def _has(entry: Entry, cell: Cell) -> bool:
    """Whether a cell has an entry: an accepted spelling or a form of it; a name letter for letter, or as the other
    script writes it."""
    if isinstance(entry, Term):
        return bool(find_term(entry.spellings(cell.language), cell.text, cell.language, tolerant=True))
    if find_name(entry, cell.text, tolerant=True):
        return True
    if _script(entry) == _script(cell.text):
        return False
    names = [name.text for name in find_names(cell.text, cell.language)]
    long = [word.text for word in words(entry) if len(word.text) > 2]
    return all(
        any(alike(mine, other) >= ACROSS_SCRIPTS for other in names)
        or any(alike(mine, other.text) >= LIKE_LETTERS for other in words(cell.text))  # платформе, which has no capital
        for mine in long
    )


@read_once
def _script(text: str) -> str:
    """The script of most letters, as Unicode names it: LATIN, CYRILLIC ..."""
    scripts = Counter(unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha())
    return scripts.most_common(1)[0][0] if scripts else ""


def _lack(
    collation: Collation, row: Row, entry: Entry, facing: tuple[tuple[Cell, tuple[Place, ...]], ...], cell: Cell
) -> Lack:
    holder, places = facing[0]
    wordings = entry.spellings(cell.language) if isinstance(entry, Term) else (entry,)
    spelt = None if isinstance(entry, Term) else like_name(entry, cell)
    found = spelt or stands_for(collation.embedder, holder, places[0], cell, wordings)
    if found is None:
        where = (places[0].start + places[0].end) / (2 * max(1, len(holder.text)))
        return Lack(row, facing, cell, gap(cell, where), grave=False)
    start, end = found
    quote = cell.text[start:end]
    free = cell.version.relation in FREE or cell.heading
    styled = isinstance(entry, str) and (shortened_name(entry, quote) if spelt else not is_name(quote, cell))
    reading = Reading((cell.version.id,), quote, (cell.span(start, end),))
    return Lack(row, facing, cell, reading, grave=not (free or styled))


def _finding(collation: Collation, entry: Entry, lacks: Sequence[Lack]) -> Finding:
    """All places where one version lacks one entry."""
    spans = [c.span(p.start, p.end) for lack in lacks for c, places in lack.holders for p in places]
    holders = tuple(dict.fromkeys(span.version for span in spans))
    first = spans[0]
    quote = collation.version(first.version).text[first.start : first.end]
    instead: dict[str, tuple[Span, ...]] = {}
    for reading in sorted((lack.instead for lack in lacks), key=lambda r: not r.quote):
        instead[reading.quote] = (*instead.get(reading.quote, ()), *reading.spans)
    name = lacks[0].cell.version.id
    readings = (Reading(holders, quote, tuple(spans)), *(Reading((name,), q, s) for q, s in instead.items()))
    rows = {lack.row.index for lack in lacks}
    return Finding(
        rules.TERM_LOST if any(lack.grave for lack in lacks) else rules.TERM_STYLED,
        rows.pop() if len(rows) == 1 else None,
        readings,
        _told(collation.version(name).label, entry, quote, lacks),
        outlier=name if len(holders) > 1 else None,
    )


def _told(version: str, entry: Entry, quote: str, lacks: Sequence[Lack]) -> tuple[Clause, ...]:
    term = isinstance(entry, Term)
    agreed = entry.spellings(lacks[0].cell.language)[0] if isinstance(entry, Term) else entry
    params: Params = {"version": version, "agreed": agreed, "words": quote, "who": len(lacks)}
    said = [Clause(told.NOT_AGREED if term else told.NOT_KEPT, params)]
    if instead := tuple(q for q in dict.fromkeys(lack.instead.quote for lack in lacks) if q):
        said.append(Clause(told.HAS_INSTEAD, {"things": instead}))
    return tuple(said)
