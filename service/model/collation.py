"""A collation: the versions laid beside each other, row by row. What the kinds of difference look at."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.model.finding import Span
from service.model.protocols import Embedder
from service.model.row import Row
from service.model.segment import Role, Segment
from service.model.version import Relation, Version


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
    def text(self) -> str:
        """Its own words: from the first segment's start to the last one's end where they are neighbours, which they
        nearly always are; else the first unbroken run, so that offsets count from `start` in any case."""
        return self.version.text[self.start : self.unbroken_end]

    @property
    def unbroken_end(self) -> int:
        """Where the run of neighbouring segments that begins at `start` ends."""
        end = self.segments[0].end
        for before, after in zip(self.segments, self.segments[1:], strict=False):
            if self.version.text[before.end : after.start].strip() != "":
                break
            end = after.end
        return end

    @property
    def heading(self) -> bool:
        """Whether all of it is heading."""
        return all(segment.role is Role.HEADING for segment in self.segments)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """A span of the version's text from offsets into `text`; the whole cell by default."""
        stop = self.unbroken_end if end is None else self.start + end
        return Span(self.version.id, self.start + start, stop)


@dataclass(frozen=True, slots=True)
class Collation:
    """`versions` in canonical order (the original first, then by id), `segments` of each version in text order,
    `rows` and for each of them, at the same index, the filled cells by version in canonical order (`table`),
    `languages` of whole versions, and the `pivot`."""

    versions: tuple[Version, ...]
    languages: Mapping[str, str]
    segments: Mapping[str, tuple[Segment, ...]]
    rows: tuple[Row, ...]
    table: tuple[Mapping[str, Cell], ...]
    pivot: str
    embedder: Embedder

    def version(self, name: str) -> Version:
        """The version with this id."""
        return next(v for v in self.versions if v.id == name)

    def cells(self, row: Row) -> tuple[Cell, ...]:
        """All filled cells of a row, in canonical order."""
        return tuple(self.table[row.index].values())

    def relation(self, version: str) -> str | None:
        """What a version is to the story."""
        return self.version(version).relation

    @property
    def original(self) -> str | None:
        """The id of the version that is declared the original, if any."""
        return next((v.id for v in self.versions if v.relation == Relation.ORIGINAL), None)
