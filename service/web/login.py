"""Who is there: a key opens the pages, and a name goes with what is decided."""

from urllib.parse import urlsplit

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.api.access import LONGEST_SECRET, SESSION_KEY, Caller, Public, caller, scope
from service.api.context import context
from service.model.work import Scope
from service.render.catalogues import languages
from service.web.blueprint import blueprint
from service.web.words import CHOSEN, gettext

NAME = "name"
LONGEST_NAME = 100


@blueprint.get("/login")
@scope(Public.PUBLIC)
def login() -> str:
    """Asks for a key."""
    return render_template("login.html", next=_inside(request.args.get("next", "/")), wrong="")


@blueprint.post("/login")
@scope(Public.PUBLIC)
def log_in() -> AnyResponse | tuple[str, int]:
    """With a key that opens something, back to where one came from; the cookie holds its id, never the secret."""
    secret, back = request.form.get("key", "").strip(), _inside(request.form.get("next", "/"))
    key = context().stores.keys.find(secret) if len(secret) <= LONGEST_SECRET else None
    if key is None:
        wrong = gettext("There is no such key, or it was revoked.")
        return render_template("login.html", next=back, wrong=wrong), 401
    session.clear()
    session.permanent = True
    session[SESSION_KEY] = key.id
    _name_is(request.form.get("name", ""))
    return redirect(back, 303)


@blueprint.post("/logout")
@scope(Public.PUBLIC)
def logout() -> AnyResponse:
    """The cookie opens nothing any more."""
    session.clear()
    return redirect(url_for("web.login"), 303)


@blueprint.post("/name")
@scope(Scope.READ)
def name() -> AnyResponse:
    """What others see beside one's decisions."""
    _name_is(request.form.get("name", ""))
    return redirect(_inside(request.form.get("next", "/")), 303)


@blueprint.post("/tongue")
@scope(Public.PUBLIC)
def tongue() -> AnyResponse:
    """The language of the page."""
    chosen = request.form.get("language", "")
    if chosen in languages():
        session[CHOSEN] = chosen
    return redirect(_inside(request.form.get("next", "/")), 303)


def who() -> str:
    """The name that goes with decisions: one's own, or else the key's owner."""
    asking: Caller = caller()
    return str(session.get(NAME) or asking.owner)


def _name_is(given: str) -> None:
    shown = " ".join(given.split())[:LONGEST_NAME]
    if shown and shown.isprintable():
        session[NAME] = shown


def _inside(address: str) -> str:
    """An address of this service: a link must not lead through the login to another site."""
    parts = urlsplit(address.replace("\\", "/"))
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return address if inside and address.isprintable() else "/"
