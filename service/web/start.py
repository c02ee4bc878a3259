"""The first page: what can be compared, and what was."""

from flask import render_template

from service.api.access import caller, scope
from service.api.context import context
from service.model.work import Scope
from service.web.blueprint import blueprint


@blueprint.get("/")
@scope(Scope.READ)
def start() -> str:
    """Versions are pasted here; below, the comparisons that there are, the newest first."""
    found = context().stores.comparisons.list(caller().owner, "", 50)
    return render_template("start.html", found=found)
