"""Groups the facts of several versions that agree, in time that grows with the number of facts and of different
readings, not with the square of the facts."""

from bisect import bisect_left, insort
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.model.finding import Span

Agree = Callable[[Any, Any], bool]
Key = Callable[[Any], Hashable]
State = frozenset[Hashable]


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


class Agreement:
    """Whether two items agree, asked once for each pair of keys: items of one key say the same, wherever they stand."""

    def __init__(self, agree: Agree, key: Key) -> None:
        """Nothing has been asked yet."""
        self._agree, self._key = agree, key
        self._known: dict[tuple[Hashable, Hashable], bool] = {}
        self._items: dict[Hashable, Any] = {}

    def key(self, item: Any) -> Hashable:
        """The key of an item, which stands for it from now on."""
        key = self._key(item)
        self._items.setdefault(key, item)
        return key

    def all(self, one: State, key: Hashable) -> bool:
        """Whether everything in `one` agrees with `key`."""
        return all(self._agrees(other, key) for other in one)

    def _agrees(self, one: Hashable, other: Hashable) -> bool:
        known = self._known.get((one, other))
        if known is None:
            known = self._known[one, other] = self._agree(self._items[one], self._items[other])
        return known


def clustered(facts: Iterable[tuple[str, Fact]], agreement: Agreement) -> list[Cluster]:
    """Puts each (version, fact) into the cluster whose facts all agree with it and are of other versions, the nearest
    in place if there are several, or else into a new one. The clusters come in the order in which they began."""
    clusters: list[Cluster] = []
    # Clusters that say the same and belong to the same versions, as sorted pairs (place of a member, number).
    alike: dict[tuple[State, frozenset[str]], list[tuple[float, int]]] = {}
    for name, fact in facts:
        key = agreement.key(fact.item)
        fitting = [
            (*nearest, kind)
            for kind, places in alike.items()
            if name not in kind[1] and agreement.all(kind[0], key)
            for nearest in _nearest(places, fact.where)
        ]
        if fitting:
            _, number, (state, holders) = min(fitting, key=lambda f: f[:2])
            places = alike[state, holders]
            for member in clusters[number].facts.values():
                places.remove((member.where, number))
            if not places:
                del alike[state, holders]
        else:
            number, state, holders = len(clusters), frozenset(), frozenset()
            clusters.append(Cluster({}))
        clusters[number].facts[name] = fact
        places = alike.setdefault((state | {key}, holders | {name}), [])
        for member in clusters[number].facts.values():
            insort(places, (member.where, number))
    return clusters


def _nearest(places: Sequence[tuple[float, int]], where: float) -> Iterator[tuple[float, int]]:
    """Of sorted pairs (place, number) the nearest on either side of `where`, the lowest number if there are several,
    as (distance, number)."""
    middle = bisect_left(places, (where, -1))
    if middle < len(places):
        yield abs(places[middle][0] - where), places[middle][1]
    if middle:
        before = places[middle - 1][0]
        yield abs(before - where), places[bisect_left(places, (before, -1))][1]


def paired(clusters: Sequence[Cluster]) -> Iterator[tuple[Cluster, ...]]:
    """Groups clusters that stand against each other: readings of one place are of different versions and stand at like
    places."""
    rest = [(c, c.versions, [f.where for f in c.facts.values()]) for c in clusters]
    rest.sort(key=lambda r: (-len(r[2]), min(r[2])))
    while rest:
        first, taken, places = rest.pop(0)
        group, where = [first], min(places)
        free = [r for r in rest if not taken & r[1]]
        while free:
            other, versions, _ = min(free, key=lambda r: min(abs(place - where) for place in r[2]))  # used at once
            group.append(other)
            taken = taken | versions
            free = [r for r in free if not taken & r[1]]
        chosen = {id(c) for c in group}
        rest = [r for r in rest if id(r[0]) not in chosen]
        yield tuple(group)
