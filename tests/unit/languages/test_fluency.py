import pytest

from service.languages.fluency import fit, kind


@pytest.mark.parametrize(("first", "second"), [("in", "the"), ("the", "storms"), ("has", "been")])
def test_what_goes_together(first: str, second: str) -> None:
    assert fit(first, second) > 0


@pytest.mark.parametrize(("first", "second"), [("in", "with"), ("of", "were"), ("the", "is"), ("a", "of")])
def test_what_does_not(first: str, second: str) -> None:
    assert fit(first, second) < -1.5


def test_words_of_one_kind_are_one() -> None:
    assert kind("storms") == kind("Roofs") == "NVs"
    assert (kind("the"), kind("xqzt")) == ("the", "X")
