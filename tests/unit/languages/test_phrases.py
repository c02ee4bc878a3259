import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.languages.phrases import find_phrases, without_lookalikes
from tests.unit.languages.strategies import LANGUAGES, TEXTS, assert_located


def phrases(text: str, language: str, group: str, *kinds: str) -> list[str]:
    return [p.text for p in find_phrases(text, language, group, *kinds)]


def test_whole_words_alone() -> None:
    assert phrases("Not a knot, nothing noted.", "en", "negation", "words") == ["not", "nothing"]


def test_the_longest_phrase_wins() -> None:
    assert phrases("Wie Medien nach Angaben der Polizei melden", "de", "attribution", "sources") == ["nach angaben"]


def test_any_blanks_and_either_apostrophe() -> None:
    assert phrases("according\u00a0 to her", "en", "attribution", "sources") == ["according\u00a0 to"]
    assert len(phrases("don't, don’t", "en", "negation", "words")) == 2


def test_no_word_borders_where_the_script_has_none() -> None:
    assert phrases("他没有说", "zh", "negation", "words") == ["没有"]


def test_lookalikes_are_passed_over_and_offsets_kept() -> None:
    assert phrases("未来不过如此", "zh", "negation", "words") == []
    text = "未来没有"
    assert len(without_lookalikes(text, "zh", "negation")) == len(text)
    assert [p.start for p in find_phrases(text, "zh", "negation", "words")] == [2]


@pytest.mark.parametrize(("language", "group"), [("und", "negation"), ("en", "no such group")])
def test_nothing_where_nothing_is_known(language: str, group: str) -> None:
    assert find_phrases("not at all", language, group) == ()


@given(TEXTS, LANGUAGES, st.sampled_from(["negation", "attribution", "gender", "function"]))
def test_any_text_gives_located_phrases(text: str, language: str, group: str) -> None:
    assert_located(find_phrases(text, language, group), text)
    assert len(without_lookalikes(text, language, group)) == len(text)
