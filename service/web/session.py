"""The pages' cookie: signed, and opened for pages alone. The API knows no cookie, so no other site can use it."""

from datetime import timedelta
from typing import Any

from flask import Flask, Request
from flask.sessions import NullSession, SecureCookieSession, SecureCookieSessionInterface
from werkzeug.exceptions import HTTPException

from service.api.access import PAGES
from service.api.context import Context

LIFE = timedelta(hours=12)
STATIC = f"{PAGES}.static"


class Sessions(SecureCookieSessionInterface):
    """Flask's own, with a secret that the store keeps for all processes, fetched when the first page is asked for."""

    session_class = SecureCookieSession

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Empty, and not to be written to, for everything but pages."""
        if not _is_page(app, request):
            return NullSession()
        if not app.secret_key:
            here: Context = app.extensions["variorum"]
            app.secret_key = here.stores.pages.secret()
        return super().open_session(app, request)


def configure(app: Flask, https: bool) -> None:
    """`https`: the cookie is sent over HTTPS alone, and no other program of the host can set it."""
    app.session_interface = Sessions()
    app.config.update(
        SESSION_COOKIE_NAME="__Host-variorum" if https else "variorum",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=LIFE,
        SESSION_REFRESH_EACH_REQUEST=False,
    )


def _is_page(app: Flask, request: Request) -> bool:
    """The session is opened before the address is looked up."""
    try:
        endpoint: Any = app.create_url_adapter(request).match()[0]  # type: ignore[union-attr]
    except HTTPException:
        return False
    return str(endpoint).startswith(f"{PAGES}.") and endpoint != STATIC
