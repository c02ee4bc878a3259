"""Moments as programs write them."""

from datetime import UTC, datetime


def rfc3339(moment: datetime) -> str:
    """In UTC, with `Z`."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
