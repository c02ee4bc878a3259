"""/openapi.json, the specification, and /docs, a page to read it on."""

from pathlib import Path
from typing import Any

from flask import Response, current_app, jsonify, make_response
from flask_openapi.blueprint import APIBlueprint
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.api.access import Public, scope
from service.api.schemas.problem import Problem
from service.pipeline.program import PROGRAM

OPENAPI_VERSION = "3.1.0"
DESCRIPTION: dict[str, Any] = {
    "info": {
        "title": "Variorum",
        "version": PROGRAM,
        "description": "Shows where several versions of one news story say different things.",
    },
    "security_schemes": {
        "bearer": {"type": "http", "scheme": "bearer", "description": "Authorization: Bearer SECRET"},
        "api_key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    },
    "validation_error_model": Problem,
}

blueprint = APIBlueprint("document", __name__, doc_ui=False)


def specification() -> dict[str, Any]:
    """The whole, of the application that handles this request."""
    found: dict[str, Any] = current_app.api_doc  # type: ignore[attr-defined]
    return found


@blueprint.get("/openapi.json")
@scope(Public.PUBLIC)
def openapi() -> Response:
    """For programs."""
    return jsonify(specification())


@blueprint.get("/docs")
@scope(Public.PUBLIC)
def docs() -> Response:
    """For people: no script, so that the policy against scripts needs no hole."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return make_response(templates.get_template("docs.html").render(spec=specification()))
