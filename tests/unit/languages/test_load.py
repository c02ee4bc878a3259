import re
from time import process_time

import pytest

from service.languages import knowledge, known
from service.languages.load import FOLDER
from service.languages.tokens import lowered

TABLES = ("furniture", "numbers", "words")


@pytest.mark.parametrize("language", known())
def test_a_known_language_has_all_its_tables(language: str) -> None:
    assert {path.stem for path in (FOLDER / language).glob("*.toml")} >= set(TABLES)
    table = knowledge(language)
    assert table.numbers.words
    assert table.furniture
    assert table.words.group("negation", "words")
    assert table.words.group("attribution", "sources")
    assert table.words.group("function")
    assert set(table.words.days.values()) >= {0, -1, 1}


def test_a_region_or_script_has_the_tables_of_its_language() -> None:
    assert knowledge("zh-Hant").words == knowledge("zh").words
    assert knowledge("pt-BR").numbers == knowledge("pt").numbers


def test_a_stranger_has_empty_tables() -> None:
    stranger = knowledge("xx")
    assert stranger.numbers.words == {}
    assert stranger.words.group("negation") == frozenset()
    assert stranger.furniture == {}


@pytest.mark.parametrize("language", known())
def test_all_words_are_in_lower_case(language: str) -> None:
    table = knowledge(language)
    phrases = {word for group in table.words.tables if group != "quotes" for word in table.words.group(group)}
    numbers = table.numbers
    phrases |= {*numbers.words, *numbers.multipliers, *numbers.plurals, *numbers.groups, *numbers.ordinals}
    phrases |= {*numbers.joiners, *numbers.pronouns, *numbers.percent, *table.words.days}
    phrases |= {word for words in numbers.approximate.values() for word in words}
    assert sorted(word for word in phrases if word != lowered(word, language)) == []
    assert sorted(word for word in phrases if not word or word != word.strip()) == []


@pytest.mark.parametrize("language", known())
def test_numbers_have_a_worth(language: str) -> None:
    table = knowledge(language).numbers
    assert all(worth > 0 for part in (table.multipliers, table.plurals, table.groups) for worth in part.values())
    assert all(worth >= 0 for part in (table.words, table.ordinals) for worth in part.values())
    assert table.decimal != table.group
    assert table.decimal in (".", ",")
    assert set(table.approximate) <= {"about", "over", "under"}


@pytest.mark.parametrize("language", known())
def test_quotation_marks_come_in_pairs(language: str) -> None:
    marks = knowledge(language).words.group("quotes", "marks")
    assert marks
    assert [pair for pair in marks if len(pair) != 2] == []


SLOWEST = 0.05
"""Seconds of processor time that one pattern may take for one line: a page has thousands of lines."""

LENGTHS = (60, 250, 1000, 5000)
SUSPECT = 0.0004
"""A line that takes a pattern less than this stays below `SLOWEST` at five times its length, even in cubic time."""

FILLINGS = ("/ap", " ", "a")


def hostile(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Beginnings that lure the pattern in, and what is then repeated until the line is long."""
    plain = pattern.pattern.replace("(?-i:", "")
    words = dict.fromkeys(re.findall(r"[^\W\d_]{3,}(?: [^\W\d_]{2,})?", plain))
    return [(start, filling) for start in ("", *list(words)[:3]) for filling in FILLINGS]


def seconds(pattern: re.Pattern[str], start: str, filling: str, length: int) -> float:
    line = f"{start} {filling * length}"[:length] + "\x00"
    before = process_time()
    pattern.fullmatch(line)
    return process_time() - before


def slow_line(language: str) -> str | None:
    """The first pattern that is slow, and on what. All lines grow step by step, so that the worst pattern is found
    first, and one of exponential time does not hang the test."""
    patterns = [pattern for found in knowledge(language).furniture.values() for pattern in found]
    suspects = [(pattern, *line) for pattern in patterns for line in hostile(pattern)]
    for length in LENGTHS:
        going_on = []
        for pattern, start, filling in suspects:
            first = seconds(pattern, start, filling, length)
            if SLOWEST < first < 4 * SLOWEST:  # the machine may have been busy
                first = min(first, seconds(pattern, start, filling, length))
            if first > SLOWEST:
                return f"{length} characters of {start!r} and {filling!r}: {pattern.pattern[:120]}"
            if first > SUSPECT or length < LENGTHS[-2]:
                going_on.append((pattern, start, filling))
        suspects = going_on
    return None


SLOW = "patterns of exponential, cubic or quadratic time"
WITH_SLOW_PATTERNS = frozenset(known())


@pytest.mark.parametrize(
    "language",
    [
        pytest.param(code, marks=[pytest.mark.xfail(strict=True, reason=SLOW)] if code in WITH_SLOW_PATTERNS else [])
        for code in known()
    ],
)
def test_no_pattern_of_furniture_is_slow_on_a_hostile_line(language: str) -> None:
    assert slow_line(language) is None
