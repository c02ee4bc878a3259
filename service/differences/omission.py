"""Whole sentences that a version leaves out. Phrases left out of a sentence that is otherwise there: see words.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.differences.apparatus import labels, verb
from service.model.collation import Cell, Collation
from service.model.finding import Finding, FindingType, Reading, Severity, Span
from service.model.row import Row
from service.model.version import Relation

TYPE = FindingType.OMISSION
FREE = (Relation.RETELLING, Relation.WIRE)
"""Versions that may rightly leave out and add: an agency cuts, a retelling gives background."""

SAID_ELSEWHERE = 0.8
"""Cosine to another sentence of the version from which on we say that it is there after all, only not here."""


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
            severity, confidence = grade(collation, lone, lone.lacks)
            one = lone.lacks[0] if len(lone.lacks) == 1 and len(lone.has) > 1 else None
            leaves = verb(lone.lacks, "leaves", "leave")
            what = f"{_how_much(lone)}: {shortened(readings[0].quote)}"
            message = f"{labels(collation, lone.lacks)} {leaves} out {what}"
            yield Finding(TYPE, severity, lone.rows[0].index, readings, message, confidence, outlier=one)


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


def grade(collation: Collation, lone: Lone, responsible: Sequence[str]) -> tuple[Severity, float]:
    """Severity and confidence of a passage that is missing or added; `responsible` left it out or put it in."""
    cells = [c for row in lone.rows for c in collation.cells(row)]
    if all(cell.heading for cell in cells):
        return Severity.MINOR, 0.5
    if all(collation.relation(v) in FREE for v in responsible):
        return Severity.MINOR, 0.6
    if all(_said_elsewhere(collation, cell, v) for cell in cells for v in lone.lacks):
        return Severity.MINOR, 0.4
    return Severity.MAJOR, 0.9


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
    gaps = tuple(Span(v, at, at) for v in lone.lacks for at in [_place(collation, lone.rows[0], v)])
    return Reading(lone.has, quote, spans), Reading(lone.lacks, "", gaps)


def _place(collation: Collation, row: Row, version: str) -> int:
    """Where in a version the row would stand: behind what it has of the rows before."""
    for earlier in reversed(collation.rows[: row.index]):
        cell = collation.table[earlier.index].get(version)
        if cell and version not in earlier.moved:
            return cell.end
    segments = collation.segments[version]
    return segments[0].start if segments else 0


def _how_much(lone: Lone) -> str:
    return "a sentence" if len(lone.rows) == 1 else f"{len(lone.rows)} sentences"


def shortened(text: str, most: int = 90) -> str:
    """The beginning of a passage, in quotation marks."""
    return f"\u201c{text if len(text) <= most else text[: most - 1].rstrip() + '…'}\u201d"
