import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.languages.terms import Place, find_entries, find_name, find_term
from service.model.glossary import Term


def names(name: str, text: str, tolerant: bool = False) -> list[str]:
    return [text[p.start : p.end] for p in find_name(name, text, tolerant)]


def terms(spelling: str, text: str, language: str, tolerant: bool = False) -> list[str]:
    return [text[p.start : p.end] for p in find_term((spelling,), text, language, tolerant)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Helene Fischer", "Helene Fischer's tour"),
        ("Helene Fischer", "die Helene-Fischer Show mit Helene\u00a0Fischer"),
        ("Élysée", "l'Élysée"),
        ("Élysée", unicodedata.normalize("NFD", "à l’Élysée")),
        ("C++ (beta)", "mit C++ (beta)."),
        ("O'Neill", "Mr O’Neill said"),
        ("東京タワー", "昨日東京タワーで"),
    ],
)
def test_a_name_is_found_by_the_letter(name: str, text: str) -> None:
    assert len(names(name, text)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Helene Fischer", "helene fischer"),
        ("Helene Fischer", "Helene Fischers Konzert"),
        ("Ali", "Alibi und Mali"),
        ("X", "Xanthos"),
        ("का", "काम"),  # a vowel sign belongs to the word, though \w does not know it
    ],
)
def test_no_part_of_a_word_is_a_name(name: str, text: str) -> None:
    assert names(name, text) == []


def test_an_ending_may_hang_on_a_name() -> None:
    assert names("Helene Fischer", "Helene Fischers Konzert", tolerant=True) == ["Helene Fischers"]
    assert names("Ali", "Alis Haus", tolerant=True) == []


@pytest.mark.parametrize(
    ("spelling", "text", "language", "found"),
    [
        ("Bundeskanzler", "Das Auto des Bundeskanzlers.", "de", ["Bundeskanzlers"]),
        ("Bundeskanzler", "DER BUNDESKANZLER GEHT", "de", ["BUNDESKANZLER"]),
        ("Bundeskanzler", "Das Bundeskanzleramt schwieg.", "de", []),
        ("Essen", "Sie essen in Essen.", "de", ["Essen"]),
        ("Chancellor", "The chancellors met.", "en", ["chancellors"]),
        ("Chancellor", "The Vice-Chancellor left.", "en", []),
        ("WHO", "Those who left the WHO", "en", ["WHO"]),
        ("port authority", "Two port authorities", "en", ["port authorities"]),
        ("port authority", "the port, authority", "en", []),
        ("cessez-le-feu", "Le cessez-le-feu tient.", "fr", ["cessez-le-feu"]),
        ("accord", "l'accord", "fr", ["accord"]),
        ("cessar-fogo", "o Cessar-fogo", "pt", ["Cessar-fogo"]),
        ("chanceler", "os chanceleres", "pt", ["chanceleres"]),
        ("перемирие", "о перемирии", "ru", ["перемирии"]),
        ("сектор Газа", "в секторе Газа", "ru", ["секторе Газа"]),
        ("停火", "双方同意停火。", "zh", ["停火"]),
    ],
)
def test_a_term_is_found_in_its_forms(spelling: str, text: str, language: str, found: list[str]) -> None:
    assert terms(spelling, text, language) == found


@pytest.mark.parametrize(
    ("spelling", "text", "language"),
    [
        ("Chancellor", "The vice-chancellor left.", "en"),
        ("총리", "총리가 말했다", "ko"),
        ("هدنة", "الهدنة مستمرة", "ar"),
    ],
)
def test_whether_a_term_is_used_at_all_is_asked_more_generously(spelling: str, text: str, language: str) -> None:
    assert terms(spelling, text, language) == []
    assert len(terms(spelling, text, language, tolerant=True)) == 1


def test_a_form_that_is_listed_is_no_inflected_one() -> None:
    assert find_term(("Rat", "Räte"), "Räte", "de") == (Place(0, 4),)
    assert find_term(("Rat",), "des Rates", "de") == (Place(4, 9, inflected=True),)


def test_the_longest_has_the_place_and_a_name_before_a_term() -> None:
    council = Term((("de", ("Rat",)), ("en", ("council",))))
    security = Term((("de", ("Sicherheit im Rat",)), ("en", ("council security",))))
    text = "Rat der Stadt X: Sicherheit im Rat, Rat"
    found = find_entries(text, "de", ("X", "Rat der Stadt X"), (council, security))
    assert {k: [text[p.start : p.end] for p in v] for k, v in found.items()} == {
        "Rat der Stadt X": ["Rat der Stadt X"],
        security: ["Sicherheit im Rat"],
        council: ["Rat"],
    }
    assert list(find_entries("Rat", "de", ("Rat",), (council,))) == ["Rat"]


@given(st.text(max_size=40), st.text(min_size=1, max_size=6).filter(lambda n: any(c.isalnum() for c in n)))
def test_places_lie_in_the_text_and_never_overlap(text: str, name: str) -> None:
    term = Term((("en", (name,)), ("de", ("x",))))
    found = find_entries(f"{text} {name} {text}", "en", (name[::-1],), (term,))
    ends = sorted((p.start, p.end) for places in found.values() for p in places)
    assert all(0 <= start < end <= 2 * len(text) + len(name) + 2 for start, end in ends)
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
