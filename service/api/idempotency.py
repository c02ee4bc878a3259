"""The header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): what is sent twice is done once."""

from flask import Request

from service.api.field_errors import FieldError

HEADER = "Idempotency-Key"
LONGEST = 255


def idempotency_key(asked: Request) -> str | None:
    """The client's key for this request, None where it has none. Raises `FieldError`."""
    given = asked.headers.get(HEADER)
    if given is None:
        return None
    key = given.strip()
    if not key or len(key) > LONGEST or not key.isprintable() or not key.isascii():
        message = f"must be 1 to {LONGEST} printable characters of ASCII"
        raise FieldError(f"{HEADER} {message}", [(HEADER, message)])
    return key
