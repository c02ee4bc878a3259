from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from service.engines.pieces import clean, cut_at_marks, translate_pieces


def loud(pieces: Sequence[str]) -> list[str]:
    return [piece.upper() for piece in pieces]


def whole(text: str) -> tuple[str, ...]:
    return (text,)


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(), st.integers(1, 30))
def test_cutting_loses_nothing_but_white_space(text: str, limit: int) -> None:
    pieces = cut_at_marks(text, limit)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(0 < len(piece) <= limit for piece in pieces)


def test_cuts_after_a_sentence_rather_than_a_clause_rather_than_a_word() -> None:
    assert cut_at_marks("One two three. Four, five six", 24) == ("One two three.", "Four, five six")
    assert cut_at_marks("One two three, four five six", 24) == ("One two three,", "four five six")
    assert cut_at_marks("One two three four five six", 24) == ("One two three four five", "six")
    assert cut_at_marks("他说，雨停了。孩子们出来了", 10) == ("他说，雨停了。", "孩子们出来了")
    assert cut_at_marks("unbreakable", 4) == ("unbr", "eaka", "ble")
    assert cut_at_marks("costs 2.500 euros here", 12) == ("costs 2.500", "euros here")


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(st.text(max_size=20)), st.integers(1, 8))
def test_as_many_come_out_in_the_order_they_went_in(texts: list[str], limit: int) -> None:
    done = translate_pieces(texts, "en", lambda text: cut_at_marks(text, limit), lambda pieces: list(pieces))
    assert len(done) == len(texts)
    for text, translation in zip(texts, done, strict=True):
        assert "".join(translation.split()) == "".join(clean(text).split())


def test_equal_texts_go_to_the_engine_once() -> None:
    asked: list[str] = []

    def run(pieces: Sequence[str]) -> list[str]:
        asked.extend(pieces)
        return loud(pieces)

    assert translate_pieces(["a", "b", " a\n", "", "a"], "en", whole, run) == ("A", "B", "A", "", "A")
    assert asked == ["a", "b"]


def test_the_engine_is_not_called_for_nothing() -> None:
    def run(pieces: Sequence[str]) -> list[str]:
        raise AssertionError("called")

    assert translate_pieces(["", " "], "en", whole, run) == ("", "")
    assert translate_pieces([], "en", whole, run) == ()


def test_half_a_translation_is_none() -> None:
    def run(pieces: Sequence[str]) -> list[str]:
        return ["" if piece == "b" else piece for piece in pieces]

    assert translate_pieces(["a b", "a a"], "en", lambda text: tuple(text.split()), run) == ("", "a a")


def test_pieces_are_joined_as_the_language_writes() -> None:
    for target, joined in (("en", "A B"), ("zh-Hans", "AB"), ("ja", "AB"), ("ko", "A B")):
        assert translate_pieces(["a b"], target, lambda text: tuple(text.split()), loud) == (joined,)


def test_unseen_marks_go_and_joiners_stay() -> None:
    assert clean("Mi\u00adnis\u200bter \u202bX\u202c\r\n\u2067Y\u2069") == "Minister X Y"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("a\ud800b") == "a?b"
