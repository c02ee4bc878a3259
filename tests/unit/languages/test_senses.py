import pytest
from hypothesis import given

from service.differences.qualified import QUALIFIERS
from service.differences.turned import AXES
from service.languages import known
from service.languages.load import table_of
from service.languages.senses import KINDS, LOOKALIKES, WORDS, hinted, senses
from tests.unit.languages.strategies import ANYTHING, LANGUAGES

LISTED = [code for code in known() if table_of(code, "senses")]


@pytest.mark.parametrize("language", LISTED)
def test_a_table_has_known_senses_and_both_sides_of_each_axis(language: str) -> None:
    have = table_of(language, "senses")
    assert have.keys() <= {*QUALIFIERS, *(name for axis in AXES for name in axis)}
    for axis in AXES:
        assert have.keys() >= set(axis) or not have.keys() & set(axis), f"{axis} needs its other side"


@pytest.mark.parametrize("language", LISTED)
def test_what_is_listed_stands_there_once_and_in_lower_case(language: str) -> None:
    for name, lists in table_of(language, "senses").items():
        assert lists.keys() <= set(KINDS) and lists[WORDS], name
        for kind in KINDS:
            listed = lists.get(kind, [])
            assert len(listed) == len(set(listed)), f"{language} {name} {kind}: {listed}"
            assert all(word == word.lower() and word.strip("* ") for word in listed), f"{language} {name}"
        assert not set(lists[WORDS]) & set(lists.get(LOOKALIKES, ())), f"{language} {name}"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("He was charged with attempted murders.", "en", [("attempted murders", "attempted")]),
        ("They attempted to murder him.", "en", [("murder", "killed")]),
        ("Almost everybody almost drowned.", "en", [("almost", "almost")]),
        ("The vice squad met the Vice-Chancellor.", "en", [("Vice-Chancellor", "deputy")]),
        ("The sheriff’s deputy is here.", "en", []),
        ("the north-eastern hills", "en", [("north-eastern", "east"), ("north-eastern", "north")]),
        ("das Achtelfinal-Hinspiel", "de", [("Achtelfinal", "last-sixteen")]),
        ("Ex-Minister und Export", "de", [("Ex-Minister", "former"), ("Export", "exports")]),
        ("la tour est de pierre", "fr", []),
        ("el comprador comprende", "es", [("comprador", "buy")]),
        ("16-letni chłopiec latem", "pl", [("latem", "summer")]),
        ("运输公司输了比赛", "zh", [("输", "lose")]),
        ("韓国の元大統領は元気だ", "ja", [("韓国", "south"), ("元大統領", "former")]),
        ("בצפון הארץ", "he", [("בצפון", "north")]),
        ("والشمال", "ar", [("والشمال", "north")]),
        ("İSTANBUL'UN GÜNEYİ", "tr", [("GÜNEYİ", "south")]),
        ("former president", "und", []),
    ],
)
def test_words_of_a_sense(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[s.start : s.end], s.name) for s in senses(text, language)] == expected


def test_what_may_stand_for_a_sense_only_hints_at_it() -> None:
    assert not senses("He tried to flee.", "en")
    assert "attempted" in hinted("He tried to flee.", "en")
    assert "almost" in hinted("Almost everybody fled.", "en")


@given(text=ANYTHING, language=LANGUAGES)
def test_places_are_in_order_and_within_the_text(text: str, language: str) -> None:
    found = senses(text, language)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert {s.name for s in found} <= hinted(text, language)
