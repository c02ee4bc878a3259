"""A comparison that has no report yet: how far it is, or what became of it and what can be done."""

import secrets
from dataclasses import replace
from functools import lru_cache
from typing import Any

from flask import Response, jsonify, render_template, url_for

from service.api.access import caller, scope
from service.api.context import context
from service.model.sentences import N_
from service.model.work import Comparison, JobState, Scope
from service.render.visible import visible
from service.web import states, terms
from service.web.blueprint import blueprint
from service.web.moments import written
from service.web.words import gettext

WHAT = {
    "nothing-to-compare": N_("There is nothing to compare: a version holds no running text."),
    "too-large": N_("A version is too large."),
    "unknown-language": N_("A language was declared that is none."),
    "engine": N_("A part that does the work failed."),
    "internal": N_("Variorum failed in a way that was not foreseen."),
    "too-long": N_("The work took longer than it may. Compare fewer or shorter versions at a time."),
    "worker-died": N_("The work was begun several times and never ended."),
}
"""What happened, by the job's problem."""
CANNOT = N_("These versions cannot be compared as they are.")
INPUT = frozenset({"nothing-to-compare", "too-large", "too-long", "unknown-language", "bad-input", "duplicate-version"})
"""Problems that another run would have again: the versions must change."""


@blueprint.get("/comparisons/<string:id>/progress")
@scope(Scope.READ)
def progress(id: str) -> Response:
    """For the page's script, which asks every second."""
    owner = caller().owner
    job = context().stores.comparisons.job(owner, id)
    found = replace(_without_texts(owner, id, job.id), job=job)
    return jsonify(
        state=str(found.job.state),
        final=found.job.state.final,
        said=states.said(found),
        stages=[{"words": stage.words, "state": stage.state} for stage in states.stages(found)],
    )


@lru_cache(maxsize=64)
def _without_texts(owner: str, id: str, job: str) -> Comparison:
    """What was asked for. It does not change while a job lasts, and its texts are not read every second."""
    found = context().stores.comparisons.get(owner, id)
    return replace(found, versions=tuple(replace(version, text="") for version in found.versions))


def page(comparison: Comparison) -> str:
    """The page while it works, and after it failed or was cancelled."""
    known: dict[str, Any] = {
        "found": comparison,
        "title": visible(comparison.title),
        "may_compare": caller().allows(Scope.COMPARE),
        "term": terms.term,
        "tongue": terms.tongue,
        "visible": visible,
        "since": written(comparison.job.created),
    }
    if comparison.job.state.final:
        return render_template("stopped.html", **known, **_stopped(comparison))
    address = url_for("web.comparison", id=comparison.id, _external=True)
    return render_template(
        "working.html", **known, stages=states.stages(comparison), said=states.said(comparison), address=address
    )


def _stopped(comparison: Comparison) -> dict[str, Any]:
    job = comparison.job
    problem = job.problem or "internal"
    if job.state is JobState.CANCELLED:
        happened = gettext("The work on this comparison was cancelled before there was a report.")
    else:
        happened = gettext(WHAT.get(problem, CANNOT if problem in INPUT else WHAT["internal"]))
    return {
        "happened": happened,
        "detail": visible(job.detail or "") if job.state is JobState.FAILED else "",
        "hopeless": problem in INPUT and job.state is JobState.FAILED,
        "said": states.said(comparison),
        "once": secrets.token_urlsafe(16),
    }
