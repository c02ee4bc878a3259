"""/health, /ready and /metrics: for those who watch over the service."""

from typing import Any

from flask import Response, make_response
from prometheus_client import CONTENT_TYPE_LATEST

from service.api.access import Public, scope
from service.api.context import context
from service.api.schemas.health import Health
from service.api.spec import answer, resource
from service.model.work import Scope
from service.pipeline.program import PROGRAM

blueprint = resource("health", "For those who watch over the service.")


@blueprint.get("/health", summary="Whether it answers", responses={"200": Health}, operation_id="health")
@scope(Public.PUBLIC)
def health() -> dict[str, Any]:
    """The program's version; asks nobody else."""
    return {"status": "ok", "version": PROGRAM}


@blueprint.get("/ready", summary="Whether it can work", responses={"200": Health}, operation_id="ready")
@scope(Public.PUBLIC)
def ready() -> dict[str, Any]:
    """503 where the database cannot be read and written, or its disk is nearly full."""
    here = context()
    here.readiness.see(here.stores.pages.check)
    return {"status": "ok", "version": PROGRAM}


@blueprint.get(
    "/metrics",
    summary="Numbers for Prometheus",
    responses={"200": answer("Prometheus's text format.", {"text/plain": {"type": "string"}})},
    operation_id="metrics",
)
@scope(Scope.ADMIN)
def metrics() -> Response:
    """Of this process; where workers do the work elsewhere, the stages and findings are theirs."""
    made = make_response(context().tally.page())
    made.headers["Content-Type"] = CONTENT_TYPE_LATEST
    return made
