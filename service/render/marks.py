"""Which places of which segment a finding speaks of."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.model.finding import Finding, Reading, Span
from service.model.report import Report
from service.model.segment import Segment
from service.render.excerpt import Places


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in one version, in code points of its text; `finding` counts the listed findings from 0, worst first.

    `alone`: only this version has it so.
    """

    start: int
    end: int
    finding: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """`inside`: segment id -> its marks in order. `instead`: (row, version) -> the marks of a cell that is empty."""

    inside: Mapping[str, Sequence[Mark]]
    instead: Mapping[tuple[int, str], Sequence[Mark]]


def place_marks(report: Report, findings: Sequence[Finding], places: Places) -> Marks:
    """Sorts every span of `findings` to the segments it touches; a gap goes where its finding's row wants the words."""
    segments = {s.id: s for s in report.segments}
    cells = {(row.index, version): ids for row in report.rows for version, ids in row.cells.items()}
    inside: defaultdict[str, list[Mark]] = defaultdict(list)
    instead: defaultdict[tuple[int, str], list[Mark]] = defaultdict(list)
    for number, finding, reading, span in _spans(findings):
        mark = Mark(span.start, span.end, number, len(reading.versions) == 1)
        if span.start < span.end or finding.row is None:
            for segment in places.touched(span):
                inside[segment.id].append(_within(mark, segment))
        elif here := [segments[s] for s in cells.get((finding.row, span.version), ())]:
            nearest = min(here, key=lambda s: max(s.start - span.start, span.start - s.end, 0))
            inside[nearest.id].append(_within(mark, nearest))
        else:
            instead[finding.row, span.version].append(mark)
    return Marks({segment: sorted(marks) for segment, marks in inside.items()}, instead)


def _spans(findings: Sequence[Finding]) -> Iterator[tuple[int, Finding, Reading, Span]]:
    for number, finding in enumerate(findings):
        for reading in finding.readings:
            for span in reading.spans:
                yield number, finding, reading, span


def _within(mark: Mark, segment: Segment) -> Mark:
    """The part of `mark` that lies in `segment`; a gap outside moves to the nearer edge."""
    start, end = (min(max(place, segment.start), segment.end) for place in (mark.start, mark.end))
    return Mark(start, end, mark.finding, mark.alone)
