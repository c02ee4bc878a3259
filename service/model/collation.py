"""A collation: the versions laid beside each other, row by row. What the kinds of difference look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from service.model.finding import Span
from service.model.glossary import EMPTY, Glossary
from service.model.protocols import Embedder
from service.model.row import Row
from service.model.segment import Role, Segment
from service.model.version import Relation, Version


def unhurried() -> None:
    """Nobody asks how long it takes."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one version has in one row: one or more segments of one language, and their pivot text if translated."""

    version: Version
    language: str
    segments: tuple[Segment, ...]
    pivot: str | None = None

    @property
    def start(self) -> int:
        """Where it begins in the version's text."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.segments[-1].end

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """Its unbroken passages as offsets into the version's text: nearly always one."""
        if len(self.segments) == 1:
            return ((self.start, self.end),)
        found = [(self.segments[0].start, self.segments[0].end)]
        for segment in self.segments[1:]:
            start, end = found[-1]
            if self.version.text[end : segment.start].strip():
                found.append((segment.start, segment.end))
            else:
                found[-1] = (start, segment.end)
        return tuple(found)

    @property
    def text(self) -> str:
        """Its own words: its passages, joined by a blank where there are several."""
        return " ".join(self.version.text[start:end] for start, end in self.runs)

    @property
    def heading(self) -> bool:
        """Whether all of it is heading."""
        return all(segment.role is Role.HEADING for segment in self.segments)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """A span of the version's text from offsets into `text`; the whole cell by default. What lies in several
        passages is marked as far as the first goes."""
        for first, last in self.runs:
            length = last - first
            if start <= length:
                stop = last if end is None else min(last, first + end)
                return Span(self.version.id, first + start, max(first + start, stop))
            start, end = start - length - 1, None if end is None else end - length - 1
        return Span(self.version.id, self.end, self.end)


@dataclass(frozen=True, slots=True)
class Collation:
    """`versions` in canonical order (the original first, then by id), `segments` of each version in text order,
    `rows` and for each of them, at the same index, the filled cells by version in canonical order (`table`),
    `languages` of whole versions, and the `pivot`. `tick` is called again and again while they are looked at; it raises
    where that has to end."""

    versions: tuple[Version, ...]
    languages: Mapping[str, str]
    segments: Mapping[str, tuple[Segment, ...]]
    rows: tuple[Row, ...]
    table: tuple[Mapping[str, Cell], ...]
    pivot: str
    embedder: Embedder
    glossary: Glossary = EMPTY
    tick: Callable[[], None] = field(default=unhurried, compare=False, repr=False)

    def version(self, name: str) -> Version:
        """The version with this id."""
        return next(v for v in self.versions if v.id == name)

    def cells(self, row: Row) -> tuple[Cell, ...]:
        """All filled cells of a row, in canonical order."""
        self.tick()
        return tuple(self.table[row.index].values())

    def near(self, row: Row, version: str, reach: int) -> tuple[Cell, ...]:
        """What a version has in a row and in up to `reach` rows before and behind it, in the order of the rows."""
        self.tick()
        rows = self.table[max(0, row.index - reach) : row.index + reach + 1]
        return tuple(cells[version] for cells in rows if version in cells)

    def relation(self, version: str) -> str | None:
        """What a version is to the story."""
        return self.version(version).relation

    @property
    def original(self) -> str | None:
        """The id of the version that is declared the original, if any."""
        return next((v.id for v in self.versions if v.relation == Relation.ORIGINAL), None)
