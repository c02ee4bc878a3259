"""/v1/comparisons: asked for, listed, looked at, cancelled, deleted."""

from typing import Any

from flask import Response, g, json, jsonify, make_response, request, url_for

from service.actions import recent
from service.actions.comparisons import Work, submit
from service.actions.stored_report import warnings_of
from service.api import cursor, shown
from service.api.access import caller, scope
from service.api.context import Context, context
from service.api.idempotency import idempotency_key
from service.api.reading import allowance_for
from service.api.schemas.comparison import (
    ComparisonIn,
    ComparisonOut,
    ComparisonPage,
    ComparisonPath,
    ListQuery,
    Posted,
    Wait,
)
from service.api.schemas.version import versions_of
from service.api.spec import problems, resource
from service.api.waiting import wait_for
from service.model.work import Comparison, JobState, Scope, Wanted

blueprint = resource("comparisons", "Versions of a story, set against each other.", "/v1/comparisons")

LOOK_AGAIN_SECONDS = 1
"""Many clients that ask all the time take from the work what they wait for."""
KEPT = 1000
_WARNINGS: dict[str, list[dict[str, Any]]] = {}
"""By the job that wrote the report: such a report never changes."""


def work() -> Work:
    """Where this request's comparisons are kept and carried out."""
    here = context()
    return Work(here.stores.comparisons, here.submitter, here.settings)


@blueprint.post(
    "", summary="Compare versions", responses={"201": Posted, "202": Posted, **problems(415)}, operation_id="compare"
)
@scope(Scope.COMPARE)
def create(query: Wait, body: ComparisonIn) -> Response:
    """201 with the report if it is there within `wait` seconds, or with what went wrong; else 202, and the comparison
    goes on. With an Idempotency-Key (kept a day) the same request is done once."""
    owner = caller().owner
    with allowance_for(body.versions) as allowance:
        versions = versions_of(body.versions, allowance)
    wanted = Wanted(owner, versions, body.pivot, body.translate, body.title or "")
    made = submit(work(), wanted, idempotency_key(request), g.request_id, query.wait > 0)
    return posted(context(), made, query.wait)


@blueprint.get("", summary="List comparisons", responses={"200": ComparisonPage}, operation_id="list_comparisons")
@scope(Scope.READ)
def listed(query: ListQuery) -> dict[str, Any]:
    """The newest first; no others than one's own."""
    before = cursor.before(query.cursor) if query.cursor else None
    found = context().stores.comparisons.list(caller().owner, query.search, query.limit + 1, before)
    page = found[: query.limit]
    more = len(found) > query.limit
    return {
        "items": [shown.summary(one) for one in page],
        "next": cursor.behind(page[-1]) if more else None,
    }


@blueprint.get(
    "/<string:id>",
    summary="How a comparison stands",
    responses={"200": ComparisonOut, **problems(404)},
    operation_id="get_comparison",
)
@scope(Scope.READ)
def one(path: ComparisonPath) -> Response:
    """State, progress, and the warnings of the newest report; Retry-After says when to look again."""
    here = context()
    found = here.stores.comparisons.get(caller().owner, path.id)
    return _look_again(found, jsonify(whole(here, found)))


@blueprint.delete(
    "/<string:id>",
    summary="Delete a comparison",
    responses={"204": None, **problems(404)},
    operation_id="delete_comparison",
)
@scope(Scope.COMPARE)
def delete(path: ComparisonPath) -> tuple[str, int]:
    """With its versions, reports and decisions. Work on it ends."""
    context().stores.comparisons.delete(caller().owner, path.id)
    recent.forget(path.id)
    return "", 204


@blueprint.post(
    "/<string:id>/cancel",
    summary="Cancel the work on a comparison",
    responses={"200": ComparisonOut, **problems(404)},
    operation_id="cancel_comparison",
)
@scope(Scope.COMPARE)
def cancel(path: ComparisonPath) -> dict[str, Any]:
    """What runs is `cancelling` until its worker notices, within a second or two; what is over stays as it is."""
    here = context()
    return whole(here, here.stores.comparisons.cancel(caller().owner, path.id))


def whole(here: Context, found: Comparison) -> dict[str, Any]:
    """A `ComparisonOut`."""
    return {**shown.summary(found), "job": shown.job(found.job), "warnings": _warnings(here, found)}


def _warnings(here: Context, found: Comparison) -> list[dict[str, Any]]:
    """Those of a report are kept: who asks again and again how it stands must not read all of it each time."""
    if found.report_job is None:
        return []
    known = _WARNINGS.get(found.report_job)
    if known is None:
        report = here.stores.comparisons.report(found.owner, found.id)
        if len(_WARNINGS) >= KEPT:
            _WARNINGS.clear()
        known = _WARNINGS[report.job] = warnings_of(report)
    return known


def posted(here: Context, made: Comparison, seconds: float) -> Response:
    """201 where the work is over by then, else 202."""
    wait_for(here, made.owner, made.id, seconds)
    found = here.stores.comparisons.get(made.owner, made.id)
    report = "null"
    if found.job.state is JobState.DONE:
        report = here.stores.comparisons.report(made.owner, made.id).body
    plain = json.dumps(whole(here, found))
    # The report is JSON already, and large: it is put in as it is.
    answer = make_response(f'{plain[:-1]}, "report": {report}}}', 201 if found.job.state.final else 202)
    answer.mimetype = "application/json"
    answer.headers["Location"] = url_for("comparisons.one", id=made.id)
    return _look_again(found, answer)


def _look_again(found: Comparison, answer: Response) -> Response:
    if not found.job.state.final:
        answer.headers["Retry-After"] = str(LOOK_AGAIN_SECONDS)
    return answer
