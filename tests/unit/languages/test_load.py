import re
from collections.abc import Iterator
from time import process_time

import pytest
from service.languages import known, knowledge
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
    assert table.pronouns <= {*table.words, *table.ordinals, *table.groups}, "a pronoun that is no number word"


@pytest.mark.parametrize("language", known())
def test_quotation_marks_come_in_pairs(language: str) -> None:
    marks = knowledge(language).words.group("quotes", "marks")
    assert marks
    assert [pair for pair in marks if len(pair) != 2] == []


@pytest.mark.parametrize("language", known())
def test_a_lookalike_holds_what_it_looks_like(language: str) -> None:
    """Else it does nothing. Single signs of numbers count, too: Chinese and Japanese write them without blanks."""
    table = knowledge(language)
    numbers = {*table.numbers.words, *table.numbers.multipliers, *table.numbers.groups, *table.numbers.ordinals}
    numbers |= {word for part in (table.numbers.plurals, table.numbers.joiners) for word in part} | set("0123456789")
    idle = []
    for group, lookalikes in table.words.tables.get("lookalikes", {}).items():
        real = numbers if group == "numbers" else {*table.words.group(group), *(table.words.days if group == "time" else ())}
        idle += [word for word in lookalikes if not any(phrase in word for phrase in real)]
    assert idle == []


SLOWEST = 0.05
"""Seconds of processor time that one pattern may take for one line: pages have thousands of lines and a hundred patterns."""

LENGTHS = (40, 60, 250, 1000, 5000)
FILLINGS = ("/ap", " ", "\t ", "a", "1 ", ". Aa ", "11:11 ")


def hostile(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Beginnings that lure the pattern in, and what is then repeated until the line is long."""
    plain = pattern.pattern.replace("(?-i:", "")
    words = dict.fromkeys(re.findall(r"[^\W\d_]{3,}(?: [^\W\d_]{2,})?", plain))
    for start in ("", *list(words)[:4]):
        yield from ((start, filling) for filling in FILLINGS)


def seconds(pattern: re.Pattern[str], line: str) -> float:
    start = process_time()
    pattern.fullmatch(line)
    return process_time() - start


SLOW = "patterns that need exponential, cubic or quadratic time for long lines"
WITH_SLOW_PATTERNS: tuple[str, ...] = ()


@pytest.mark.parametrize(
    "language",
    [
        pytest.param(code, marks=[pytest.mark.xfail(strict=True, reason=SLOW)] if code in WITH_SLOW_PATTERNS else [])
        for code in known()
    ],
)
def test_no_pattern_of_furniture_is_slow_on_hostile_lines(language: str) -> None:
    """The line grows step by step, so that a pattern of exponential time fails here and does not hang."""
    slow = []
    for patterns in knowledge(language).furniture.values():
        for pattern in patterns:
            for start, filling in hostile(pattern):
                lines = ((f"{start} {filling * length}"[:length] + "\x00") for length in LENGTHS)
                worst = next((line for line in lines if seconds(pattern, line) > SLOWEST), None)
                if worst is not None and min(seconds(pattern, worst) for _ in range(3)) > SLOWEST:
                    slow.append(f"{len(worst)} characters of {start!r} and {filling!r}: {pattern.pattern[:80]}")
                    break
    assert slow == []
