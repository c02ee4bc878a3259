"""Aligns the sentences of two versions: beads of one to five sentences a side, in order, with gaps.

A dynamic programme maximises the sum of the beads' scores (Gale and Church 1993, section 3, with other evidence).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.languages.tokens import size
from service.model.kept import reading
from service.model.protocols import Embedder
from service.pipeline.evidence import Array, Evidence, evidence

Bead = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each piece of evidence weighs, beside a cosine's 1. Learned by maximising the expected
    number of right beads, less a share of all beads, over whole alignments: of the yearbook's development file, and of
    real stories with sentences left out, put in, joined and split at commas (docs/adr/0003, benchmarks/README.md)."""

    anywhere: float = 0.217
    weaker: float = 0.637
    leak: float = 0.270
    astray: float = 0.211
    length: float = 0.495
    ends: float = 0.105
    torn: float = 0.073
    not_one_to_one: float = 0.058
    stray_member: float = 0.043
    bias: float = 0.0
    skip: float = -0.028
    """What a sentence left alone costs. Next to nothing: what pairs it wrongly costs more."""


GROWTH = 0.5
"""What speaks for a bead's content counts ((m + n) / 2) ** GROWTH times: at 1 large beads come as cheap as small ones
and swallow sentences that the other side lacks, at 0 they never form."""

STRAY_BELOW = 0.5
WEIGHTS = Weights()
UNCOVERED = Weights(bias=0.08)
"""Where the vectors say little, all cosines are low, and a pair must not look worse than two gaps for that."""

DENSE_CELLS = 400_000
"""Above this many pairs of sentences the texts are cut at sure pairs first, so that memory and time stay linear."""

TWIN_COSINE = 0.9
TWIN_LENGTH = 1.25
"""Two sentences this near in vector and length are one sentence: no gold bead of the yearbook is split by it."""

CROSS_COSINE = 0.5
CROSS_MARGIN = 0.15
"""Two and two sentences of which each is nearer to the one across by this much stand in the other order: the bead of
both would hide the move."""

MOSTLY_ONE_TO_ONE = 0.8
"""Below this share of beads that are one to one (news has .9 and more, the development yearbook .65) sentences are cut
and put together anew all the time, and two that cross are a wording, not a move."""

WINDOW = 400
"""Sentences a side that are aligned at once where a long text has no sure pairs; half of the beads are kept."""

ROWS = 512
"""Rows of a long text's cosines that are held at once."""

SURE_COSINE = 0.6
SURE_MARGIN = 0.12


@reading()
def align_texts(
    left: Sequence[str], right: Sequence[str], embedder: Embedder, languages: Sequence[str] = ()
) -> tuple[Bead, ...]:
    """Beads of indexes into `left` and `right`, in order; together they hold every index once. An empty side marks a
    sentence that the other version lacks. Of the two `languages`, if given, one that the embedder does not cover makes
    pairs of low cosine likelier."""
    weights = WEIGHTS if all(embedder.covers(code) for code in languages) else UNCOVERED
    beads: list[Bead] = []
    for a, b in _pieces(left, right, embedder):
        if len(a) == len(b) and all(left[i] == right[j] for i, j in zip(a, b, strict=True)):
            beads += [((i,), (j,)) for i, j in zip(a, b, strict=True)]
            continue
        while len(a) * len(b) > DENSE_CELLS:
            found = _align_part(left, right, a[:WINDOW], b[:WINDOW], embedder, weights)
            beads += found[: len(found) // 2]
            a = a[sum(len(m) for m, _ in found[: len(found) // 2]) :]
            b = b[sum(len(n) for _, n in found[: len(found) // 2]) :]
        beads += _align_part(left, right, a, b, embedder, weights)
    return tuple(beads)


def _align_part(
    left: Sequence[str], right: Sequence[str], a: range, b: range, embedder: Embedder, weights: Weights
) -> list[Bead]:
    beads = _align_piece([left[i] for i in a], [right[j] for j in b], embedder, weights)
    return [(tuple(a[i] for i in m), tuple(b[j] for j in n)) for m, n in beads]


def _align_piece(left: Sequence[str], right: Sequence[str], embedder: Embedder, weights: Weights) -> list[Bead]:
    if not left or not right:
        return [((i,), ()) for i in range(len(left))] + [((), (j,)) for j in range(len(right))]
    scores = {shape: bead_scores(shape, each, weights) for shape, each in evidence(left, right, embedder)}
    beads = _best_path(len(left), len(right), scores, weights.skip)
    ratio = sum(map(size, left)) / sum(map(size, right))
    a, b = embedder.encode(left), embedder.encode(right)
    cosine = (a @ b.T).astype(np.float64)
    if _one_to_one(beads) >= MOSTLY_ONE_TO_ONE:
        beads = [part for bead in beads for part in _split_crossing(bead, cosine)]
    return [part for bead in beads for part in _split_at_twins(bead, left, right, cosine, ratio)]


def _one_to_one(beads: Sequence[Bead]) -> float:
    """The share of beads of one sentence a side among those that have both."""
    full = [bead for bead in beads if all(bead)]
    return sum(len(a) == len(b) == 1 for a, b in full) / max(1, len(full))


def _split_crossing(bead: Bead, cosine: Array) -> list[Bead]:
    """Two sentences that swapped places: one pair, and a gap on each side that `rows` recognises as moved."""
    if len(bead[0]) != 2 or len(bead[1]) != 2:
        return [bead]
    (i, later), (j, after) = bead
    across = min(cosine[i, after], cosine[later, j])
    if across < CROSS_COSINE or across - max(cosine[i, j], cosine[later, after]) < CROSS_MARGIN:
        return [bead]
    return [((i,), ()), ((later,), (j,)), ((), (after,))]


def _split_at_twins(bead: Bead, left: Sequence[str], right: Sequence[str], cosine: Array, ratio: float) -> list[Bead]:
    """A large bead with two sentences of one length that say the same is no bead: what stands beside them was left
    out or put in."""
    twins = [
        (float(cosine[i, j]), i, j)
        for i in bead[0]
        for j in bead[1]
        if cosine[i, j] >= TWIN_COSINE and 1 / TWIN_LENGTH <= size(left[i]) / size(right[j]) / ratio <= TWIN_LENGTH
    ]
    if len(bead[0]) + len(bead[1]) <= 2 or not twins:
        return [bead]
    _, i, j = max(twins)
    before = tuple(k for k in bead[0] if k < i), tuple(k for k in bead[1] if k < j)
    after = tuple(k for k in bead[0] if k > i), tuple(k for k in bead[1] if k > j)
    return [*_or_gaps(before), ((i,), (j,)), *_or_gaps(after)]


def _or_gaps(bead: Bead) -> list[Bead]:
    if bead[0] and bead[1]:
        return [bead]
    return [((i,), ()) for i in bead[0]] + [((), (j,)) for j in bead[1]]


def bead_scores(shape: tuple[int, int], found: Evidence, weights: Weights) -> Array:
    """The score of every bead of one shape."""
    w = weights
    score: Array = (
        found.cosine
        - w.anywhere * found.anywhere
        + w.weaker * found.weaker
        - w.leak * found.leak
        - w.length * found.length
        + w.bias
    ) * (sum(shape) / 2) ** GROWTH
    score += w.ends * found.ends - w.torn * found.torn - w.astray * found.astray
    if shape == (1, 1):
        return score
    stray: Array = np.maximum(0.0, STRAY_BELOW - found.member)
    return score - w.not_one_to_one - w.stray_member * stray


def _best_path(left: int, right: int, scores: dict[tuple[int, int], Array], skip: float) -> list[Bead]:
    best = np.full((left + 1, right + 1), -np.inf)
    step = np.zeros((left + 1, right + 1, 2), dtype=np.int8)
    skipped = np.arange(right + 1) * skip
    for i in range(left + 1):
        here = best[i - 1] - skip if i else np.where(np.arange(right + 1) == 0, 0.0, -np.inf)
        step[i, :] = (1, 0)
        for (m, n), score in scores.items():
            if m <= i and n <= right:
                candidate = best[i - m, : right - n + 1] + score[i - m]
                better = candidate > here[n:]
                here[n:][better] = candidate[better]
                step[i, n:][better] = (m, n)
        # Skipping right sentences within the row is a running maximum: max over k <= j of here[k] - (j - k) * skip.
        best[i] = np.maximum.accumulate(here + skipped) - skipped
        step[i, best[i] > here + 1e-12] = (0, 1)
    beads: list[Bead] = []
    i, j = left, right
    while i or j:
        m, n = (int(x) for x in step[i, j])
        beads.append((tuple(range(i - m, i)), tuple(range(j - n, j))))
        i, j = i - m, j - n
    return beads[::-1]


def _pieces(left: Sequence[str], right: Sequence[str], embedder: Embedder) -> list[tuple[range, range]]:
    """The whole, or for long texts what is equal at both ends and the stretches between sure pairs."""
    if len(left) * len(right) <= DENSE_CELLS:
        return [(range(len(left)), range(len(right)))]
    head = _equal(left, right)
    tail = _equal(left[head:][::-1], right[head:][::-1])
    last = len(left) - tail, len(right) - tail
    pieces, start = [(range(head), range(head))], (head, head)
    inner_left, inner_right = left[head : last[0]], right[head : last[1]]
    if len(inner_left) * len(inner_right) > DENSE_CELLS:
        length = max(1, DENSE_CELLS // (2 * max(len(inner_left), len(inner_right))), 100)
        vectors = (embedder.encode(inner).astype(np.float64) for inner in (inner_left, inner_right))
        for i, j in ((head + i, head + j) for i, j in _sure_pairs(*vectors)):
            if max(i - start[0], j - start[1]) >= length:
                pieces.append((range(start[0], i), range(start[1], j)))
                start = (i, j)
    pieces.append((range(start[0], last[0]), range(start[1], last[1])))
    return [*pieces, (range(last[0], len(left)), range(last[1], len(right)))]


def _equal(left: Sequence[str], right: Sequence[str]) -> int:
    """How many sentences are equal, letter by letter, from the beginning."""
    return next((k for k, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _sure_pairs(a: Array, b: Array) -> list[tuple[int, int]]:
    """Pairs that are each other's best by a clear margin, thinned to the longest chain that rises on both sides."""
    best, first, second = (np.zeros(len(a), dtype=int), np.zeros(len(a)), np.zeros(len(a)))
    back, highest = np.zeros(len(b), dtype=int), np.full(len(b), -np.inf)
    for start in range(0, len(a), ROWS):
        cosine = a[start : start + ROWS] @ b.T
        rows = np.arange(len(cosine))
        higher = cosine.max(0) > highest
        back[higher] = start + cosine.argmax(0)[higher]
        highest = np.maximum(highest, cosine.max(0))
        best[start : start + ROWS] = cosine.argmax(1)
        first[start : start + ROWS] = cosine.max(1)
        cosine[rows, cosine.argmax(1)] = -1
        second[start : start + ROWS] = cosine.max(1)
    rows = np.arange(len(a))
    clear = (back[best] == rows) & (first > SURE_COSINE) & (first - second > SURE_MARGIN)
    chain: list[tuple[int, int]] = []
    tails: list[int] = []
    previous: dict[int, int | None] = {}
    for i in rows[clear]:
        k = int(np.searchsorted([int(best[t]) for t in tails], best[i]))
        previous[int(i)] = tails[k - 1] if k else None
        tails[k : k + 1] = [int(i)]
    at = tails[-1] if tails else None
    while at is not None:
        chain.append((at, int(best[at])))
        at = previous[at]
    return chain[::-1]
