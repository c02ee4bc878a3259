"""A link for a colleague: whoever has it may read one comparison, and nothing else."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.api.access import Public, caller, scope
from service.api.context import context
from service.model.errors import NoSuchComparison
from service.model.work import Scope
from service.web.blueprint import blueprint
from service.web.review import Place, page, report_there


@blueprint.post("/comparisons/<string:id>/link")
@scope(Scope.REVIEW)
def share(id: str) -> AnyResponse:
    """Makes the link, or takes it back; the page shows it."""
    pages, owner = context().stores.pages, caller().owner
    if request.form.get("act") == "take-back":
        pages.unshare(owner, id)
    else:
        pages.share(owner, id)
    return redirect(url_for("web.comparison", id=id), 303)


@blueprint.get("/shared/<string:token>")
@scope(Public.PUBLIC)
def shared(token: str) -> AnyResponse | str:
    """The same page without anything that changes something."""
    owner_and_id = context().stores.pages.shared(token)
    if owner_and_id is None:
        raise NoSuchComparison("this link opens nothing, or nothing any more")
    found, stored, decisions = report_there(*owner_and_id)
    return page(found, stored, decisions, Place(found.id, token))
