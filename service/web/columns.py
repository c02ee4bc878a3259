"""The versions in columns, row by row, each set against the one that is the base."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from service.actions.recent import while_looked_at
from service.actions.stored_report import findings_of, report_of
from service.model.finding import Finding, Severity
from service.model.report import Report
from service.model.sentences import SOURCE
from service.model.version import primary_subtag
from service.model.work import StoredReport
from service.render.catalogues import catalogue
from service.render.excerpt import Places, elide
from service.render.masthead import Entry, Title, entries, title
from service.render.rows import Cell, Piece, ShownRow, shown_rows
from service.render.visible import visible_quote

HEIGHT = 1000
"""Of the strip beside the rows, in its own units."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a cell. `kind`: "" plain; "base" what the base has and others lack; "same" as the base; "ins" only
    here; "gap" lacking here. `finding` is the worst finding about it, `instead` what the base has there if that is in
    the same language."""

    text: str
    kind: str = ""
    finding: str = ""
    type: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One version's cell. `moved`: the row after which the version has this passage, None where it is in its place;
    -1: at the version's very beginning."""

    entry: Entry
    words: tuple[Words, ...]
    machine: str
    present: bool
    moved: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row. `worst` is the severity of its worst finding, "" where it has none."""

    index: int
    columns: tuple[Column, ...]
    worst: str


@dataclass(frozen=True, slots=True)
class Fold:
    """Neighbouring rows, all with or all without findings; the latter are folded. `agree`: all versions are there."""

    lines: tuple[Line, ...]
    quiet: bool
    agree: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A place of the strip: a row with findings. `at` and `height` are of `HEIGHT`."""

    index: int
    at: float
    height: float
    worst: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as the page lays it out. `findings` by id, and `plain` the same as in `Report.to_dict()`."""

    report: Report
    findings: Mapping[str, Finding]
    plain: Sequence[Mapping[str, Any]]
    title: Title
    entries: Mapping[str, Entry]
    base: str
    places: Places
    folds: tuple[Fold, ...]
    strip: tuple[Tick, ...]


@while_looked_at
def sheet(stored: StoredReport, base: str, language: str = SOURCE) -> Sheet:
    """Laid out against `base`; against the first version where there is none of that name. `language`: the reader's."""
    report = report_of(stored)
    known = {entry.id: entry for entry in entries(report, catalogue(language))}
    base = base if base in known else report.versions[0].id
    places = Places(report)
    listed = [finding for finding in report.findings if finding.severity is not Severity.NEUTRAL]
    against = _Against(report, listed, base, {base: known[base], **known}, places)
    lines = [against.line(row) for row in shown_rows(report, listed, places)]
    return Sheet(
        report,
        {finding.id: finding for finding in report.findings},
        findings_of(stored),
        title(report, catalogue(language)),
        against.entries,
        base,
        places,
        tuple(_folds(lines)),
        tuple(_strip(lines)),
    )


@dataclass(frozen=True)
class _Against:
    report: Report
    findings: Sequence[Finding]
    base: str
    entries: Mapping[str, Entry]
    places: Places

    def line(self, row: ShownRow) -> Line:
        by_version = {cell.version: cell for cell in row.cells}
        return Line(
            row.index,
            tuple(self._column(row.index, by_version[name], entry) for name, entry in self.entries.items()),
            str(self.findings[row.findings[0]].severity) if row.findings else "",
        )

    def _column(self, index: int, cell: Cell, entry: Entry) -> Column:
        told: set[str] = set()
        words = tuple(self._words(piece, cell.version, told) for piece in cell.pieces)
        moved = self._before(index, cell.version) if cell.moved else None
        return Column(entry, words, cell.machine, cell.present, moved)

    def _words(self, piece: Piece, version: str, told: set[str]) -> Words:
        if not piece.findings:
            return Words(piece.text)
        finding = self.findings[piece.findings[0]]
        of = {v: n for n, reading in enumerate(finding.readings) for v in reading.versions}
        base, own = of.get(self.base), of.get(version)
        instead = ""
        if piece.gap:
            kind = "gap"
        elif version == self.base:
            kind = "base"
        elif base is None:
            kind = "ins" if piece.alone else "same"
        else:
            kind = "same" if own == base else "ins"
        if kind in ("gap", "ins") and base is not None and own != base and finding.id not in told:
            instead = self._of_base(finding, base, version)
            told.add(finding.id)
        return Words(piece.text, kind, finding.id, str(finding.type), instead)

    def _of_base(self, finding: Finding, reading: int, version: str) -> str:
        """The base's words, where readers of this column read its language."""
        codes = (self.entries[self.base].code, self.entries[version].code)
        if primary_subtag(codes[0]) != primary_subtag(codes[1]):
            return ""
        text = self.places.texts[self.base]
        spans = [s for s in finding.readings[reading].spans if s.version == self.base]
        return elide(" … ".join(visible_quote(text[s.start : s.end]) for s in spans if s.start < s.end))

    def _before(self, index: int, version: str) -> int:
        """The row of what stands before it in the version's own text."""
        rows = {row.cells[version][0]: row.index for row in self.report.rows if row.cells.get(version)}
        starts = {s.id: s.start for s in self.report.segments if s.version == version}
        mine = next(s for s, at in rows.items() if at == index)
        before = [s for s in rows if starts[s] < starts[mine]]
        return rows[max(before, key=starts.__getitem__)] if before else -1


def _folds(lines: Sequence[Line]) -> list[Fold]:
    folds = []
    for quiet, group in groupby(lines, key=lambda line: not line.worst):
        together = tuple(group)
        agree = len(together[0].columns) > 1 and all(c.present for line in together for c in line.columns)
        folds.append(Fold(together, quiet, agree))
    return folds


def _strip(lines: Sequence[Line]) -> list[Tick]:
    """By the length of the rows: the strip is a picture of the text."""
    long = [max(sum(len(w.text) for w in c.words) for c in line.columns) + 1 for line in lines]
    whole, at, ticks = sum(long) or 1, 0, []
    for line, length in zip(lines, long, strict=True):
        if line.worst:
            height = max(HEIGHT * length / whole, 6)
            ticks.append(Tick(line.index, round(HEIGHT * at / whole, 1), round(height, 1), line.worst))
        at += length
    return ticks
