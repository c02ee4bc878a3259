"""Shares, fractions and moments as the reader's language writes them (`model/written.py` has figures and values)."""

from datetime import UTC, datetime

from service.model.sentences import SOURCE, Catalogue


def percent(share: float, catalogue: Catalogue) -> str:
    """A share of one: 97%, 97 %."""
    if catalogue.language == SOURCE:
        return f"{share:.0%}"
    from babel.numbers import format_percent

    return str(format_percent(share, locale=catalogue.language))


def hundredths(number: float, catalogue: Catalogue) -> str:
    """With two digits: 0.90, 0,90."""
    if catalogue.language == SOURCE:
        return f"{number:.2f}"
    from babel.numbers import format_decimal

    return str(format_decimal(number, "0.00", locale=catalogue.language))


def day(moment: datetime, catalogue: Catalogue) -> str:
    """The day in UTC: 2026-03-01, 01.03.2026."""
    date = moment.astimezone(UTC).date()
    if catalogue.language == SOURCE:
        return date.isoformat()
    from babel.dates import format_date

    return str(format_date(date, "medium", locale=catalogue.language))
