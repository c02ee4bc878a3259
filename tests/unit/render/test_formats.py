"""The table of formats, and what stands above a report."""

import subprocess
import sys
from typing import Any

import pytest

from service.model.finding import Severity
from service.model.report import Report
from service.render import FORMATS
from service.render.language_names import direction, language_name
from service.render.listing import verdict
from service.render.masthead import entries, labels, title


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_the_same_call(name: str, platform: Report) -> None:
    shown = FORMATS[name](platform, width=80, color=False, rows="all")
    assert isinstance(shown, bytes) is FORMATS[name].binary
    assert isinstance(shown, bytes) or "auf der Plattform X mit." in shown
    assert shown == FORMATS[name](platform, width=80, color=False, rows="all")


def test_nothing_heavy_is_imported_until_a_format_is_used() -> None:
    heavy = ("rich", "jinja2", "babel", "docx", "weasyprint")
    code = f"import sys, service.render; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_shared_label_is_told_apart_by_its_id_and_a_long_one_keeps_its_ends(new_story: Any) -> None:
    story = new_story()
    for id, label in (("a", "copy"), ("b", "copy"), ("c", ""), ("d", "x" * 30 + "/" + "y" * 30)):
        story.version(id, label, "en", None, "One.")
    assert labels(story.report()) == {"a": "copy (a)", "b": "copy (b)", "c": "c", "d": "x" * 20 + "…" + "y" * 20}


def test_the_title_is_the_heading_in_the_pivot_language(platform: Report, twelve: Report, alone: Report) -> None:
    assert (title(platform).text, title(platform).version) == ("Command reports strike on X", "print")
    assert (title(twelve).text, title(twelve).version) == ("A comparison of 12 versions", None)
    assert title(alone).text == "One version by itself"


def test_entries_count_sentences_and_furniture(platform: Report) -> None:
    assert [(e.described, e.left_aside) for e in entries(platform)] == [
        ("German · original · 5 sentences", "1 line of furniture (button)"),
        ("English · translation · 4 sentences", "3 lines of furniture (button, caption, credit)"),
        ("English · wire copy · 5 sentences", ""),
    ]


def test_what_could_not_be_translated_is_not_called_checked(new_story: Any) -> None:
    story = new_story()
    story.version("a", "a", "de", None, "Eins.")
    story.version("b", "b", "en", None, "One.")
    story.align((0, 0))
    assert verdict(story.report()).endswith(
        "quotations were checked in their own words; a could not be translated, so no more was checked there."
    )


def test_one_version_without_findings_says_that_there_was_nothing_to_compare_with(new_story: Any) -> None:
    story = new_story()
    story.version("a", "a", "en", None, "One.", "Two.")
    story.align((0,), (1,))
    assert verdict(story.report()) == (
        "Nothing found: the 2 sentences of a were checked for breaks, repetitions and slips of language; "
        "there was no second version to compare with."
    )


def test_harmless_findings_alone_are_nothing_found(new_story: Any) -> None:
    story = new_story()
    story.version("a", "a", "en", None, "One.")
    story.version("b", "b", "en", None, "Once.")
    story.align((0, 0))
    for kind in ("wording", "case"):
        story.find(kind, Severity.NEUTRAL, 0, "m", story.reading(story.words("a", "One")))
    text = FORMATS["text"](story.report(), width=200)
    assert "Nothing found: " in text
    assert "Besides: 2 harmless differences; --format json lists them" in text


@pytest.mark.parametrize(
    ("code", "name", "way"),
    [
        ("de", "German", "ltr"),
        ("ar", "Arabic", "rtl"),
        ("zh-Hans", "Chinese (Simplified)", "ltr"),
        ("und", "language unknown", "auto"),
        ("tlh", "tlh", "auto"),
        ("not a code", "not a code", "auto"),
    ],
)
def test_languages_have_names_and_directions(code: str, name: str, way: str) -> None:
    assert (language_name(code), direction(code)) == (name, way)
