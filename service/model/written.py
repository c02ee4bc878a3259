"""Figures, dates and languages as readers write them. English is written without loading CLDR; its readers disagree on
the order of day and month, and get dates as ISO 8601 has them."""

import re
from datetime import date

ENGLISH = "en"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""As values name them."""


def figure(number: int, reader: str) -> str:
    """2,500, 2.500."""
    if reader == ENGLISH:
        return f"{number:,}"
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=reader))


def worth(value: str, reader: str) -> str:
    """The value of a reading: a figure, a whole date or a day of the week; any other as it is, and all in English."""
    if reader == ENGLISH:
        return value
    if value.isdigit() and value.isascii():
        return figure(int(value), reader)
    if value in WEEKDAYS:
        from babel.dates import get_day_names

        return str(get_day_names("wide", locale=reader)[WEEKDAYS.index(value)])
    return _day(value, reader) if DATE.fullmatch(value) else value


def _day(value: str, reader: str) -> str:
    from babel.dates import format_date

    try:
        return str(format_date(date.fromisoformat(value), "medium", locale=reader))
    except ValueError:
        return value


def language_called(code: str, reader: str) -> str:
    """The name of a BCP 47 code; the code itself where CLDR knows none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").get_display_name(reader) or code
    except (UnknownLocaleError, ValueError):
        return code
