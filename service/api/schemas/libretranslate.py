"""LibreTranslate's requests and answers, for the specification. Requests are read by libretranslate_request.py, since
they may be JSON or a form."""

from typing import Any

from pydantic import BaseModel, Field

_TEXTS = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}], "description": "The text."}
_KEY = {"anyOf": [{"type": "string"}, {"type": "null"}], "description": "The key, for clients that send it so."}


def _body(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties, "required": required}
    return {
        "required": True,
        "content": {
            "application/json": {"schema": schema},
            "application/x-www-form-urlencoded": {"schema": {**schema, "properties": {**properties, "q": _FORM_TEXT}}},
        },
    }


_FORM_TEXT = {"type": "string", "description": "The text."}
TRANSLATE_BODY = _body(
    {
        "q": _TEXTS,
        "source": {"type": "string", "description": "A language code, or `auto`."},
        "target": {"type": "string"},
        "format": {"type": "string", "enum": ["text", "html"]},
        "alternatives": {"type": "integer", "minimum": 0, "description": "Other translations that are wanted."},
        "api_key": _KEY,
    },
    ["q", "source", "target"],
)
DETECT_BODY = _body({"q": _TEXTS, "api_key": _KEY}, ["q"])

_LANGUAGE = {
    "type": "object",
    "properties": {"confidence": {"type": "number"}, "language": {"type": "string"}},
    "required": ["confidence", "language"],
}
LibreDetected = {"type": "array", "items": _LANGUAGE}
LanguageWithTargets = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "code": {"type": "string"},
            "name": {"type": "string"},
            "targets": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["code", "name", "targets"],
    },
}


class LibreLanguage(BaseModel):
    """`confidence` in percent."""

    confidence: float
    language: str


class LibreTranslated(BaseModel):
    """Lists where q was one."""

    translatedText: str | list[str]  # noqa: N815 # LibreTranslate's names
    detectedLanguage: LibreLanguage | list[LibreLanguage] | None = None  # noqa: N815
    alternatives: list[str] | list[list[str]] | None = None


class KeyQuery(BaseModel):
    """What else stands in the address does not matter, as at LibreTranslate."""

    api_key: str | None = Field(None, description="The key, for clients that send it so.")
