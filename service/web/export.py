"""Handing on: the findings that the address chooses, as a file."""

from urllib.parse import quote

from flask import Response, make_response, request
from werkzeug.exceptions import NotFound

from service.actions.export import KINDS
from service.actions.export import export as made_of
from service.api.access import caller, scope
from service.api.context import context
from service.api.headers import PAGE
from service.model.work import Scope
from service.render.catalogues import languages
from service.web.blueprint import blueprint
from service.web.chosen import Chosen
from service.web.columns import sheet
from service.web.items import chosen_of, items
from service.web.review import report_there
from service.web.words import gettext, language

SHOWN = frozenset({"print"})
"""What is looked at rather than kept."""


@blueprint.get("/comparisons/<string:id>/export/<string:format>")
@scope(Scope.READ)
def export(id: str, format: str) -> Response:
    """With what was decided, in the page's language or that of the address (`language`). Harmless findings come along
    where nothing is chosen, or where they are."""
    if format not in KINDS:
        raise NotFound(gettext("There is no such form of a report."))
    found, stored, decisions = report_there(caller().owner, id)
    chosen = Chosen.of(request.args)
    laid_out = sheet(stored, "")
    listed = chosen_of(items(laid_out, decisions), laid_out, chosen, decisions)
    wanted = {one.id for one in listed} if chosen else None
    with context().places.taken():  # a long PDF takes its time
        file = made_of(stored, format, found.title, wanted, decisions, _language(request.args.get("language", "")))
    answer = make_response(file.data)
    answer.mimetype = file.media_type
    if format in SHOWN:
        answer.headers["Content-Security-Policy"] = PAGE
    else:
        answer.headers.set("Content-Disposition", "attachment", filename=file.name)
        answer.headers["Content-Disposition"] += f"; filename*=UTF-8''{quote(file.full_name, safe='')}"  # RFC 8187
    return answer


def _language(asked: str) -> str:
    return asked if asked in languages() else language()
