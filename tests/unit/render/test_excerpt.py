"""The words around a quote, expected by hand."""

from typing import Any

import pytest

from service.model.finding import Reading, Span
from service.model.report import Report
from service.render.excerpt import Excerpt, Places, elide
from service.render.visible import visible, visible_quote


def test_words_around_a_quote_stay_in_its_sentence(platform: Report) -> None:
    places = Places(platform)
    start = places.texts["wire"].index("according")
    assert places.excerpt(Span("wire", start, start + 9)) == Excerpt(
        "Four soldiers were injured, ", "according", " to the ministry."
    )


def test_long_contexts_are_cut_at_a_blank(platform: Report) -> None:
    places = Places(platform)
    start = places.texts["wire"].index("Tuesday")
    assert places.excerpt(Span("wire", start, start + 7)) == Excerpt(
        "… struck a depot in the north on ",  # 31 code points; with "military" they would be 40, over 36
        "Tuesday",
        ", the command said on the platform …",  # 34; with "X." they would be 37
    )


def test_blanks_at_the_edge_of_a_quote_are_not_marked(new_story: Any) -> None:
    story = new_story()
    story.version("a", "a", "en", None, "One two three.")
    assert Places(story.report()).excerpt(Span("a", 3, 8)) == Excerpt("One ", "two", " three.")


def test_chinese_is_cut_without_blanks_and_accents_stay_with_their_letter(new_story: Any) -> None:
    story = new_story()
    story.version("a", "a", "zh", None, "漢" * 50 + "七" + "字" * 50)
    story.version("b", "b", "vi", None, "e\u0301" * 50 + "7" + "e\u0301" * 50)
    places = Places(story.report())
    assert places.excerpt(Span("a", 50, 51)) == Excerpt("…" + "漢" * 36, "七", "字" * 36 + "…")
    accents = places.excerpt(Span("b", 100, 101))
    assert accents == Excerpt("…" + "e\u0301" * 18, "7", "e\u0301" * 18 + "…")


def test_a_gap_at_the_edge_stands_apart_and_one_inside_does_not(platform: Report) -> None:
    places = Places(platform)
    text = places.texts["print"]
    inside = text.index("were injured") + len("were injured")
    assert places.excerpt(Span("print", inside, inside)) == Excerpt("Five soldiers were injured", "", ".")
    assert places.excerpt(Span("print", len(text), len(text))) == Excerpt("“We waited,” a spokesman said. ", "", "")


def test_witnesses_are_one_a_language_and_wording(platform: Report) -> None:
    places = Places(platform)
    where = {id: places.texts[id].index(word) for id, word in (("agency", "Vier"), ("print", "Five"), ("wire", "Four"))}
    spans = tuple(Span(id, start, start + 4) for id, start in where.items())
    reading = Reading(("agency", "print", "wire"), "Vier", spans)
    assert [w.versions for w in places.witnesses(reading)] == [("agency",), ("print",), ("wire",)]


def test_versions_that_have_the_same_words_are_one_witness(twelve: Report) -> None:
    (first, second) = twelve.findings[0].readings
    assert [len(w.versions) for w in Places(twelve).witnesses(first)] == [11]
    assert [w.versions for w in Places(twelve).witnesses(second)] == [("v9",)]


def test_a_reading_without_a_place_shows_its_quote(platform: Report) -> None:
    (witness,) = Places(platform).witnesses(Reading(("agency", "wire"), "somewhere", ()))
    assert (witness.versions, witness.excerpts) == (("agency", "wire"), (Excerpt("", "somewhere", ""),))


def test_long_quotes_lose_their_middle() -> None:
    words = " ".join(f"word{n:02}" for n in range(40))
    short = elide(words)
    assert len(short) <= 184
    assert short.startswith("word00 word01")
    assert short.endswith("word38 word39")
    assert "… …" in short
    assert elide("short") == "short"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\r\n\tb\u2028c", "a b c"),
        ("\x1b[31m\x07\x7f\x9b", "␛[31m␇␡‹U+009B›"),
        ("\u202eabc\u2069", "‹U+202E›abc‹U+2069›"),
        ("auf\u00adge\u00adhen", "aufgehen"),
        ("می\u200cخواهم\u200f", "می\u200cخواهم\u200f"),  # Persian needs its joiners and marks
        ("👩\u200d👧", "👩\u200d👧"),
        ("\ud800", "‹U+D800›"),
    ],
)
def test_what_would_act_is_shown(raw: str, shown: str) -> None:
    assert visible(raw) == shown


def test_a_quote_of_invisible_characters_is_spelt_out() -> None:
    assert visible_quote("\u200b") == "‹U+200B›"
    assert visible_quote("\u00a0 ") == "‹U+00A0›‹U+0020›"
    assert visible_quote("a\u200b") == "a\u200b"
    assert visible_quote("") == ""
