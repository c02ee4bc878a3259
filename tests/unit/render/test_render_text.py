"""The terminal report, line by line as a person would expect it."""

import io
import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from service.model.report import Report
from service.render import FORMATS
from service.render.profile.measure import profile
from service.render.text import color_wanted, render_text

OVERRIDES = {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x2070))}
SGR = re.compile("\x1b\\[[0-9;]*m")


def harmless_on_a_terminal(text: str) -> bool:
    return not any(
        (unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char != "\n") or char in OVERRIDES for char in text
    )


def test_the_worst_comes_first_and_says_who_reads_what(platform: Report) -> None:
    assert render_text(platform, width=80).splitlines()[:14] == [
        "Command reports strike on X",
        "  agency  German · original · 5 sentences",
        "  print   English · translation · 4 sentences",
        "  wire    English · wire copy · 5 sentences",
        "",
        "2 critical, 2 major, 1 minor",
        "and 1 harmless difference of wording; --format json lists it",
        "warning: print is much shorter than the other versions.",
        "",
        "1. critical truncation · row 2 · 97% sure",
        "   print breaks off after “on Platform”; the two others go on: “X”.",
        "     agency  … im Norden an, teilte das Kommando ⟦auf der Plattform X mit.⟧",
        "     wire    … north on Tuesday, the command said ⟦on the platform X.⟧",
        "     print   … on Tuesday, the command announced ⟦on Platform⟧",
    ]


def test_a_value_follows_the_first_who_has_it_and_a_gap_is_named(platform: Report) -> None:
    lines = render_text(platform, width=80).splitlines()
    assert "     print   ⟦Five⟧ soldiers were injured. (= 5)" in lines
    assert "     print   Five soldiers were injured⟦gap⟧." in lines
    assert "     print   “We waited,” a spokesman said. ⟦gap⟧" in lines


def test_a_profile_stands_in_the_head_where_it_is_asked_for(platform: Report) -> None:
    assert render_text(platform, width=80, profile=profile(platform)).splitlines()[8:19] == [
        "",
        "wire (1.00) is closer to agency, the original, than print (0.41).",
        "No version shows a clear tendency.",
        "print departs most often: in 5 of 5 findings, 2 of them critical.",
        "",
        "          closeness   rows  critical  major  minor  tendency",
        "  agency   original  100 %         0      0      0  –",
        "  print        0.41   83 %         2      2      1  no clear tendency",
        "  wire         1.00  100 %         0      0      0  no clear tendency",
        "",
        "1. critical truncation · row 2 · 97% sure",
    ]
    narrow = render_text(platform, width=60, profile=profile(platform))
    assert (
        "  print   closeness 0.41 · 83 % of rows · 2 critical, 2\n          major, 1 minor · no clear tendency\n"
        in narrow
    )


@pytest.mark.parametrize("width", [20, 40, 76, 120])
@pytest.mark.parametrize("name", ["platform", "arabic", "agreeing", "twelve", "hostile"])
def test_a_profile_keeps_to_the_width(name: str, width: int, request: pytest.FixtureRequest) -> None:
    report = request.getfixturevalue(name)
    text = render_text(report, width=width, profile=profile(report))
    assert harmless_on_a_terminal(text)
    for line in text.splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


def test_what_only_the_translation_shows_says_so(platform: Report) -> None:
    text = render_text(platform, width=80)
    assert "4. major negation · row 5 · 71% sure · seen only in machine translation" in text
    assert "             [machine] “We did not wait,” said a spokesman." in text


def test_rows_stand_side_by_side_with_their_findings_named(platform: Report) -> None:
    lines = render_text(platform, width=80).splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("── row 3: 2. number, 3. attribution ──"))
    assert len(lines[at]) == 80
    assert lines[at + 1 : at + 5] == [
        "agency · de                print · en                 wire · en",
        "⟦Vier⟧ Soldaten wurden     ⟦Five⟧ soldiers were       ⟦Four⟧ soldiers were",
        "⟦nach Angaben des          injured⟦gap⟧.              injured⟦, according to",
        "Ministeriums⟧ verletzt.                               the ministry⟧.",
    ]


def test_only_rows_with_findings_are_shown_unless_all_are_asked_for(platform: Report) -> None:
    shown = re.findall("── row ([0-9]+)", render_text(platform, width=80))
    every = re.findall("── row ([0-9]+)", render_text(platform, width=80, rows="all"))
    assert shown == ["2", "3", "5", "6"]
    assert every == ["1", "2", "3", "4", "5", "6"]
    with pytest.raises(ValueError, match="findings, all"):
        render_text(platform, rows="some")


def test_furniture_is_named_in_one_line_a_version(platform: Report) -> None:
    assert render_text(platform, width=80).splitlines()[-2:] == [
        "  agency  left aside: 1 line of furniture (button)",
        "  print   left aside: 3 lines of furniture (button, caption, credit)",
    ]


def test_nothing_wrong_is_one_sentence_with_what_was_checked(agreeing: Report) -> None:
    assert " ".join(render_text(agreeing, width=200).splitlines()[4:]) == (
        "Nothing found: the 2 versions (German, English) say the same in all 2 rows. Breaks, omissions, additions, "
        "numbers, dates, names and quotations were checked in their own words, the rest in machine translation to "
        "English."
    )


def test_one_version_alone(alone: Report) -> None:
    text = render_text(alone, width=80)
    assert text.startswith("One version by itself\n  article.txt  English · 2 sentences\n\n1 major\n")
    assert "     article.txt  The army announced the strike ⟦on Platform⟧\n" in text


def test_twelve_versions_are_stacked_and_a_long_list_of_names_stands_under_the_words(twelve: Report) -> None:
    lines = render_text(twelve, width=80).splitlines()
    assert "     11 versions  A fire in the harbour destroyed ⟦six⟧ boats. (= 6)" in lines
    assert "     Version 9    A fire in the harbour destroyed ⟦seven⟧ boats. (= 7)" in lines
    assert "Version 9   A fire in the harbour destroyed ⟦seven⟧ boats." in lines


def test_right_to_left_texts_have_lines_of_their_own(arabic: Report) -> None:
    lines = render_text(arabic, width=160).splitlines()
    arab, english = ([line for line in lines if word in line] for word in ("أربعة", "five"))
    assert arab
    assert english
    assert not set(arab) & set(english)


@pytest.mark.parametrize("width", [20, 40, 80, 81, 200])
@pytest.mark.parametrize("name", ["platform", "arabic", "agreeing", "alone", "twelve", "hostile"])
def test_no_line_is_wider_than_asked_and_none_ends_in_blanks(
    name: str, width: int, request: pytest.FixtureRequest
) -> None:
    for line in render_text(request.getfixturevalue(name), width=width, rows="all").splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


def test_wide_letters_count_double(new_story: Callable[[], object]) -> None:
    story = new_story()
    for id in ("ja", "zh"):  # columns of 39 cells hold 19 letters of two cells each
        story.version(id, id, id, None, "漢" * 30)  # type: ignore[attr-defined]
    story.align((0, 0))  # type: ignore[attr-defined]
    lines = render_text(story.report(), width=80, rows="all").splitlines()  # type: ignore[attr-defined]
    assert lines[-2:] == ["漢" * 19 + "   " + "漢" * 19, "漢" * 11 + " " * 19 + "漢" * 11]


def test_colour_repeats_what_the_words_say(platform: Report) -> None:
    plain = render_text(platform, width=80)
    coloured = render_text(platform, width=80, color=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31mcritical truncation" in coloured
    assert [line.rstrip() for line in SGR.sub("", coloured).splitlines()] == plain.splitlines()


def test_colour_is_for_terminals_that_want_it() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert color_wanted(Terminal(), {"TERM": "xterm"})
    assert color_wanted(Terminal(), {"NO_COLOR": ""})  # no-color.org: set and not empty
    assert not color_wanted(Terminal(), {"NO_COLOR": "1"})
    assert not color_wanted(Terminal(), {"TERM": "dumb"})
    assert not color_wanted(io.StringIO(), {})


def test_the_environment_does_not_change_a_report(platform: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    before = render_text(platform, width=80)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "30")
    assert render_text(platform, width=80) == before


def test_escapes_and_overrides_are_shown_not_sent(hostile: Report) -> None:
    text = render_text(hostile, width=200)
    assert harmless_on_a_terminal(text)
    for shown in ("␛[31mred", "␇", "‹U+009B›2J", "‹U+202E›evil", "‹U+D800›", "[bold]x[/bold]", "&amp;"):
        assert shown in text


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=40), width=st.integers(1, 100), color=st.booleans())
def test_any_text_renders_and_nothing_acts_on_the_terminal(
    with_text: Callable[[str], Report], text: str, width: int, color: bool
) -> None:
    shown = FORMATS["text"](with_text(text), width=width, color=color, rows="all")
    assert harmless_on_a_terminal(SGR.sub("", shown) if color else shown)
    shown.encode()
