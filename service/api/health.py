"""GET /health: whether the service answers."""

from flask import Blueprint

from service.pipeline.signature import PROGRAM

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> dict[str, str]:
    """The program's version."""
    return {"status": "ok", "version": PROGRAM}
