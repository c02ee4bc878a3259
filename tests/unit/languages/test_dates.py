from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.languages import known
from service.languages.dates import Date, find_dates, month_names, weekday_names
from service.languages.days import find_relative_days, find_weekdays
from tests.unit.languages.strategies import LANGUAGES, TEXTS, assert_located


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "October 7, 2023", "2023-10-07"),
        ("en", "the 7th of October", "10-07"),
        ("de", "7. Oktober 2023", "2023-10-07"),
        ("de", "07.10.2023", "2023-10-07"),
        ("fr", "1er mai", "05-01"),
        ("es", "7 de octubre de 2023", "2023-10-07"),
        ("ru", "7 октября 2023", "2023-10-07"),
        ("zh", "2023年10月7日", "2023-10-07"),
        ("ko", "10월 7일", "10-07"),
        ("und", "2023-10-07", "2023-10-07"),
        ("en", "October 2023", "2023-10"),
    ],
)
def test_spellings(language: str, text: str, shown: str) -> None:
    assert [d.shown for d in find_dates(text, language)] == [shown]


@pytest.mark.parametrize("text", ["She may march.", "3.5 per cent", "2,500", "in 2023", "the 7th district", "13/14"])
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, "en") == ()


def day(year: int | None, month: int, day: int | None, swapped: bool = False) -> Date:
    return Date(0, 1, year, month, day, swapped)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (day(2023, 10, 7), day(None, 10, 7), True),
        (day(2023, 10, 7), day(2023, 10, None), True),
        (day(2023, 10, 7), day(2024, 10, 7), False),
        (day(2023, 10, 7), day(2023, 10, 17), False),
        (day(None, 3, 4, swapped=True), day(None, 4, 3), True),
        (day(None, 3, 4), day(None, 4, 3), False),
    ],
)
def test_agreement_as_far_as_both_say(one: Date, other: Date, same: bool) -> None:
    assert one.agrees(other) is same
    assert other.agrees(one) is same


@pytest.mark.parametrize("language", [code for code in known() if code not in ("zh", "ja", "ko")])
def test_every_language_has_its_months_and_days(language: str) -> None:
    assert set(month_names(language).values()) == set(range(1, 13))
    assert len(weekday_names(language)) >= 7


@given(TEXTS, LANGUAGES)
@example("99年99月99日", "ja")
@example("٧/٨/٢٠٢٣", "ar")
@example("７月７日", "ja")
@example("İ" * 5 + "7 Ekim", "tr")
def test_any_text_gives_located_dates(text: str, language: str) -> None:
    found = find_dates(text, language)
    assert_located(found, text)
    assert all(1 <= d.month <= 12 and (d.day is None or 1 <= d.day <= 31) for d in found)


@given(st.dates())
def test_iso_dates_are_read_back(date: object) -> None:
    text = str(date)
    if "1500" <= text < "2200":
        assert [d.shown for d in find_dates(text, "en")] == [text]


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "on Monday", 1),
        ("de", "am Dienstagabend", 2),
        ("ru", "в среду", 3),
        ("ja", "木曜日に", 4),
        ("zh", "周五", 5),
    ],
)
def test_days_of_the_week(language: str, text: str, number: int) -> None:
    assert [d.number for d in find_weekdays(text, language)] == [number]


def test_a_market_is_no_sunday() -> None:
    assert find_weekdays("pazar yeri", "tr") == ()


@given(TEXTS, LANGUAGES)
@example("İ Pazartesi", "tr")
def test_any_text_gives_located_days(text: str, language: str) -> None:
    assert_located(find_weekdays(text, language), text)
    assert_located(find_relative_days(text, language), text)


def seconds(text: str) -> float:
    before = process_time()
    find_dates(text, "en")
    return process_time() - before


@pytest.mark.parametrize("piece", ["1/12/2023 ", "3 May ", "10月", "1.1.", "May "])
def test_reading_takes_time_in_proportion(piece: str) -> None:
    seconds(piece * 10)
    once, eightfold = (min(seconds(piece * n) for _ in range(3)) for n in (500, 4000))
    assert eightfold < 24 * once + 0.05, "eight times the text may take eight times as long, not sixty-four times"
