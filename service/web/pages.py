"""Hangs the pages into an application."""

from importlib import import_module
from pathlib import Path

from flask import Flask, Response, g, request, send_from_directory, session
from flask_wtf.csrf import CSRFProtect

from service.api.access import PAGES, Caller, Public, scope
from service.render.catalogues import languages
from service.render.language_names import own_name
from service.settings import Settings
from service.web import problem, words
from service.web import session as cookies
from service.web.blueprint import blueprint
from service.web.login import NAME
from service.web.session import STATIC

FORM_HOURS = 12
VIEWS = (
    *("start", "compare", "examples", "working", "manage"),
    *("review", "decide", "overview", "export", "share", "login"),
)
STATIC_FOLDER = Path(__file__).with_name("static")


@blueprint.get("/static/<path:filename>", endpoint="static")
@scope(Public.PUBLIC)
def static(filename: str) -> Response:
    """Styles and scripts; the browser asks whether they are still the same."""
    return send_from_directory(STATIC_FOLDER, filename)


def register(app: Flask, settings: Settings) -> None:
    """Views, their errors, their cookie, and a check of every form against forgery from other sites."""
    # Views hang themselves in when they are read.
    for name in VIEWS:
        import_module(f"service.web.{name}")

    cookies.configure(app, settings.https == "yes")
    problem.register(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # of the extension
        words.gettext, words.ngettext, newstyle=True
    )
    app.register_blueprint(blueprint)
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=FORM_HOURS * 3600, WTF_CSRF_SSL_STRICT=False)
    forms = CSRFProtect(app)

    def check_forms() -> None:
        if request.blueprint == PAGES and request.endpoint != STATIC:
            forms.protect()

    app.before_request(check_forms)
    blueprint_words(app)


def blueprint_words(app: Flask) -> None:
    """What every template may name."""

    @app.context_processor
    def known() -> dict[str, object]:
        asking = getattr(g, "caller", None)
        return {
            "page_language": words.language(),
            "page_languages": languages(),
            "own_name": own_name,
            "owner": asking.owner if isinstance(asking, Caller) else "",
            "logged_in": isinstance(asking, Caller) and asking.key is not None,
            "name": session.get(NAME, ""),
            "here": request.full_path.rstrip("?") if request.method == "GET" else "/",
        }
