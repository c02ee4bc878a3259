"""What all operations say of themselves in the specification: the problems they may answer with, and the key."""

from typing import Any

from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

MEDIA = "application/problem+json"
PROBLEM_SCHEMA = {"$ref": "#/components/schemas/Problem"}
SECURITY: list[dict[str, list[str]]] = [{"bearer": []}, {"api_key": []}, {}]

MEANINGS = {
    400: "The request cannot be read.",
    401: "A key is needed, or is wrong.",
    403: "The key has not the scope.",
    404: "There is no such thing.",
    406: "It does not come in that form.",
    409: "It is not in a state for that, or somebody else was quicker.",
    412: "It has changed since.",
    413: "Too large.",
    415: "Another content type or encoding than the ones that are read.",
    422: "A field is wrong, or what was sent cannot be compared.",
    429: "Too many requests; see Retry-After.",
    500: "The service failed.",
    503: "Too much to do, or the database is away; see Retry-After.",
}
ALWAYS = (400, 401, 403, 413, 422, 429, 500, 503)


def problems(*statuses: int) -> dict[Any, Any]:
    """Responses of an operation that may answer with these problems."""
    return {
        str(status): {"description": MEANINGS[status], "content": {MEDIA: {"schema": PROBLEM_SCHEMA}}}
        for status in statuses
    }


def resource(name: str, about: str, prefix: str = "") -> APIBlueprint:
    """A blueprint that its views hang into."""
    return APIBlueprint(
        name,
        f"service.api.{name}",
        url_prefix=prefix or None,
        abp_tags=[Tag(name=name, description=about)],
        abp_security=SECURITY,
        abp_responses=problems(*ALWAYS),
    )


def answer(description: str, media: dict[str, Any], headers: dict[str, str] | None = None) -> dict[Any, Any]:
    """A response that is not plain JSON of one model: media type -> schema."""
    made: dict[str, Any] = {
        "description": description,
        "content": {kind: {"schema": schema} for kind, schema in media.items()},
    }
    if headers:
        made["headers"] = {name: {"description": text, "schema": {"type": "string"}} for name, text in headers.items()}
    return made
