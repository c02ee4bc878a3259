from hypothesis import given
from hypothesis import strategies as st

from service.differences.edits import Edit, collate_words
from service.languages.tokens import Token
from service.languages.word_units import units
from tests.unit.languages.strategies import TEXTS


def changes(left: str, right: str) -> list[tuple[str, str]]:
    return [(e.left_text, e.right_text) for e in collate_words(left, right, "en").edits]


def test_replaced_left_out_and_put_in() -> None:
    assert changes("The red car stopped.", "The blue car stopped.") == [("red", "blue")]
    assert changes("The red car stopped.", "The car stopped.") == [("red", "")]
    assert changes("The car stopped.", "The car stopped here.") == [("", "here")]


def test_words_are_paired_by_likeness_not_by_place() -> None:
    assert changes("He says yes.", "Today he said yes.") == [("", "Today"), ("He", "he"), ("says", "said")]


def test_a_mark_is_an_edit_of_its_own() -> None:
    assert changes("He came, late", "He came") == [(",", ""), ("late", "")]


def test_words_that_moved_are_one_edit() -> None:
    (edit,) = (e for e in collate_words("On Monday he came home", "he came home On Monday", "en").edits if e.left)
    assert edit.moved
    assert (edit.left_text, edit.right_text) == ("On Monday", "On Monday")


def test_contractions_and_grouped_figures_are_no_edit() -> None:
    assert changes("He didn't pay 272.000 crowns.", "He did not pay 272,000 crowns.") == []
    assert changes("They can't come, we won't go.", "They cannot come, we will not go.") == []


def test_related_words_stand_against_each_other() -> None:
    assert changes("The doctor spoke and left.", "Then the physician left.") == [
        ("", "Then"),
        ("The", "the"),
        ("doctor", "physician"),
        ("spoke and", ""),
    ]


def test_typographic_variants_are_no_edit() -> None:
    assert changes("“It’s late” – he said…", '"It\'s late" - he said…') == []


def test_equal_texts_have_no_edit_and_all_is_kept() -> None:
    pair = collate_words("The same words.", "The same words.", "en")
    assert (pair.edits, pair.kept) == ((), 1.0)


def assert_inside(side: tuple[Token, ...], text: str, at: int) -> None:
    assert 0 <= at <= len(text)
    assert all(text[t.start : t.end] == t.text for t in side)
    assert [t.start for t in side] == sorted({t.start for t in side})


def touched(edits: tuple[Edit, ...], side: str) -> set[int]:
    return {t.start for e in edits for t in getattr(e, side)}


VOCABULARY = [
    "a",
    "the",
    "The",
    "man",
    "men",
    "saw",
    "see",
    "sees",
    "dog",
    "5",
    "25",
    "not",
    ",",
    ".",
    "“",
    "'",
    "–",
    "他",
]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=14)
PROSE = WORDS.map(" ".join) | TEXTS


@given(PROSE, PROSE, st.sampled_from(["en", "und", "zh"]))
def test_edits_cover_all_that_differs(left: str, right: str, language: str) -> None:
    pair = collate_words(left, right, language)
    for edit in pair.edits:
        assert edit.left or edit.right
        assert_inside(edit.left, left, edit.left_at)
        assert_inside(edit.right, right, edit.right_at)
    kept = [
        [u.key for u in units(text, language) if u.token.start not in touched(pair.edits, side)]
        for text, side in ((left, "left"), (right, "right"))
    ]
    assert kept[0] == kept[1], "what no edit touches stands on both sides, in one order"
    assert 0 <= pair.kept <= 1


@given(PROSE)
def test_a_text_beside_itself_has_no_edit(text: str) -> None:
    assert collate_words(text, text, "en").edits == ()
