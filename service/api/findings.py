"""/v1/comparisons/{id}/findings: those of the newest report, filtered, page by page."""

from typing import Any

from service.actions.findings import Filter, filtered, last_decision
from service.actions.rules import named
from service.actions.stored_report import findings_of
from service.actions.why import reasons
from service.api import cursor, shown
from service.api.access import caller, scope
from service.api.context import context
from service.api.schemas.comparison import ComparisonPath
from service.api.schemas.finding import FindingPage, FindingQuery
from service.api.spec import problems, resource
from service.model.errors import Conflict
from service.model.work import Scope

blueprint = resource("findings", "Single places where versions say different things.", "/v1/comparisons")


@blueprint.get(
    "/<string:id>/findings",
    summary="Findings of the newest report",
    responses={"200": FindingPage, **problems(404, 409)},
    operation_id="list_findings",
)
@scope(Scope.READ)
def findings(path: ComparisonPath, query: FindingQuery) -> dict[str, Any]:
    """The worst first, each with the decision that holds. A cursor is of one report: 409 where there is a newer one."""
    comparisons, owner = context().stores.comparisons, caller().owner
    report = comparisons.report(owner, path.id)
    decisions = comparisons.decisions(owner, path.id)
    start = 0
    if query.cursor:
        etag, start = cursor.read(query.cursor, str, int)  # type: ignore[assignment]
        if etag != report.etag[:16]:
            raise Conflict("there is a newer report: begin with its first page")
    wanted = Filter(
        frozenset(query.type),
        frozenset(query.severity),
        frozenset(query.version),
        frozenset(query.basis),
        frozenset(query.decision),
        named(query.rule),
        named(query.mute),
    )
    # The place of a finding in the whole list, not in the filtered one: a decision between two pages moves nothing.
    kept = {one["id"]: one for one in filtered(findings_of(report), wanted, decisions)}
    places = [(at, one) for at, one in enumerate(findings_of(report)) if one["id"] in kept]
    page = [(at, one) for at, one in places if at >= max(0, start)][: query.limit + 1]
    more = len(page) > query.limit
    items = [one for _, one in page[: query.limit]]
    why = reasons(report, {one["id"] for one in items}, query.why) if query.why else None
    return {
        "items": [
            {
                **one,
                "decision": shown.decision(last_decision(one["id"], decisions)),
                **({"why": why.get(one["id"], [])} if why is not None else {}),
            }
            for one in items
        ],
        "total": len(kept),
        "next": cursor.after(report.etag[:16], page[-1][0]) if more else None,
    }
