"""From many versions to one table of rows.

Every version is aligned to a base; what the base lacks is matched among the others. The base is the original where
one is declared, else the version that is nearest to all others, so the table does not depend on the order in which
the versions were given.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from service.model.collation import unhurried
from service.model.protocols import Embedder, Vectors
from service.model.row import Row
from service.model.segment import Segment
from service.model.version import Relation, Version
from service.pipeline.align import Bead, align_texts
from service.pipeline.embed import compared

MOVED_COSINE = 0.5
"""Two left-over sentences whose vectors are this near say the same: measured on swapped sentences of the stories,
unrelated ones stay below .45 (benchmarks/README.md, "Moves")."""

SAME_EXTRA_COSINE = 0.5


@dataclass(frozen=True, slots=True)
class Unit:
    """Segments of one version that belong together, and where they stand: before base sentence `before`."""

    version: str
    segments: tuple[int, ...]
    before: int


def rows(
    versions: Sequence[Version],
    segments: Mapping[str, Sequence[Segment]],
    vectors: Mapping[str, Vectors],
    embedder: Embedder,
    tick: Callable[[], None] = unhurried,
) -> tuple[Row, ...]:
    """The table: each compared segment (heading or body) of each version is in exactly one row, in reading order.
    `tick` is called again and again meanwhile; it raises where that has to end."""
    units = {v.id: compared(segments[v.id]) for v in versions}
    texts = {v.id: [s.text(v.text) for s in units[v.id]] for v in versions}
    languages = {v.id: Counter(s.language for s in units[v.id]).most_common(1)[0][0] for v in versions}
    base = choose_base(versions, vectors, tick)
    others = sorted((v.id for v in versions if v.id != base), key=lambda name: (texts[name], name))
    matched, extras, moved = _against_base(base, others, texts, languages, vectors, embedder)
    groups = _merge(len(texts[base]), matched)
    table = _in_order(groups, _matched_extras(extras, vectors), base)
    return tuple(_row(k, cells, moved, versions, units, vectors) for k, cells in enumerate(table))


def choose_base(
    versions: Sequence[Version], vectors: Mapping[str, Vectors], tick: Callable[[], None] = unhurried
) -> str:
    """The original, or the version whose sentences are nearest to those of all others; equals by text, then id."""
    originals = [v for v in versions if v.relation == Relation.ORIGINAL] or list(versions)
    if len(originals) == 1:
        return originals[0].id

    def nearness(name: str) -> float:
        others = [v.id for v in versions if v.id != name and len(vectors[v.id]) and len(vectors[name])]
        return float(np.mean([near(other, name) for other in others])) if others else 0.0

    def near(other: str, name: str) -> float:
        tick()
        return float((vectors[other] @ vectors[name].T).max(1).mean())

    return min(originals, key=lambda v: (-round(nearness(v.id), 4), v.text, v.id)).id


def _against_base(
    base: str,
    others: Sequence[str],
    texts: Mapping[str, list[str]],
    languages: Mapping[str, str],
    vectors: Mapping[str, Vectors],
    embedder: Embedder,
) -> tuple[list[tuple[str, Bead]], list[Unit], set[tuple[str, int]]]:
    """Beads with both sides filled, units that the base lacks, and (version, segment) pairs that moved."""
    matched: list[tuple[str, Bead]] = []
    extras: list[Unit] = []
    moved: set[tuple[str, int]] = set()
    for name in others:
        beads = align_texts(texts[base], texts[name], embedder, (languages[base], languages[name]))
        lacking = [b[0][0] for b in beads if not b[1]]
        adding: list[tuple[int, int]] = []
        at = 0
        for left, right in beads:
            at = left[-1] + 1 if left else at
            if left and right:
                matched.append((name, (left, right)))
            elif right:
                adding.append((right[0], at))
        pairs = _moves(lacking, [j for j, _ in adding], vectors[base], vectors[name])
        matched += [(name, ((i,), (j,))) for i, j in pairs]
        moved |= {(name, j) for _, j in pairs}
        extras += [Unit(name, (j,), before) for j, before in adding if (name, j) not in moved]
    return matched, extras, moved


def _moves(lacking: Sequence[int], adding: Sequence[int], a: Vectors, b: Vectors) -> list[tuple[int, int]]:
    """Pairs left-over sentences of the two sides, nearest first: they moved, nothing was left out."""
    if not lacking or not adding:
        return []
    cosine = a[list(lacking)] @ b[list(adding)].T
    pairs = []
    while cosine.size and cosine.max() >= MOVED_COSINE:
        i, j = np.unravel_index(int(cosine.argmax()), cosine.shape)
        pairs.append((lacking[int(i)], adding[int(j)]))
        cosine[i, :] = cosine[:, j] = -1
    return pairs


def _merge(count: int, matched: Sequence[tuple[str, Bead]]) -> list[dict[str, set[int]]]:
    """Base sentences that some version renders as one belong to one row."""
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for _, (left, _) in matched:
        for i in left[1:]:
            parent[max(root(left[0]), root(i))] = min(root(left[0]), root(i))
    groups: dict[int, dict[str, set[int]]] = {i: defaultdict(set) for i in range(count) if root(i) == i}
    for i in range(count):
        groups[root(i)][""].add(i)
    for name, (left, right) in matched:
        groups[root(left[0])][name].update(right)
    return [groups[i] for i in sorted(groups)]


def _matched_extras(extras: Sequence[Unit], vectors: Mapping[str, Vectors]) -> list[tuple[int, dict[str, set[int]]]]:
    """Units that the base lacks, those of several versions that say the same in one row: (before, cells)."""
    rows: list[tuple[int, dict[str, set[int]], Vectors]] = []
    for unit in extras:
        vector = vectors[unit.version][unit.segments[0]]
        near = [r for r in rows if unit.version not in r[1] and float(r[2] @ vector) >= SAME_EXTRA_COSINE]
        if near:
            max(near, key=lambda r: float(r[2] @ vector))[1][unit.version] = set(unit.segments)
        else:
            rows.append((unit.before, {unit.version: set(unit.segments)}, vector))
    return [(before, cells) for before, cells, _ in rows]


def _in_order(
    groups: Sequence[dict[str, set[int]]], extras: Sequence[tuple[int, dict[str, set[int]]]], base: str
) -> list[dict[str, set[int]]]:
    """Rows in the base's order; extras where their own version has them. Equal places: the version's own order."""
    keyed: list[tuple[tuple[int, int, int], dict[str, set[int]]]] = []
    for group in groups:
        cells = {(base if name == "" else name): found for name, found in group.items()}
        keyed.append(((min(group[""]), 1, 0), cells))
    for k, (before, cells) in enumerate(extras):
        keyed.append(((before, 0, k), cells))
    return [cells for _, cells in sorted(keyed, key=lambda item: item[0])]


def _row(
    index: int,
    cells: Mapping[str, set[int]],
    moved: set[tuple[str, int]],
    versions: Sequence[Version],
    units: Mapping[str, Sequence[Segment]],
    vectors: Mapping[str, Vectors],
) -> Row:
    filled = {name: sorted(found) for name, found in cells.items() if found}
    middles = np.stack([vectors[name][found].mean(0) for name, found in sorted(filled.items())])
    middles /= np.maximum(1e-9, np.linalg.norm(middles, axis=1, keepdims=True))
    centre = middles.mean(0)
    centre /= max(1e-9, float(np.linalg.norm(centre)))
    return Row(
        index=index,
        cells={
            v.id: tuple(units[v.id][i].id for i in filled.get(v.id, ())) for v in sorted(versions, key=lambda v: v.id)
        },
        similarity=round(float((middles @ centre).mean()), 4),
        moved=tuple(sorted(name for name, found in filled.items() if any((name, i) in moved for i in found))),
    )
