"""What an editor decides on the page: on one finding, or on all that are like it."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl

from flask import make_response, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from service.actions.decide import decide as decide_on
from service.actions.findings import last_decision
from service.api.access import caller, scope
from service.api.context import context
from service.model.errors import Conflict, InputError, NoSuchFinding
from service.model.work import Decision, Reason, Scope, Verdict
from service.web.blueprint import blueprint
from service.web.columns import sheet
from service.web.items import evidence
from service.web.login import who
from service.web.review import VIEW, Place, page, report_there
from service.web.words import gettext

LONGEST_NOTE = 2000
ALIKE = ("words", "kind")


@blueprint.post("/comparisons/<string:id>/findings/<string:finding>/decision")
@scope(Scope.REVIEW)
def decide(id: str, finding: str) -> AnyResponse:
    """Back to the view it came from. Where somebody else decided since the page was shown, nothing is overwritten: the
    page shows both and asks."""
    comparisons, owner, form = context().stores.comparisons, caller().owner, request.form
    verdict, reason = _verdict(form.get("verdict", ""))
    note = form.get("note", "").strip()[:LONGEST_NOTE]
    expected = _number(form.get("expected", ""))
    view = [(name, value) for name, value in parse_qsl(form.get("view", "")[:2000]) if name in VIEW]
    try:
        decide_on(comparisons, owner, id, finding, verdict, reason, who(), note, expected)
    except Conflict:
        return _conflict(id, finding, Decision(finding, verdict, reason, who(), note, datetime.now(UTC), 0), view)
    for other in _alike(id, finding, form.get("alike", "")):
        decide_on(comparisons, owner, id, other, verdict, reason, who(), note)
    return redirect(f"{Place(id).address(view, finding=finding, part=form.get('part', ''))}", 303)


def _verdict(given: str) -> tuple[Verdict, Reason | None]:
    """Such as `accepted`, or `dismissed:intended`."""
    name, _, reason = given.partition(":")
    if name not in set(Verdict) or (reason and reason not in set(Reason)):
        raise InputError(gettext("There is no such decision."))
    return Verdict(name), Reason(reason) if reason else None


def _number(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else None


def _alike(id: str, finding: str, how: str) -> tuple[str, ...]:
    """Other findings that nobody decided on yet."""
    if how not in ALIKE:
        return ()
    _, stored, decisions = report_there(caller().owner, id)
    laid_out = sheet(stored, "")
    if finding not in laid_out.findings:
        raise NoSuchFinding("the newest report has no such finding")
    all_of_it = evidence(laid_out.findings[finding], laid_out, decisions)
    others = all_of_it.same if how == "words" else all_of_it.kind
    return tuple(one for one in others if last_decision(one, decisions) is None)


def _conflict(id: str, finding: str, wanted: Decision, view: list[tuple[str, str]]) -> AnyResponse:
    found, stored, decisions = report_there(caller().owner, id)
    shown = MultiDict([*view, ("finding", finding), ("part", request.form.get("part", ""))])
    answer = page(found, stored, decisions, Place(id), shown, conflict=last_decision(finding, decisions), wanted=wanted)
    return make_response(answer, 409)
