"""A tree of versions by how far they are apart: average linkage (UPGMA; Sokal and Michener 1958, A Statistical Method
for Evaluating Systematic Relationships). It groups by likeness; who wrote from whom it does not know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A version (`leaf` its number) or two nodes that join. `apart` is the mean distance between the two sides, 0..1;
    0 for a leaf. A node is never lower than what joins in it."""

    apart: float
    leaf: int | None = None
    sides: tuple["Node", ...] = ()

    def leaves(self) -> Iterator[int]:
        """From top to bottom, as they are drawn."""
        if self.leaf is not None:
            yield self.leaf
        for side in self.sides:
            yield from side.leaves()

    def joins(self) -> Iterator["Node"]:
        """All nodes that are no leaves, this one last."""
        for side in self.sides:
            yield from side.joins()
        if self.sides:
            yield self


def tree(distances: Sequence[Sequence[float]]) -> Node:
    """Of a symmetric square of distances 0..1, at least one row of them. Equal distances join in the given order."""
    nodes = {n: (Node(0.0, n), 1) for n in range(len(distances))}
    apart = {(a, b): distances[a][b] for a in nodes for b in nodes if a < b}
    while apart:
        a, b = min(apart, key=lambda pair: (apart[pair], pair))
        (one, many), (other, more) = nodes.pop(a), nodes.pop(b)
        # Rounding may put a mean of equal numbers a hair below them.
        height = max(apart.pop((a, b)), one.apart, other.apart)
        for c in nodes:
            to_a, to_b = apart.pop(_pair(a, c)), apart.pop(_pair(b, c))
            apart[_pair(a, c)] = (to_a * many + to_b * more) / (many + more)
        nodes[a] = (Node(height, None, (one, other)), many + more)
    return nodes[0][0]


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
