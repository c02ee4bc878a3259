"""A comparison is asked for on the start page, and a language told as one types."""

import hashlib
from dataclasses import replace

from flask import Response, g, jsonify, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.actions.comparisons import submit
from service.actions.translate_plain import detected
from service.api import problems
from service.api.access import caller, scope
from service.api.comparisons import work
from service.api.context import context
from service.model.errors import VariorumError
from service.model.version import UNDETERMINED, Version
from service.model.work import Scope, Wanted
from service.web import boxes, terms
from service.web.blueprint import blueprint
from service.web.boxes import Typed
from service.web.start import page
from service.web.words import gettext
from service.web.wrong import in_words

READ = 4_000
"""Characters of a text that tell its language."""
SURE, FAIRLY_SURE = 0.9, 0.6
"""Of confidences, which service/pipeline/detect.py explains."""


@blueprint.get("/comparisons")
@scope(Scope.READ)
def nothing_new() -> AnyResponse:
    """Who loads the address of a form anew finds its page."""
    return redirect(url_for("web.start"), 303)


@blueprint.post("/comparisons")
@scope(Scope.COMPARE)
def compare() -> AnyResponse:
    """On to the comparison; back to what was typed where something is wrong, or where one more box is wanted."""
    given = read_form()
    if request.form.get("act") == "add":
        return _one_more(given)
    versions = given.versions()
    if not versions and not given.wrong:
        given = replace(given, wrong={"text-1": gettext("There is nothing to compare yet: paste a text here.")})
    if given.wrong:
        return make_response(page(given), 422)
    wanted = Wanted(caller().owner, versions, given.pivot or None, given.translate, given.title)
    try:
        made = submit(work(), wanted, f"{given.once}-{digest(given, versions)}", g.request_id, interactive=True)
    except VariorumError as error:
        return make_response(page(replace(given, wrong={"": in_words(error)})), problems.status_of(error))
    return redirect(url_for("web.comparison", id=made.id), 303)


@blueprint.post("/language-of")
@scope(Scope.READ)
def language_of() -> Response:
    """The language of a text that somebody types, and how sure that is, in words."""
    text = request.form.get("text", "")[:READ]
    here = context()
    with here.places.taken():
        found = detected([text], here.engines)[0]
    if found.code == UNDETERMINED:
        said = gettext("language not recognised yet") if text.strip() else ""
    else:
        said = gettext("detected: %(language)s, %(sure)s") % {
            "language": terms.tongue(found.code),
            "sure": _sure(found.confidence),
        }
    return jsonify(code=found.code, said=said)


def read_form() -> Typed:
    """What was sent. Reading files and pages takes long, so it takes a place."""
    here = context()
    with here.places.taken():
        return boxes.typed(request.form, request.files, here.settings)


def digest(given: Typed, versions: tuple[Version, ...]) -> str:
    """The same for a second click and a reload; another where something else was put into the same form."""
    parts = [given.title, given.pivot, given.translate, *versions]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def _one_more(given: Typed) -> AnyResponse:
    """With everything that is there; what is wrong with it is told when it is sent."""
    count = len(given.boxes)
    if count >= context().settings.max_versions:
        return make_response(page(given), 422)
    more = (*given.boxes, *boxes.empty(1, count + 1))
    files = {name: said for name, said in given.wrong.items() if name.startswith(("file-", "url-"))}
    return make_response(page(replace(given, boxes=more, wrong=files), focus=f"label-{count + 1}"))


def _sure(confidence: float) -> str:
    if confidence >= SURE:
        return gettext("sure")
    return gettext("fairly sure") if confidence >= FAIRLY_SURE else gettext("not sure")
