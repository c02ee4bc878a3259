"""Moments as the reader writes them."""

from datetime import UTC, datetime

from service.web.words import language


def written(moment: datetime) -> str:
    """Day and time in UTC: the server does not know where the reader is."""
    from babel.dates import format_datetime

    return f"{format_datetime(moment.astimezone(UTC), 'medium', locale=language())} UTC"
