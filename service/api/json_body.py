"""The body of a request as JSON, read strictly: what two readers could understand in two ways is refused."""

import re
from typing import Any

from flask import Request, json
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from service.api.field_errors import FieldError

DEEPEST = 32
"""Levels of nesting that a body may have; what the API asks for has five."""
MOST_MEMBERS = 100_000
"""Brackets and commas a body may have outside of its texts: a value takes a hundred times the memory of its sign."""

_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[][{},]', re.DOTALL)
_OPENING, _CLOSING = b"[{", b"]}"


class StrictRequest(Request):
    """Flask's request whose `get_json` says what is wrong instead of giving None.

    flask-openapi reads bodies by `get_json(silent=True)`, which would make broken JSON an empty body, and parses a JSON
    string for a second time. Here both end before.
    """

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        """The body's value, an object. Raises 415, 413, 400 and `FieldError`."""
        return json_object(self)


def json_object(request: Request) -> dict[str, Any]:
    """The body. Raises 415 for another content type or encoding, 413 for too large a body, 400 for what is no JSON,
    `FieldError` where it is no object or holds what no text may hold."""
    refuse_compressed(request)
    if not request.is_json:
        raise UnsupportedMediaType("send application/json")
    data = request.get_data()
    measure(data)
    try:
        body = json.loads(data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_number)
    except RecursionError:  # `measure` comes first, so this is for deeper limits than Python's
        raise BadRequest("the body is nested too deeply") from None
    except ValueError as error:  # no UTF-8, no JSON, or a number of 5000 digits
        raise BadRequest(f"the body is not JSON in UTF-8: {' '.join(str(error).split())[:200]}") from None
    if not isinstance(body, dict):
        raise FieldError("the body must be an object")
    refuse_no_text(body)
    return body


def refuse_compressed(request: Request) -> None:
    """Raises 415: a few kilobytes could unpack to gigabytes."""
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise UnsupportedMediaType("send the body as it is, without Content-Encoding")


def measure(data: bytes) -> None:
    """Raises 400 for what is nested too deeply or has too many parts, before any value is made of it."""
    depth = members = texts = 0
    for match in _TOKEN.finditer(data):
        sign = match[0]
        if sign[:1] == b'"':
            texts += 1
            if texts > 2 * (members + 1):  # between two signs there is a name and a value at most
                raise BadRequest("the body is not JSON: texts stand side by side")
            continue
        members += 1
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth > DEEPEST:
            raise BadRequest(f"the body is nested too deeply: more than {DEEPEST} levels")
        if members > MOST_MEMBERS:
            raise BadRequest(f"the body has more than {MOST_MEMBERS:,} parts")


def refuse_no_text(value: Any, place: str = "") -> None:
    """JSON can escape what no text may hold, the same that files are refused for. Raises `FieldError`."""
    if isinstance(value, str):
        _unicode(value, place)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            refuse_no_text(one, f"{place}[{number}]")
    elif isinstance(value, dict):
        for name, one in value.items():
            _unicode(name, f"a name in {place or 'the body'}")
            refuse_no_text(one, f"{place}.{name[:40]}" if place else name[:40])


def _unicode(value: str, place: str) -> None:
    if "\0" in value:
        raise FieldError(f"{place} holds NUL characters")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise FieldError(f"{place} holds halves of characters (surrogates)")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {twice[:40]!r} stands twice in one object")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
