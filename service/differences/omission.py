"""Whole sentences that a version leaves out. Phrases left out of a sentence that is otherwise there: see words.py."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby, takewhile

from service.differences import rules, told
from service.model.collation import Cell, Collation
from service.model.finding import Finding, Reading, Span
from service.model.row import Row
from service.model.version import Relation

FREE = (Relation.RETELLING, Relation.WIRE)
"""Versions that may rightly leave out and add: an agency cuts, a retelling gives background."""

SAID_ELSEWHERE = 0.8
"""Cosine to another sentence of the version from which on we say that it is there after all, only not here."""


class Status(Enum):
    """What a passage that some versions lack is to them."""

    PLAIN = "plain"
    HEADING = "heading"
    RETOLD = "retold"
    ELSEWHERE = "elsewhere"


RULE = {
    Status.HEADING: rules.OMITTED_HEADING,
    Status.RETOLD: rules.OMITTED_RETOLD,
    Status.ELSEWHERE: rules.OMITTED_ELSEWHERE,
    Status.PLAIN: rules.OMITTED,
}


@dataclass(frozen=True, slots=True)
class Lone:
    """Neighbouring rows that the same versions have (`has`) and lack."""

    rows: tuple[Row, ...]
    has: tuple[str, ...]
    lacks: tuple[str, ...]


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each passage that some versions have and others leave out."""
    for lone in lone_rows(collation):
        if is_omission(collation, lone):
            readings = passage(collation, lone)
            one = lone.lacks[0] if len(lone.lacks) == 1 and len(lone.has) > 1 else None
            rule = RULE[status(collation, lone, lone.lacks)]
            said = told.LEAVES_OUT_ONE if len(lone.rows) == 1 else told.LEAVES_OUT
            leaves = told.clause(
                said, collation, lone.lacks, count=len(lone.rows), passage=shortened(readings[0].quote)
            )
            yield Finding(rule, lone.rows[0].index, readings, (leaves,), outlier=one)


def lone_rows(collation: Collation) -> list[Lone]:
    """The passages that not all versions have, runs of rows with the same versions taken together."""
    names = [v.id for v in collation.versions]

    def holders(row: Row) -> tuple[str, ...]:
        return tuple(n for n in names if n in collation.table[row.index])

    found = []
    for has, run in groupby(collation.rows, key=holders):
        if len(has) < len(names):
            found.append(Lone(tuple(run), has, tuple(n for n in names if n not in has)))
    return found


def is_omission(collation: Collation, lone: Lone) -> bool:
    """Whether those who lack it are to be asked: the original has it, or without an original at least half have."""
    if collation.original:
        return collation.original in lone.has
    return len(lone.has) >= len(lone.lacks)


def status(collation: Collation, lone: Lone, responsible: Sequence[str]) -> Status:
    """What the grade of a passage that is missing or added depends on; `responsible` left it out or put it in."""
    cells = [c for row in lone.rows for c in collation.cells(row)]
    if all(cell.heading for cell in cells):
        return Status.HEADING
    if all(collation.relation(v) in FREE for v in responsible):
        return Status.RETOLD
    if all(_said_elsewhere(collation, cell, v) for cell in cells for v in lone.lacks):
        return Status.ELSEWHERE
    return Status.PLAIN


def _said_elsewhere(collation: Collation, cell: Cell, version: str) -> bool:
    texts = [s.text(collation.version(version).text) for s in collation.segments[version]]
    if not texts:
        return False
    vectors = collation.embedder.encode([cell.text, *texts])
    return float((vectors[1:] @ vectors[0]).max()) >= SAID_ELSEWHERE


def passage(collation: Collation, lone: Lone) -> tuple[Reading, ...]:
    """Two readings: the passage with those who have it, and the gap in the others."""
    first = lone.has[0]
    spans = tuple(collation.table[row.index][v].span() for v in lone.has for row in lone.rows)
    text = collation.version(first).text
    mine = [s for s in spans if s.version == first]
    quote = " ".join(text[s.start : s.end] for s in mine)
    rest = _rest_of_paragraph(collation, lone, first)
    gaps = tuple(Span(v, at, at) for v in lone.lacks for at in [_place(collation, lone, v, rest)])
    return Reading(lone.has, quote, spans), Reading(lone.lacks, "", gaps)


def _place(collation: Collation, lone: Lone, version: str, rest: Sequence[Row]) -> int:
    """Where in a version the passage would stand: before what it has of the `rest` of the paragraph that the passage
    opens, or else behind what it has of the rows before."""
    before = _cell(collation, reversed(collation.rows[: lone.rows[0].index]), version)
    after = _cell(collation, rest, version)
    if after and (not before or after.start >= before.end):
        return after.start
    segments = collation.segments[version]
    return before.end if before else segments[0].start if segments else 0


def _cell(collation: Collation, rows: Iterable[Row], version: str) -> Cell | None:
    """What a version has in the first of the rows in which it has anything, at its own place."""
    return next((c for r in rows if version not in r.moved and (c := collation.table[r.index].get(version))), None)


def _rest_of_paragraph(collation: Collation, lone: Lone, holder: str) -> list[Row]:
    """The rows behind a passage that belong to the paragraph which it opens in the holder's text; none where it stands
    within a paragraph."""
    segments = collation.segments[holder]
    first = collation.table[lone.rows[0].index][holder].segments[0]
    last = collation.table[lone.rows[-1].index][holder].segments[-1]
    at = segments.index(first)
    if at and segments[at - 1].paragraph == first.paragraph:
        return []
    return list(
        takewhile(
            lambda row: (c := collation.table[row.index].get(holder)) and c.segments[0].paragraph == last.paragraph,
            collation.rows[lone.rows[-1].index + 1 :],
        )
    )


def shortened(text: str, most: int = 90) -> str:
    """The beginning of a passage."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
