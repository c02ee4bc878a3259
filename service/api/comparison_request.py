"""What a comparison is asked for with: the body's fields, checked by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.api.problems import FieldError
from service.model.version import Relation, Version

FIELDS = ("versions", "pivot", "translate")
VERSION_FIELDS = ("id", "label", "text", "language", "relation")


@dataclass(frozen=True, slots=True)
class ComparisonRequest:
    """`pivot` is None for the settings' own."""

    versions: tuple[Version, ...]
    pivot: str | None
    translate: bool


def parse(body: Any) -> ComparisonRequest:
    """Checks shapes and kinds; what the values mean is the action's to judge. Raises `FieldError`."""
    fields = _object(body, "the body", FIELDS)
    versions = fields.get("versions")
    if not isinstance(versions, list) or not versions:
        raise FieldError("versions must be a list of at least one version")
    translate = fields.get("translate", True)
    if not isinstance(translate, bool):
        raise FieldError("translate must be true or false")
    return ComparisonRequest(
        tuple(_version(entry, f"versions[{number}]", number) for number, entry in enumerate(versions)),
        _words(fields, "pivot", ""),
        translate,
    )


def _version(entry: Any, place: str, number: int) -> Version:
    fields = _object(entry, place, VERSION_FIELDS)
    text = fields.get("text")
    if not isinstance(text, str):
        raise FieldError(f"{place}.text must be a string")
    name = _words(fields, "id", place) or f"version-{number + 1}"
    relation = _words(fields, "relation", place)
    if relation is not None and relation not in list(Relation):
        raise FieldError(f"{place}.relation must be one of {', '.join(Relation)}")
    return Version(
        id=name,
        label=_words(fields, "label", place) or name,
        text=_unicode(text, f"{place}.text"),
        language=_words(fields, "language", place),
        relation=relation,
    )


def _object(value: Any, place: str, known: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise FieldError(f"{place} must be an object")
    for name in value:
        if name not in known:
            raise FieldError(f"{place} has no field {name[:40]!r}; there are {', '.join(known)}")
    return value


def _words(fields: Mapping[str, Any], name: str, place: str) -> str | None:
    """A string with something in it, or None where the field is missing or null."""
    value, field = fields.get(name), f"{place}.{name}" if place else name
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise FieldError(f"{field} must be a string that is not empty")
    return _unicode(value, field)


def _unicode(value: str, field: str) -> str:
    """JSON can escape what no text may hold, the same that files are refused for."""
    if "\0" in value:
        raise FieldError(f"{field} holds NUL characters")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise FieldError(f"{field} holds halves of characters (surrogates)")
    return value
