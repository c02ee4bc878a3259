"""/v1/comparisons/{id}/findings/{finding}/decision: what editors say of a finding."""

from typing import Any

from flask import Response, jsonify, request
from werkzeug.exceptions import PreconditionFailed

from service.actions.decide import decide, history
from service.api import shown
from service.api.access import caller, scope
from service.api.context import context
from service.api.schemas.finding import Decided, DecisionIn, FindingPath
from service.api.spec import problems, resource
from service.model.errors import Conflict
from service.model.work import Decision, Scope

blueprint = resource("decisions", "What editors say of a finding.", "/v1/comparisons")


@blueprint.get(
    "/<string:id>/findings/<string:finding>/decision",
    summary="The decision on a finding",
    responses={"200": Decided, **problems(404, 409)},
    operation_id="get_decision",
)
@scope(Scope.READ)
def decision(path: FindingPath) -> Response:
    """The one that holds and those before. ETag is the number of the last one, 0 for none."""
    return _answer(path.finding, history(context().stores.comparisons, caller().owner, path.id, path.finding))


@blueprint.put(
    "/<string:id>/findings/<string:finding>/decision",
    summary="Decide on a finding",
    responses={"200": Decided, **problems(404, 409, 412, 415)},
    operation_id="decide",
)
@scope(Scope.REVIEW)
def put(path: FindingPath, body: DecisionIn) -> Response:
    """Adds a decision; those before stay as history. If-Match, or `expected`, keeps two editors from overwriting each
    other. Decisions outlive later runs and versions: a finding is known by what it says."""
    comparisons, asking = context().stores.comparisons, caller()
    expected = body.expected
    if matching := request.if_match.as_set() if request.if_match and not request.if_match.star_tag else None:
        before = history(comparisons, asking.owner, path.id, path.finding)
        if str(len(before)) not in matching:
            raise PreconditionFailed(f"the last decision has the number {len(before)}")
        expected = len(before)
    try:
        decide(
            comparisons,
            asking.owner,
            path.id,
            path.finding,
            body.verdict,
            body.reason,
            body.who or asking.owner,
            body.note,
            expected,
        )
    except Conflict as error:
        if matching is not None:
            raise PreconditionFailed(str(error)) from None
        raise
    return _answer(path.finding, history(comparisons, asking.owner, path.id, path.finding))


def _answer(finding: str, decisions: "tuple[Decision, ...] | Any") -> Response:
    last = decisions[-1] if decisions else None
    answer = jsonify(finding=finding, decision=shown.decision(last), history=[shown.decision(one) for one in decisions])
    answer.set_etag(str(last.number if last else 0))
    return answer
