import pytest
from hypothesis import given

from service.languages.tokens import lowered, size, spaceless, tokens, words
from tests.unit.languages.strategies import TEXTS, assert_located


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Don't stop, Al-Asad!", ["Don't", "stop", ",", "Al-Asad", "!"]),
        ("the U.S. army", ["the", "U.S", ".", "army"]),
        ("他去了Geneva", ["他", "去", "了", "Geneva"]),
        ("mo\u00adther", ["mo\u00adther"]),
        ("3.5 kg", ["3.5", "kg"]),
    ],
)
def test_words_and_marks(text: str, parts: list[str]) -> None:
    assert [t.text for t in tokens(text)] == parts


def test_a_number_with_a_comma_is_one_token() -> None:
    assert [t.text for t in tokens("2,500 tents")] == ["2,500", "tents"]


@pytest.mark.parametrize("word", ["पच्चीस", "e\u0301cole", "zwo\u0308lf", "كُتُب"])
def test_combining_marks_belong_to_their_word(word: str) -> None:
    assert "".join(t.text for t in words(word)) == word


@pytest.mark.xfail(strict=True, reason="Thai vowel and tone signs stand outside the pattern of spaceless scripts")
def test_thai_vowel_signs_belong_to_a_word() -> None:
    assert "".join(t.text for t in words("คนที่")) == "คนที่"


def test_size_is_comparable_across_scripts() -> None:
    assert size("") == 1
    assert size("letters") == 7
    assert size("日内瓦") == 7.5


def test_spaceless_languages() -> None:
    assert spaceless("zh-Hant")
    assert not spaceless("ko")


def test_turkish_has_two_letters_i() -> None:
    assert (lowered("ISPARTA", "tr"), lowered("İZMİR", "tr"), lowered("ISPARTA", "en")) == (
        "ısparta",
        "izmir",
        "isparta",
    )


@given(TEXTS)
def test_any_text_falls_into_located_tokens(text: str) -> None:
    found = tokens(text)
    assert_located(found, text)
    assert all(text[t.start : t.end] == t.text for t in found)
    covered = {k for t in found for k in range(t.start, t.end)}
    assert all(text[k].isspace() for k in range(len(text)) if k not in covered), "only blanks lie between tokens"
    assert words(text) == tuple(t for t in found if t.is_word)
