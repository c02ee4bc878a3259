import pytest
from hypothesis import given

from service.languages.names import alike, cased, find_names, romanized, same_script, territories
from tests.unit.languages.strategies import LANGUAGES, TEXTS, assert_located


def names(text: str, language: str) -> list[str]:
    return [n.text for n in find_names(text, language) if n.sure]


def test_capitals_inside_a_sentence_are_names() -> None:
    assert names("On Monday Maria Keller flew to Geneva in May.", "en") == ["Maria", "Keller", "Geneva"]


def test_no_german_capital_is_sure() -> None:
    assert names("Maria Keller will das Gesetz in Genf ändern.", "de") == []


def test_a_capital_at_the_start_of_a_sentence_is_not_sure() -> None:
    assert names("Markets fell. Traders left. “Nobody stayed,” he said.", "en") == []


@pytest.mark.parametrize("language", ["zh", "ja", "ar", "ko", "he"])
def test_a_script_without_capitals_gives_latin_names_alone(language: str) -> None:
    assert {n.text for n in find_names("她在 Geneva 见到他", language)} == {"Geneva"}


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Keller", "Keller", 100, 100),
        ("Müller", "Muller", 100, 100),
        ("Keller", "Keller's", 100, 100),
        ("Чехов", "Chekhov", 90, 100),
        ("Kowalski", "Kowalskiego", 90, 100),
        ("Dschibuti", "Djibouti", 78, 100),
        ("Keller", "Nowak", 0, 45),
        ("Vienna", "Geneva", 0, 77),
    ],
)
def test_how_alike_two_spellings_are(one: str, other: str, least: float, most: float) -> None:
    assert least <= alike(one, other) <= most


def test_romanized() -> None:
    assert [romanized(w) for w in ("Женева", "Ångström", "Łódź", "Ivan's")] == ["zheneva", "angstrom", "lodz", "ivan"]


def test_scripts() -> None:
    assert cased("Genf und Wien")
    assert not cased("日内瓦 and")
    assert same_script("Genf", "Wien")
    assert not same_script("Genf", "Женева")


def test_countries_by_the_names_of_a_language() -> None:
    assert territories("de")["schweiz"] == "CH"
    assert territories("xx") == {}


@given(TEXTS, LANGUAGES)
def test_any_text_gives_located_names(text: str, language: str) -> None:
    found = find_names(text, language)
    assert_located(found, text)
    assert all(text[n.start : n.end] == n.text for n in found)


@given(TEXTS, TEXTS)
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert 0 <= alike(one, other) <= 100
    assert alike(one, other) == alike(other, one)
