"""What is done with a comparison as a whole: cancelled, deleted, run again, given one more version."""

from contextlib import suppress
from dataclasses import replace

from flask import g, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.actions import comparisons, recent
from service.api import problems
from service.api.access import caller, scope
from service.api.comparisons import work
from service.api.context import context
from service.model.errors import NoSuchComparison, VariorumError
from service.model.work import Comparison, Scope
from service.render.visible import visible
from service.web import boxes
from service.web.blueprint import blueprint
from service.web.boxes import Box, Typed, once
from service.web.compare import digest, read_form
from service.web.start import form
from service.web.words import gettext
from service.web.wrong import in_words


@blueprint.post("/comparisons/<string:id>/cancel")
@scope(Scope.COMPARE)
def cancel(id: str) -> AnyResponse:
    """Back to its page, which says that the work ends, or has ended."""
    context().stores.comparisons.cancel(caller().owner, id)
    return _to(id)


@blueprint.get("/comparisons/<string:id>/delete")
@scope(Scope.COMPARE)
def ask_to_delete(id: str) -> str:
    """Asks: what is deleted does not come back."""
    return render_template("delete.html", found=_there(id), visible=visible)


@blueprint.post("/comparisons/<string:id>/delete")
@scope(Scope.COMPARE)
def delete(id: str) -> AnyResponse:
    """Back to the list. A second click finds nothing left to delete, which is what was wanted."""
    with suppress(NoSuchComparison):
        context().stores.comparisons.delete(caller().owner, id)
        recent.forget(id)
    return redirect(url_for("web.start"), 303)


@blueprint.post("/comparisons/<string:id>/rerun")
@scope(Scope.COMPARE)
def rerun(id: str) -> AnyResponse:
    """The same versions, by the engines that are there now."""
    comparisons.rerun(work(), caller().owner, id, once("rerun"), g.request_id, interactive=True)
    return _to(id)


@blueprint.get("/comparisons/<string:id>/versions")
@scope(Scope.COMPARE)
def add_version(id: str) -> str:
    """Asks for one more version."""
    found = _there(id)
    return _box(found, Typed((_next(found),)), focus="text-1")


@blueprint.post("/comparisons/<string:id>/versions")
@scope(Scope.COMPARE)
def add(id: str) -> AnyResponse:
    """Adds it, and everything is compared again; decisions stay."""
    found = _there(id)
    given = read_form()
    given = replace(given, boxes=given.boxes[:1])
    versions = given.versions()
    if not versions and not given.wrong:
        given = replace(given, wrong={"text-1": gettext("There is nothing here yet: paste a text.")})
    if given.wrong:
        return make_response(_box(found, given), 422)
    new = replace(versions[0], id="")
    key = f"{given.once}-{digest(given, versions)}"
    try:
        comparisons.add_version(work(), caller().owner, id, new, key, g.request_id, interactive=True)
    except VariorumError as error:
        return make_response(_box(found, replace(given, wrong={"": in_words(error)})), problems.status_of(error))
    return _to(id)


def _there(id: str) -> Comparison:
    return context().stores.comparisons.get(caller().owner, id)


def _next(found: Comparison) -> Box:
    return boxes.empty(1, len(found.versions) + 1)[0]


def _box(found: Comparison, typed: Typed, focus: str = "") -> str:
    known = form(typed, focus)
    return render_template("add_version.html", found=found, **known)


def _to(id: str) -> AnyResponse:
    return redirect(url_for("web.comparison", id=id), 303)
