import argparse

import pytest

from service.cli import options


@pytest.mark.parametrize(
    ("text", "expected"), [("a=de", ("a", "de")), ("a=b=de", ("a=b", "de")), ("news/en= en-GB ", ("news/en", "en-GB"))]
)
def test_the_last_equals_sign_parts_a_code(text: str, expected: tuple[str, str]) -> None:
    assert options.pair(text) == expected


def test_the_first_one_parts_a_label() -> None:
    assert options.label("a=E = mc²") == ("a", "E = mc²")


@pytest.mark.parametrize("kind", [options.pair, options.label])
@pytest.mark.parametrize("text", ["", "a", "=de", "a=", "a= "])
def test_both_sides_are_needed(kind: type, text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        kind(text)


@pytest.mark.parametrize("text", ["0", "-1", "x", "1.5", "", "9" * 10, "²"])
def test_numbers_are_above_nothing(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        options.positive(text)


def test_encodings_for_all_and_for_one() -> None:
    assert options.encodings([]) == (None, {})
    assert options.encodings(["cp1252", "a=utf-16", "b=big5"]) == ("cp1252", {"a": "utf-16", "b": "big5"})
