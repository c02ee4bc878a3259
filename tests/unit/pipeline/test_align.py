"""Alignment of two lists of sentences, by the real embedder except where the texts must be many."""

import hashlib
import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.model.protocols import Embedder, Vectors
from service.pipeline import align
from service.pipeline.align import Bead, align_texts
from service.pipeline.evidence import evidence
from tests.conftest import Ferry

COPPER = {
    "en": "The price of copper rose by three percent on the London exchange.",
    "de": "Der Kupferpreis stieg an der Londoner Börse um drei Prozent.",
}
SENTENCES = st.sampled_from(
    [
        *["", " ", ".", "42", "The ship sank.", "Das Schiff sank.", "Nobody was hurt.", "Verletzt wurde niemand."],
        *[
            "船沉了。",
            "没有人受伤。",
            "船は沈んだ。",
            "けが人はいなかった。",
            "غرقت السفينة.",
            "เรือจม",
            "👍",
            "\u200b",
            "a" * 200,
        ],
    ]
)
LISTS = st.lists(SENTENCES, max_size=12)
ANY_LISTS = st.lists(SENTENCES | st.text(max_size=8), max_size=12)


class Hashed:
    """For texts that are many, and only equal or not: a random unit vector for each, always the same."""

    name, version = "hashed", "1"

    def covers(self, language: str) -> bool:
        return True

    def encode(self, texts: Sequence[str]) -> Vectors:
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") for text in texts]
        drawn = np.array([np.random.default_rng(seed).normal(size=64) for seed in seeds], dtype=np.float32)
        unit: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
        return unit


def rises_and_covers(beads: Sequence[Bead], left: int, right: int) -> bool:
    """Whether the beads, read in order, name every index of both sides once, and none of them is empty."""
    sides = [list(itertools.chain.from_iterable(bead[side] for bead in beads)) for side in (0, 1)]
    return sides == [list(range(left)), list(range(right))] and all(a or b for a, b in beads)


def paired(count: int, lacking_right: int | None = None, lacking_left: int | None = None) -> tuple[Bead, ...]:
    """`count` sentences one to one; one of the left side without a counterpart, or one of the right put in."""
    beads: list[Bead] = []
    j = 0
    for i in range(count):
        if i == lacking_left:
            beads.append(((), (j,)))
            j += 1
        if i == lacking_right:
            beads.append(((i,), ()))
            continue
        beads.append(((i,), (j,)))
        j += 1
    return (*beads, ((), (j,))) if lacking_left == count else tuple(beads)


@settings(max_examples=50)
@given(LISTS, LISTS)
def test_beads_rise_and_cover_everything(embedder: Embedder, left: list[str], right: list[str]) -> None:
    assert rises_and_covers(align_texts(left, right, embedder), len(left), len(right))


@given(ANY_LISTS, ANY_LISTS)
def test_beads_rise_and_cover_any_text(left: list[str], right: list[str]) -> None:
    assert rises_and_covers(align_texts(left, right, Hashed()), len(left), len(right))


@given(LISTS)
def test_either_side_may_be_empty(embedder: Embedder, texts: list[str]) -> None:
    assert align_texts(texts, [], embedder) == tuple(((i,), ()) for i in range(len(texts)))
    assert align_texts([], texts, embedder) == tuple(((), (i,)) for i in range(len(texts)))


@pytest.mark.parametrize(("left", "right"), [("en", "en"), ("de", "de"), ("en", "de"), ("de", "en")])
def test_sentences_that_translate_each_other_are_paired(
    embedder: Embedder, ferry: dict[str, Ferry], left: str, right: str
) -> None:
    assert align_texts(ferry[left].sentences, ferry[right].sentences, embedder) == paired(14)


def test_the_same_sentences_again_and_again_are_paired_in_order(embedder: Embedder) -> None:
    texts = ["The ship sank."] * 5
    assert align_texts(texts, texts, embedder) == paired(5)


@pytest.mark.parametrize("missing", range(14))
def test_a_sentence_left_out_is_a_gap(embedder: Embedder, ferry: dict[str, Ferry], missing: int) -> None:
    english, german = ferry["en"].sentences, ferry["de"].sentences
    del german[missing]
    assert align_texts(english, german, embedder) == paired(14, lacking_right=missing)


@pytest.mark.parametrize("place", range(15))
def test_a_sentence_put_in_is_a_gap(embedder: Embedder, ferry: dict[str, Ferry], place: int) -> None:
    english, german = ferry["en"].sentences, ferry["de"].sentences
    german.insert(place, COPPER["de"])
    assert align_texts(english, german, embedder) == paired(14, lacking_left=place)


def test_a_sentence_that_both_put_in_is_no_gap(embedder: Embedder, ferry: dict[str, Ferry]) -> None:
    english, german = ferry["en"].sentences, ferry["de"].sentences
    english.insert(6, COPPER["en"])
    german.insert(6, COPPER["de"])
    assert align_texts(english, german, embedder) == paired(15)


JOINED = {"en": ", and ", "de": ", und "}


@pytest.mark.parametrize("at", range(0, 13, 2))
@pytest.mark.parametrize(("whole", "joining"), [("en", "de"), ("de", "en")])
def test_two_sentences_rendered_as_one(
    embedder: Embedder, ferry: dict[str, Ferry], whole: str, joining: str, at: int
) -> None:
    two, one = ferry[whole].sentences, ferry[joining].sentences
    one[at : at + 2] = [one[at].rstrip(".") + JOINED[joining] + one[at + 1]]
    expected = [((i,), (i,)) for i in range(at)] + [((at, at + 1), (at,))]
    expected += [((i + 1,), (i,)) for i in range(at + 1, 13)]
    assert align_texts(two, one, embedder) == tuple(expected)
    assert align_texts(one, two, embedder) == tuple((b, a) for a, b in expected)


def test_a_figure_that_stands_beside_the_other_block_is_astray(embedder: Embedder) -> None:
    left = ["It fell in May by 17 percent.", "Nobody knew why."]
    right = ["Im Mai fiel er,", "und zwar um 17 Prozent.", "Niemand wusste warum."]
    found = dict(evidence(left, right, embedder))
    assert found[1, 1].astray[0, 0] > 0
    assert found[1, 2].astray[0, 0] == 0
    assert found[1, 1].torn[0, 0] == 1
    assert found[1, 2].ends[0, 0] == 1


@pytest.mark.parametrize("at", range(1, 12))
def test_two_neighbours_that_swapped_leave_one_pair_and_two_gaps(
    embedder: Embedder, ferry: dict[str, Ferry], at: int
) -> None:
    english, german = ferry["en"].sentences, ferry["de"].sentences
    german[at], german[at + 1] = german[at + 1], german[at]
    beads = align_texts(english, german, embedder, ("en", "de"))
    assert [i for i in range(14) if ((i,), (i,)) in beads] == [i for i in range(14) if i not in (at, at + 1)]
    first, second = ((at,), (at + 1,)), ((at + 1,), (at,))
    assert [first in beads, second in beads].count(True) == 1
    assert [beads.count(((i,), ())) for i in (at, at + 1)].count(1) == 1


def test_without_a_sure_pair_a_long_text_is_aligned_window_by_window() -> None:
    texts, sizes = ["The ship sank."] * 60, []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(align, "DENSE_CELLS", 400)
        patch.setattr(align, "WINDOW", 20)
        patch.setattr(
            align, "evidence", lambda a, b, embedder: sizes.append((len(a), len(b))) or evidence(a, b, embedder)
        )
        left, right = (["Only here.", *texts, "Here, too."], ["Only there.", *texts, "There, too."])
        found = align_texts(left, right, Hashed())
        assert rises_and_covers(found, 62, 62)
        assert set(paired(62)[1:-1]) <= set(found)
    assert max(sizes) == (20, 20)


@pytest.mark.parametrize("cells", [align.DENSE_CELLS, 5_000])
@settings(max_examples=3)
@given(st.sets(st.integers(0, 259), max_size=20))
def test_long_texts_are_cut_at_sure_pairs_and_align_as_well(cells: int, lost: set[int]) -> None:
    left = [f"Sentence{i} alpha{i} beta{i}." for i in range(260)]
    right = [text for i, text in enumerate(left) if i not in lost]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(align, "DENSE_CELLS", cells)
        beads = align_texts(left, right, Hashed())
    assert rises_and_covers(beads, 260, len(right))
    kept = [i for i in range(260) if i not in lost]
    expected = {((i,), (j,)) for j, i in enumerate(kept)} | {((i,), ()) for i in lost}
    assert len(expected & set(beads)) >= 0.95 * len(expected)


def test_long_texts_that_begin_and_end_alike_are_aligned_between() -> None:
    head, tail = ["x"] * 900, [f"Line {k}." for k in range(900)]
    left, right = [*head, "Only here.", *tail], [*head, "Another.", "And one more.", *tail]
    beads = align_texts(left, right, Hashed())
    assert rises_and_covers(beads, len(left), len(right))
    assert beads[:900] == tuple(((k,), (k,)) for k in range(900))
    assert beads[-900:] == tuple(((901 + k,), (902 + k,)) for k in range(900))
