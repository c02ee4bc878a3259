"""What LibreTranslate's clients send: JSON, a form, or parameters of the address, with fields that it does not matter
to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Request, g
from werkzeug.exceptions import HTTPException, UnsupportedMediaType

from service.api.field_errors import FieldError
from service.api.json_body import json_object, refuse_compressed, refuse_no_text
from service.model.errors import InputError

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
MOST_ALTERNATIVES = 10


@dataclass(frozen=True, slots=True)
class TranslateRequest:
    """`texts` are one where `several` is False. `source` is None for auto."""

    texts: tuple[str, ...]
    several: bool
    source: str | None
    target: str
    html: bool
    alternatives: int


def given_key(asked: Request) -> str:
    """The `api_key` among the fields; "" where there is none, or the address is not one of LibreTranslate's."""
    if not getattr(g, "speaks_libretranslate", False):
        return ""
    if in_address := asked.args.get("api_key", ""):
        return in_address
    if asked.method != "POST":
        return asked.form.get("api_key", "") if asked.mimetype in FORMS else ""
    try:
        key = fields(asked).get("api_key", "")
    except (HTTPException, InputError):  # told by the view, to those who may know
        key = ""
    return key if isinstance(key, str) else ""


def fields(asked: Request) -> Mapping[str, Any]:
    """All fields, of the body before those of the address. Raises 415, 413, 400 and `FieldError`."""
    if asked.mimetype in FORMS:
        refuse_compressed(asked)
        named = {name: values if len(values) > 1 else values[0] for name, values in asked.form.lists()}
        refuse_no_text(named)
    elif asked.is_json:
        named = json_object(asked)
    elif asked.mimetype:
        raise UnsupportedMediaType("send application/json or application/x-www-form-urlencoded")
    else:
        named = {}
    if not isinstance(named.get("api_key", ""), str | None):
        raise FieldError("api_key must be a string")
    plain = asked.args.to_dict()
    refuse_no_text(plain)
    return {**plain, **named}


def translate_request(asked: Request) -> TranslateRequest:
    """Checked. Raises `FieldError`."""
    given = fields(asked)
    texts, several = _texts(given)
    source = _word(given, "source")
    form = given.get("format") or "text"
    if form not in ("text", "html"):
        raise FieldError("format must be text or html")
    return TranslateRequest(
        texts, several, None if source == "auto" else source, _word(given, "target"), form == "html", _count(given)
    )


def detect_request(asked: Request) -> tuple[str, ...]:
    """The texts whose languages are asked for. Raises `FieldError`."""
    return _texts(fields(asked))[0]


def _texts(given: Mapping[str, Any]) -> tuple[tuple[str, ...], bool]:
    q = given.get("q")
    if q is None:
        raise FieldError("q is missing: the text")
    several = isinstance(q, list)
    texts = q if several else [q]
    if not all(isinstance(text, str) for text in texts):
        raise FieldError("q must be a string, or a list of strings")
    return tuple(texts), several


def _word(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.strip():
        raise FieldError(f"{name} is missing: a language code")
    return value.strip()


def _count(given: Mapping[str, Any]) -> int:
    value = given.get("alternatives") or 0
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 5:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise FieldError("alternatives must be a whole number, 0 or more")
    return min(value, MOST_ALTERNATIVES)
