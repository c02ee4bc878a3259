"""The rows side by side, with the places marked that a finding speaks of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.model.finding import Finding
from service.model.report import Report
from service.model.segment import Segment
from service.render.excerpt import Places
from service.render.marks import Mark, place_marks
from service.render.visible import visible, visible_quote


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cell: plain words, or marked ones with the numbers of their findings. A gap has no words.

    `alone`: only this version has it so.
    """

    text: str
    findings: tuple[int, ...] = ()
    alone: bool = False

    @property
    def gap(self) -> bool:
        """Whether words are lacking here."""
        return bool(self.findings) and not self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """What one version has in a row. `machine` is the pivot text if a machine translated it, empty otherwise."""

    version: str
    pieces: tuple[Piece, ...]
    machine: str
    present: bool
    moved: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its cells in the versions' order and the numbers of the findings it is about, worst first."""

    index: int
    cells: tuple[Cell, ...]
    findings: tuple[int, ...]

    @property
    def complete(self) -> bool:
        """Whether every version has something here."""
        return all(cell.present for cell in self.cells)


def shown_rows(report: Report, findings: Sequence[Finding], places: Places) -> tuple[ShownRow, ...]:
    """All rows, marked with `findings`, whose places in that sequence are their numbers."""
    marks = place_marks(report, findings, places)
    segments = {s.id: s for s in report.segments}
    by_row: defaultdict[int | None, list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        by_row[finding.row].append(number)

    def cell(index: int, version: str, ids: tuple[str, ...], moved: bool) -> Cell:
        pieces: list[Piece] = []
        for segment in (segments[i] for i in ids):
            pieces += [Piece(" ")] if pieces else []
            pieces += _pieces(segment, places.texts[version], marks.inside.get(segment.id, ()))
        missing = () if ids else marks.instead.get((index, version), ())
        if missing:
            pieces.append(_piece("", missing))
        machine = " ".join(filter(None, (visible(report.translations.get(i, "")) for i in ids)))
        return Cell(version, tuple(pieces), machine, bool(ids), moved)

    shown = []
    for row in report.rows:
        cells = tuple(cell(row.index, v.id, row.cells.get(v.id, ()), v.id in row.moved) for v in report.versions)
        marked = {number for c in cells for piece in c.pieces for number in piece.findings}
        shown.append(ShownRow(row.index, cells, tuple(sorted(marked.union(by_row[row.index])))))
    return tuple(shown)


def _pieces(segment: Segment, text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The segment's words cut at its marks; marks that overlap become one piece of all their findings."""
    at = segment.start
    for group in _overlapping(marks):
        start, end = group[0].start, max(mark.end for mark in group)
        if at < start:
            yield Piece(visible(text[at:start]))
        yield _piece(visible_quote(text[start:end]), group)
        at = end
    if at < segment.end:
        yield Piece(visible(text[at : segment.end]))


def _overlapping(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Groups of sorted marks that share a character (or, of gaps, a place)."""
    group: list[Mark] = []
    end = 0
    for mark in marks:
        if group and (mark.start < end or (mark.start == end == mark.end)):
            group.append(mark)
        else:
            if group:
                yield group
            group = [mark]
        end = max(end, mark.end) if len(group) > 1 else mark.end
    if group:
        yield group


def _piece(text: str, marks: Sequence[Mark]) -> Piece:
    return Piece(text, tuple(sorted({mark.finding for mark in marks})), any(mark.alone for mark in marks))
