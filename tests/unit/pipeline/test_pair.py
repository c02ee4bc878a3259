"""Two aligned segments of one language: their differences and their score."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.model.protocols import Embedder
from service.pipeline.pair import chrf, diff_pair, score_pair

SENTENCES = [
    "The ferry Astrid ran aground on a sandbank off the island of Lundholm on Tuesday morning.",
    "On board were 214 passengers and 31 crew members.",
    "Nobody was injured, the coast guard said.",
    "“We felt like guests at a wedding,” said a teacher from Oslo.",
    "The price of copper rose by three percent on the London exchange.",
    "Is the captain to blame?",
    "x",
    "",
]
TEXTS = st.sampled_from(SENTENCES)
SPOILED = st.tuples(
    TEXTS, st.sampled_from([0, 9, 40]), st.sampled_from(["", " not", " 7", "\u00ad", "船", "\n", "!"])
).map(lambda t: t[0][: t[1]] + t[2] + t[0][t[1] :])

# A sentence, a rendering that says the same, one that says something else.
TRANSLATIONS = [
    (
        "Nobody was injured in the fire, the police said.",
        "Nobody was hurt in the fire, police said.",
        "Somebody was injured in the fire, the police said.",
    ),
    (
        "The army said that 2,500 soldiers are stationed in the country.",
        "According to the army, 2,500 soldiers are stationed in the country.",
        "The army said that 5,200 soldiers are stationed in the country.",
    ),
    (
        "The minister opposes the new law on data retention.",
        "The minister is against the new law on data retention.",
        "The minister supports the new law on data retention.",
    ),
    (
        "The regional command of the military announced this on the platform X.",
        "The military's regional command announced this on the platform X.",
        "The regional command of the military announced this on Platform",
    ),
    (
        "Foreign minister Anna Berg travels to Oslo on Monday.",
        "On Monday, foreign minister Anna Berg will travel to Oslo.",
        "Foreign minister Anna Holt travels to Oslo on Monday.",
    ),
    (
        "The trial is to begin on 12 May 2024.",
        "The trial is due to begin on 12 May 2024.",
        "The trial is to begin on 21 May 2024.",
    ),
    (
        "The company had allegedly ignored two warnings about the boiler.",
        "The company allegedly had ignored two warnings about the boiler.",
        "The company had ignored two warnings about the boiler.",
    ),
    (
        "A ground operation is not planned, the admiral added.",
        "The admiral added that a ground operation is not planned.",
        "A ground operation is planned, the admiral added.",
    ),
    (
        "“We will not leave until everyone is found,” he told reporters.",
        "“We will not leave until everyone is found,” he said to reporters.",
        "“We will leave before everyone is found,” he told reporters.",
    ),
    (
        "Most of the rockets were intercepted, while others hit the base.",
        "Most of the rockets were intercepted, but others hit the base.",
        "Most of the rockets were intercepted.",
    ),
]


@settings(max_examples=50)
@given(TEXTS | SPOILED | st.text(max_size=20))
def test_a_text_says_the_same_as_itself(embedder: Embedder, text: str) -> None:
    assert score_pair(text, text, "en", embedder) == 100
    assert diff_pair(text, text, "en", embedder) == ()


@settings(max_examples=25)
@given(TEXTS, SPOILED)
def test_the_score_stays_within_its_bounds(embedder: Embedder, left: str, right: str) -> None:
    there, back = score_pair(left, right, "en", embedder), score_pair(right, left, "en", embedder)
    assert 0 <= min(there, back) <= max(there, back) <= 100
    assert abs(there - back) <= 25, "which side is left may weigh a little: chrF's recall counts twice"
    assert (there == 100) == (left == right)


@settings(max_examples=25)
@given(TEXTS, SPOILED)
def test_spans_and_quotes_of_a_pair_are_the_texts_own(embedder: Embedder, left: str, right: str) -> None:
    texts = {"left": left, "right": right}
    for finding in diff_pair(left, right, "en", embedder):
        assert finding.row == 0
        assert finding.basis == "original"
        for reading in finding.readings:
            spans = [texts[s.version][s.start : s.end] for s in reading.spans]
            assert {s.version for s in reading.spans} == set(reading.versions)
            assert reading.quote in spans


@pytest.mark.parametrize(("text", "good", "bad"), TRANSLATIONS)
def test_the_better_rendering_scores_higher(embedder: Embedder, text: str, good: str, bad: str) -> None:
    assert score_pair(text, good, "en", embedder) > score_pair(text, bad, "en", embedder)


@pytest.mark.parametrize(("text", "good", "bad"), TRANSLATIONS)
def test_only_the_worse_rendering_has_a_finding_that_matters(
    embedder: Embedder, text: str, good: str, bad: str
) -> None:
    assert [f.message for f in diff_pair(text, good, "en", embedder) if f.severity.rank < 2] == []
    assert [f.message for f in diff_pair(text, bad, "en", embedder) if f.severity.rank < 2] != []


def test_another_sentence_scores_low(embedder: Embedder) -> None:
    assert score_pair(SENTENCES[0], SENTENCES[4], "en", embedder) < 40


def test_a_sentence_that_is_missing_is_an_omission(embedder: Embedder) -> None:
    assert [f.type for f in diff_pair(SENTENCES[0], "", "en", embedder)] == ["omission"]
    assert [f.type for f in diff_pair("", SENTENCES[0], "en", embedder)] == ["addition"]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("abc", "abc", 1.0), ("abc", "xyz", 0.0), ("", "", 0.0), ("a b c", "abc", 1.0), ("a", "", 0.0)],
)
def test_chrf_at_its_ends(left: str, right: str, expected: float) -> None:
    assert chrf(left, right) == pytest.approx(expected)


def test_chrf_by_hand() -> None:
    # "abcd" against "abce": of n-grams of order 1 to 4 they share 3 of 4, 2 of 3, 1 of 2, 0 of 1, either way; the F
    # score of equal precision and recall is what both are: the mean of these.
    assert chrf("abcd", "abce") == pytest.approx((3 / 4 + 2 / 3 + 1 / 2) / 4)
    # "ab" against "abcd", orders 1 and 2: precision 1, recall (1/2 + 1/3) / 2 = 5/12, which counts twice as much.
    assert chrf("abcd", "ab") == pytest.approx(5 * 1 * (5 / 12) / (4 * 1 + 5 / 12))
