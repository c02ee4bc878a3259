"""/v1/comparisons/{id}/versions: one more version, and everything compared again."""

from flask import Response, g, request

from service.actions.comparisons import add_version, rerun
from service.api.access import caller, scope
from service.api.comparisons import posted, work
from service.api.context import context
from service.api.idempotency import idempotency_key
from service.api.reading import allowance_for
from service.api.schemas.comparison import ComparisonPath, Posted, VersionIn, Wait
from service.api.schemas.version import version_of
from service.api.spec import problems, resource
from service.model.work import Scope

blueprint = resource("versions", "More versions of a story that was compared.", "/v1/comparisons")


@blueprint.post(
    "/<string:id>/versions",
    summary="Add a version",
    responses={"201": Posted, "202": Posted, **problems(404, 415)},
    operation_id="add_version",
)
@scope(Scope.COMPARE)
def add(path: ComparisonPath, query: Wait, body: VersionIn) -> Response:
    """Answers as POST /v1/comparisons. Work on the versions before is cancelled; decisions on findings that are still
    there stay."""
    with allowance_for([body]) as allowance:
        version = version_of(body, allowance)
    key, waits = idempotency_key(request), query.wait > 0
    made = add_version(work(), caller().owner, path.id, version, key, g.request_id, waits)
    return posted(context(), made, query.wait)


@blueprint.post(
    "/<string:id>/rerun",
    summary="Compare again",
    responses={"201": Posted, "202": Posted, **problems(404)},
    operation_id="rerun_comparison",
)
@scope(Scope.COMPARE)
def again(path: ComparisonPath, query: Wait) -> Response:
    """The same versions, by the engines and packages that are there now."""
    made = rerun(work(), caller().owner, path.id, idempotency_key(request), g.request_id, query.wait > 0)
    return posted(context(), made, query.wait)
