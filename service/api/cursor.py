"""Cursors: where the next page begins, as text that means nothing to the client."""

import base64
import binascii
import json
from datetime import UTC, datetime

from service.api.field_errors import FieldError
from service.model.work import Comparison


def after(*place: str | int) -> str:
    """A cursor that says so much."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def read(cursor: str, *kinds: type) -> list[str | int]:
    """What a cursor says. Raises `FieldError` for what is none."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        place = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (UnicodeEncodeError, binascii.Error, ValueError, RecursionError):
        place = None
    if not isinstance(place, list) or [type(part) for part in place] != list(kinds):
        raise _no_cursor()
    return place


def moment(text: str | int) -> datetime:
    """An aware time from a cursor. Raises `FieldError`."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        raise _no_cursor() from None
    if found.tzinfo is None:
        raise _no_cursor()
    try:
        return found.astimezone(UTC)
    except OverflowError:  # of a zone's last day, or first
        raise _no_cursor() from None


def behind(one: Comparison) -> str:
    """Of the page that begins after a comparison of the list."""
    return after(one.created.isoformat(), one.id)


def before(cursor: str) -> tuple[datetime, str]:
    """What `behind` says: the comparison after which a page begins. Raises `FieldError`."""
    created, id = read(cursor, str, str)
    return moment(created), str(id)


def _no_cursor() -> FieldError:
    return FieldError("cursor is none that this service gave out", [("cursor", "is none that this service gave out")])
