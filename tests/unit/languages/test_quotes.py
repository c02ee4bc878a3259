import pytest
from hypothesis import given

from service.languages.quotes import find_quotations
from tests.unit.languages.strategies import LANGUAGES, TEXTS, assert_located


@pytest.mark.parametrize(
    ("language", "text", "inside"),
    [
        ("en", "“We go,” she said.", ["We go,"]),
        ("en", '"We go," she said, "now."', ["We go,", "now."]),
        ("de", "„Wir gehen“, sagte sie.", ["Wir gehen"]),
        ("de", "»Wir gehen«, sagte sie.", ["Wir gehen"]),
        ("de", "Sie sagte: „Er rief ‚Los‘ und ging.“", ["Er rief ‚Los‘ und ging."]),
        ("fr", "«\u202fNous partons\u202f», dit-elle.", ["\u202fNous partons\u202f"]),
        ("pl", "„Idziemy” – powiedziała.", ["Idziemy"]),
        ("ja", "彼は「『行こう』と言った」と話した。", ["『行こう』と言った"]),
        ("zh", "她说：“我们走。”", ["我们走。"]),
        ("en", "“Nous partons”, «Wir gehen»", ["Nous partons", "Wir gehen"]),
    ],
)
def test_the_outermost_quotations(language: str, text: str, inside: list[str]) -> None:
    found = find_quotations(text, language)
    assert [text[q.start : q.end] for q in found] == inside
    assert all(q.closed for q in found)


def test_one_that_is_never_closed_reaches_to_the_end() -> None:
    (found,) = find_quotations("He said: “We go and", "en")
    assert not found.closed
    assert found.end == len("He said: “We go and")


@pytest.mark.parametrize("text", ["It's the farmers' choice.", "l'école d'hier", "", "“”", "a” b", "rock ’n’ roll"])
def test_apostrophes_and_stray_marks_are_no_quotations(text: str) -> None:
    assert find_quotations(text, "en") == ()


@given(TEXTS, LANGUAGES)
def test_any_text_gives_located_quotations(text: str, language: str) -> None:
    assert_located(find_quotations(text, language), text)
