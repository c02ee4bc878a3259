"""POST /v1/comparisons: compares versions and answers with the report."""

from typing import Any

from flask import Blueprint

from service.actions.compare import compare_versions
from service.api.body import json_body
from service.api.comparison_request import parse
from service.api.context import context

blueprint = Blueprint("comparisons", __name__, url_prefix="/v1/comparisons")


@blueprint.post("")
def create() -> tuple[dict[str, Any], int]:
    """The finished comparison."""
    wanted = parse(json_body())
    here = context()
    report = compare_versions(wanted.versions, here.engines, here.settings, wanted.pivot, wanted.translate)
    return {"state": "done", "report": report.to_dict()}, 201
