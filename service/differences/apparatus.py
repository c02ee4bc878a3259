"""From the facts of a row (numbers, dates, names ...) to its apparatus: the places where versions differ, and the
readings that each place has."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from service.languages.senses import Sense
from service.model.collation import Cell, Collation
from service.model.finding import Reading, Span
from service.model.row import Row
from service.model.version import primary_subtag

NEIGHBOURS = 2
"""A fact that stands up to two rows away in the other version is not missing: translators join and split sentences."""


class Located(Protocol):
    """Words at `[start, end)` of a cell's text."""

    @property
    def start(self) -> int:
        """The offset of the first sign."""

    @property
    def end(self) -> int:
        """The offset behind the last one."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be compared, at a place of a version. `where` is its relative place in the cell, 0..1."""

    span: Span
    quote: str
    value: str | None
    where: float
    item: Any


@dataclass(slots=True)
class Cluster:
    """Facts of several versions that agree. `excused` have it in a neighbouring row."""

    facts: dict[str, Fact]
    excused: set[str] = field(default_factory=set)

    @property
    def versions(self) -> set[str]:
        """Whose fact it is, in this row or the next."""
        return set(self.facts) | self.excused


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a row: clusters that stand against each other, and the versions that have nothing there."""

    clusters: tuple[Cluster, ...]
    lacking: tuple[str, ...]


Find = Callable[[str, str], Sequence[Any]]
Agree = Callable[[Any, Any], bool]


def facts(cell: Cell, find: Find, value: Callable[[Any], str | None]) -> list[Fact]:
    """What `find(text, language)` finds in a cell; items have `start` and `end`."""
    text = cell.text
    return [
        Fact(cell.span(i.start, i.end), text[i.start : i.end], value(i), (i.start + i.end) / (2 * max(1, len(text))), i)
        for i in find(text, cell.language)
    ]


def places(
    collation: Collation, row: Row, cells: Sequence[Cell], find: Find, value: Callable[[Any], str | None], agree: Agree
) -> list[Place]:
    """The places of a row where the versions' facts do not all agree."""
    found = {cell.version.id: facts(cell, find, value) for cell in cells}
    names = list(found)
    clusters: list[Cluster] = []
    for name in names:
        for fact in found[name]:
            home = _home(clusters, name, fact, agree)
            if home:
                home.facts[name] = fact
            else:
                clusters.append(Cluster({name: fact}))
    for cluster in clusters:
        for name in set(names) - cluster.versions:
            if _nearby(collation, row, name, cluster, find, agree):
                cluster.excused.add(name)
    return _against_each_other([c for c in clusters if len(c.versions) < len(names)], names)


def _home(clusters: Iterable[Cluster], name: str, fact: Fact, agree: Agree) -> Cluster | None:
    """The cluster that a fact belongs to: it agrees with all members; the nearest in place if there are several."""
    fitting = [c for c in clusters if name not in c.facts and all(agree(f.item, fact.item) for f in c.facts.values())]
    return min(fitting, key=lambda c: min(abs(f.where - fact.where) for f in c.facts.values()), default=None)


def _nearby(collation: Collation, row: Row, version: str, cluster: Cluster, find: Find, agree: Agree) -> bool:
    items = [item for cell in collation.near(row, version, NEIGHBOURS) for item in find(cell.text, cell.language)]
    return any(all(agree(f.item, item) for f in cluster.facts.values()) for item in items)


def _against_each_other(clusters: Sequence[Cluster], names: Sequence[str]) -> list[Place]:
    """Groups disagreeing clusters: readings of one place are of different versions and stand at like places."""
    rest = sorted(clusters, key=lambda c: (-len(c.facts), min(f.where for f in c.facts.values())))
    result = []
    while rest:
        group = [rest.pop(0)]
        taken = set(group[0].versions)
        where = min(f.where for f in group[0].facts.values())
        for other in sorted(rest, key=lambda c: min(abs(f.where - where) for f in c.facts.values())):
            if not taken & other.versions:
                group.append(other)
                taken |= other.versions
                rest.remove(other)
        result.append(Place(tuple(group), tuple(n for n in names if n not in taken)))
    return result


def readings(place: Place, cells: Sequence[Cell]) -> tuple[Reading, ...]:
    """The readings of a place, the most widely shared first; gaps last, at the same relative place of the cell."""
    named = [
        Reading(tuple(c.facts), f.quote, tuple(x.span for x in c.facts.values()), f.value)
        for c in place.clusters
        if (f := next(iter(c.facts.values())))
    ]
    where = min(f.where for c in place.clusters for f in c.facts.values())
    lacking = [cell for cell in cells if cell.version.id in place.lacking]
    return (*named, *([gaps(lacking, where)] if lacking else []))


def gaps(cells: Sequence[Cell], where: float) -> Reading:
    """One empty reading of several versions, in each at the same relative place."""
    single = [gap(cell, where) for cell in cells]
    return Reading(tuple(c.version.id for c in cells), "", tuple(span for one in single for span in one.spans))


def gap(cell: Cell, where: float = 1.0) -> Reading:
    """An empty reading at a relative place of a cell, moved to the nearest blank so that it never splits a word."""
    text = cell.text
    at = min(len(text), round(where * len(text)))
    while 0 < at < len(text) and not text[at].isspace():
        at += 1
    return Reading((cell.version.id,), "", (cell.span(at, at),))


def having(found: Sequence[tuple[Cell, Located]]) -> Reading:
    """One reading of several versions: it quotes the first one's words, and spans each one's own."""
    cell, word = found[0]
    spans = tuple(c.span(w.start, w.end) for c, w in found)
    return Reading(tuple(c.version.id for c, _ in found), cell.text[word.start : word.end], spans)


def having_and_lacking(found: Sequence[tuple[Cell, Located]], silent: Sequence[Cell]) -> tuple[Reading, Reading]:
    """What some versions have, and the gap of the others at the same relative place."""
    cell, word = found[0]
    return having(found), gaps(silent, word.start / max(1, len(cell.text)))


def outlier(found: Sequence[Reading]) -> str | None:
    """The version that stands alone against at least two others that agree."""
    alone = [r.versions[0] for r in found if len(r.versions) == 1]
    return alone[0] if len(alone) == 1 and any(len(r.versions) > 1 for r in found) else None


def labels(collation: Collation, versions: Iterable[str]) -> str:
    """The labels that the user gave, as a list in words: agency, wire and print."""
    names = [collation.version(v).label for v in versions]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def verb(versions: Sequence[str], one: str, many: str) -> str:
    """The verb's form for one or several versions."""
    return one if len(versions) == 1 else many


def said(word: Sense, cell: Cell) -> str:
    """The word as it is quoted in a message, with its sense in English where it is of another language."""
    quoted = f"\u201c{cell.text[word.start : word.end]}\u201d"
    return quoted if primary_subtag(cell.language) == "en" else f"{quoted} ({word.name})"
