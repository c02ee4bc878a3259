"""The review page: the findings, the rows, and the evidence of one finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, g, jsonify, make_response, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from service.api.access import Caller, caller, scope
from service.api.context import context
from service.model.errors import VariorumError
from service.model.finding import Severity
from service.model.work import Comparison, Reason, Scope, StoredReport, Verdict
from service.render.catalogues import catalogue
from service.render.listing import verdict
from service.render.terms import VERDICTS
from service.render.visible import visible
from service.web import terms, working
from service.web.blueprint import blueprint
from service.web.chosen import Chosen
from service.web.columns import HEIGHT, Sheet, sheet
from service.web.items import Decisions, Evidence, Item, chosen_of, evidence, items
from service.web.moments import written
from service.web.words import language

VIEW = ("type", "severity", "version", "basis", "decision", "q", "base", "show", "folds")
"""What an address says of the view, beside the finding that it is about."""
SHOWS = ("both", "original", "pivot")
"""What a cell shows: the version's own words, the machine's translation of them, or both."""
PARTS = {"panels": "_panels.html", "evidence": "_evidence.html", "folds": "_folds.html"}
"""What a script may ask for alone."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a comparison is, for those who may decide (`token` empty) and for those who may read alone."""

    id: str
    token: str = ""

    def address(self, chosen: Sequence[tuple[str, str]] = (), **more: str) -> str:
        """With a filter, and what else is to be shown."""
        path = url_for("web.shared", token=self.token) if self.token else url_for("web.comparison", id=self.id)
        query = urlencode([*chosen, *((name, value) for name, value in more.items() if value)])
        return f"{path}?{query}" if query else path


@blueprint.get("/comparisons/<string:id>")
@scope(Scope.READ)
def comparison(id: str) -> AnyResponse | str:
    """The newest report, or how far it is."""
    comparisons, owner = context().stores.comparisons, caller().owner
    found = comparisons.get(owner, id)
    if found.report_job is None:
        return working.page(found)
    return page(found, comparisons.report(owner, id), comparisons.decisions(owner, id), Place(id))


@blueprint.get("/comparisons/<string:id>/state")
@scope(Scope.READ)
def state(id: str) -> Response:
    """Whether somebody decided since, or a new run is over: cheap, since open pages ask every few seconds."""
    comparisons, owner = context().stores.comparisons, caller().owner
    decided = comparisons.decisions(owner, id)
    job = comparisons.job(owner, id)
    return jsonify(decisions=sum(map(len, decided.values())), job=job.id, state=str(job.state))


def page(
    found: Comparison,
    stored: StoredReport,
    decisions: Decisions,
    place: Place,
    shown: "MultiDict[str, str] | None" = None,
    **more: object,
) -> Response:
    """The whole, or the part that a script asks for; `shown`: what the address says, the request's own by default."""
    asked = request.args if shown is None else shown
    laid_out = sheet(stored, asked.get("base", ""), language())
    chosen = Chosen.of(asked)
    everything = items(laid_out, decisions)
    listed = chosen_of(everything, laid_out, chosen, decisions)
    show = asked.get("show", "")
    known = {
        **_known(found, laid_out, everything, decisions),
        "place": place,
        "chosen": chosen,
        "query": chosen.query(),
        "listed": listed,
        "current": _current(asked.get("finding", ""), listed, laid_out, decisions),
        "show": show if show in SHOWS else SHOWS[0],
        "base_chosen": asked.get("base", ""),
        "open_folds": asked.get("folds") == "open",
        "view": urlencode([(name, value) for name, value in asked.items(multi=True) if name in VIEW]),
        "conflict": None,
    }
    template = PARTS.get(asked.get("part", ""), "review.html")
    return make_response(render_template(template, **known | more))


def _known(found: Comparison, laid_out: Sheet, everything: Sequence[Item], decisions: Decisions) -> dict[str, object]:
    """What the templates show whatever is chosen."""
    report, words = laid_out.report, catalogue(language())
    counted = [one for one in everything if one.severity != Severity.NEUTRAL]
    return {
        "found": found,
        "sheet": laid_out,
        "relations": {v.id: v.relation for v in report.versions if v.relation},
        "tally": [(sum(i.severity == s for i in counted), str(s)) for s in Severity if s is not Severity.NEUTRAL],
        "harmless": len(everything) - len(counted),
        "undecided": sum(i.verdict == Verdict.OPEN for i in counted),
        "everything": len(counted),
        "verdict": verdict(report, words) if not counted else "",
        "decided": sum(map(len, decisions.values())),
        "types": sorted({str(f.type) for f in report.findings}, key=terms.term),
        "severities": list(map(str, Severity)),
        "verdicts": list(VERDICTS),
        "reasons": list(map(str, Reason)),
        "shows": SHOWS,
        "term": terms.term,
        "counted": terms.counted,
        "tongue": terms.tongue,
        "written": written,
        "told_in": language(),
        "warnings": [visible(warning.spoken(words)) for warning in report.warnings],
        "strip_height": HEIGHT,
        "link": link_of(found),
    }


def _current(id: str, listed: Sequence[Item], laid_out: Sheet, decisions: Decisions) -> Evidence | None:
    """The finding of the address, even where the filter hides it; else the first of the list."""
    first = id if id in laid_out.findings else listed[0].id if listed else ""
    return evidence(laid_out.findings[first], laid_out, decisions) if first else None


def report_there(owner: str, id: str) -> tuple[Comparison, StoredReport, Decisions]:
    """All that a page needs. Raises `NoSuchComparison` and `NoReport`."""
    comparisons = context().stores.comparisons
    found = comparisons.get(owner, id)
    return found, comparisons.report(owner, id), comparisons.decisions(owner, id)


def link_of(found: Comparison) -> str:
    """The link that there is, whole; "" for none, or for somebody who has not to know."""
    asking: Caller | VariorumError = g.caller
    if not isinstance(asking, Caller) or asking.owner != found.owner:
        return ""
    token = context().stores.pages.token(found.owner, found.id)
    return url_for("web.shared", token=token, _external=True) if token else ""
