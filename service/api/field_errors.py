"""What pydantic finds wrong with a field, in the words of the rest."""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, get_args

from pydantic import BaseModel, ValidationError

from service.api.schemas.strict import Lenient, Strict
from service.model.errors import InputError

Place = tuple[int | str, ...]

WORDS = {
    "missing": "is missing",
    "string_type": "must be a string",
    "string_too_short": "must be a string that is not empty",
    "string_pattern_mismatch": "must be a string that is not empty",
    "blank": "must be a string that is not empty",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "dict_type": "must be an object",
}
"""By pydantic's name of the error."""
QUERY = "the query"
SHOWN = 20
"""Wrong fields that one answer names."""


class FieldError(InputError):
    """A field of a request is missing, of the wrong kind, or not known. `errors`: each that is wrong, and why."""

    code = "invalid-field"

    def __init__(self, message: str, errors: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.errors = tuple(errors)


def field_error(error: ValidationError, model: type[BaseModel] | None = None) -> FieldError:
    """All that is wrong as one error; its message is the first of them. `model`: the one that was not met."""
    found = [_told(one, model or _named(error.title)) for one in error.errors(include_url=False, include_input=True)]
    where, what = found[0]
    return FieldError(f"{where or 'the body'} {what}", found[:SHOWN])


def raise_field_error(error: ValidationError) -> NoReturn:
    """What flask-openapi calls where a request is not as its models want it."""
    raise field_error(error) from None


def _told(error: Mapping[str, Any], model: type[BaseModel] | None) -> tuple[str, str]:
    """The place of the field, and what is wrong with it."""
    at: Place = error["loc"]
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        known = ", ".join(_fields(_model_at(model, at[:-1])))
        if model is not None and issubclass(model, Lenient):
            return QUERY, f"has no parameter {str(at[-1])[:40]!r}; there {f'are {known}' if known else 'is none'}"
        return _place(at[:-1]), f"has no field {str(at[-1])[:40]!r}; there are {known}"
    return _place(at), WORDS.get(kind) or _measured(kind, context, str(error["msg"]))


def _measured(kind: str, context: Mapping[str, Any], otherwise: str) -> str:
    if kind == "enum" or kind == "literal_error":
        return f"must be one of {context['expected'].replace(' or ', ', ').replace(chr(39), '')}"
    if kind == "too_short":
        least = context["min_length"]
        return f"must be a list of at least {'one entry' if least == 1 else f'{least} entries'}"
    if kind == "too_long":
        return f"must be a list of at most {context['max_length']} entries"
    if kind == "string_too_long":
        return f"must have at most {context['max_length']:,} characters"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"must be at {'least' if 'ge' in context else 'most'} {context.get('ge', context.get('le'))}"
    if kind == "value_error":
        return str(context["error"])
    return otherwise[:1].lower() + otherwise[1:]


def _place(at: Place) -> str:
    """`versions[0].text`."""
    text = ""
    for part in at:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _named(title: str) -> type[BaseModel] | None:
    known: list[type[BaseModel]] = [*Strict.__subclasses__(), *Lenient.__subclasses__()]
    for model in known:
        known += model.__subclasses__()
    return next((model for model in known if model.__name__ == title), None)


def _model_at(model: type[BaseModel] | None, at: Place) -> type[BaseModel] | None:
    for part in at:
        if model is None or isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        model = _inner(field.annotation) if field else None
    return model


def _inner(kind: Any) -> type[BaseModel] | None:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((found for part in get_args(kind) if (found := _inner(part))), None)


def _fields(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []
