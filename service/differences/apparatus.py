"""From the facts of a row (numbers, dates, names ...) to its apparatus: the places where versions differ, and the
readings that each place has."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from service.differences.clusters import Agreement, Cluster, Fact, clustered, paired
from service.model.collation import Cell, Collation
from service.model.finding import Reading
from service.model.row import Row

NEIGHBOURS = 2
"""A fact that stands up to two rows away in the other version is not missing: translators join and split sentences."""

MOST_APART = 100
"""Facts of one row that differ, beyond which it is a table of which each says another thing: the rows around it are not
searched for each of them."""


class Located(Protocol):
    """Words at `[start, end)` of a cell's text."""

    @property
    def start(self) -> int:
        """The offset of the first sign."""

    @property
    def end(self) -> int:
        """The offset behind the last one."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a row: clusters that stand against each other, and the versions that have nothing there."""

    clusters: tuple[Cluster, ...]
    lacking: tuple[str, ...]


Find = Callable[[str, str], Sequence[Any]]


def facts(cell: Cell, find: Find, value: Callable[[Any], str | None]) -> list[Fact]:
    """What `find(text, language)` finds in a cell; items have `start` and `end`."""
    text = cell.text
    return [
        Fact(cell.span(i.start, i.end), text[i.start : i.end], value(i), (i.start + i.end) / (2 * max(1, len(text))), i)
        for i in find(text, cell.language)
    ]


def places(
    collation: Collation,
    row: Row,
    cells: Sequence[Cell],
    find: Find,
    value: Callable[[Any], str | None],
    agreement: Agreement,
) -> Iterator[Place]:
    """The places of a row where the versions' facts do not all agree, one after the other: to set the clusters of a
    large table against each other takes long, and whoever has seen enough need not ask for more."""
    found = {cell.version.id: facts(cell, find, value) for cell in cells}
    names = list(found)
    clusters = clustered(((name, fact) for name in names for fact in found[name]), agreement)
    near: dict[str, set[Hashable]] = {}
    apart = [c for c in clusters if len(c.facts) < len(names)]
    for cluster in apart if len(apart) <= MOST_APART else ():
        for name in set(names) - cluster.versions:
            if name not in near:
                near[name] = _near(collation, row, name, find, agreement)
            said = frozenset(agreement.key(f.item) for f in cluster.facts.values())
            if any(agreement.all(said, key) for key in near[name]):
                cluster.excused.add(name)
    for group in paired([c for c in apart if len(c.versions) < len(names)]):
        yield Place(group, tuple(n for n in names if not any(n in c.versions for c in group)))


def _near(collation: Collation, row: Row, version: str, find: Find, agreement: Agreement) -> set[Hashable]:
    """The keys of what a version has in a row and in those around it."""
    cells = collation.near(row, version, NEIGHBOURS)
    return {agreement.key(item) for cell in cells for item in find(cell.text, cell.language)}


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
