"""Who asks, and whether they may: keys with scopes, and this machine without any."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app, g, request, session

from service.api.context import context
from service.api.door import Access, is_loopback
from service.model.errors import Forbidden, Unauthorized, VariorumError
from service.model.work import Key, Scope

LOCAL = "local"
"""The owner of what is asked for without a key."""
PAGES = "web"
"""The blueprint of the pages (service/web)."""
SESSION_KEY = "key"
"""Where the pages' cookie has the id of the key that somebody logged in with."""
PROXIES = ("forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip")
LONGEST_SECRET = 200

View = TypeVar("View", bound=Callable[..., Any])


class Public(StrEnum):
    """In the place of a scope: anybody may see it, from anywhere."""

    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. `key` None: this machine, which may do everything, or anybody where the settings let them."""

    owner: str
    key: Key | None = None
    anybody: bool = False

    def allows(self, scope: Scope) -> bool:
        """Whether the caller has it. What the service tells of itself is not for anybody."""
        if self.key is None:
            return not self.anybody or scope is not Scope.ADMIN
        return self.key.allows(scope)


def scope(needed: Scope | Public) -> Callable[[View], View]:
    """Declares what a view asks of its caller. A view that declares nothing is never reached."""

    def declare(view: View) -> View:
        view.__scope__ = needed  # type: ignore[attr-defined]
        return view

    return declare


def scope_of(app: Flask, endpoint: str) -> Scope | Public | None:
    """What the view behind `endpoint` declares."""
    declared: Scope | Public | None = getattr(app.view_functions[endpoint], "__scope__", None)
    return declared


def caller() -> Caller:
    """Who asks, in a view. Raises `Unauthorized`."""
    found: Caller | VariorumError = g.caller
    if isinstance(found, VariorumError):
        raise found
    return found


def holder() -> str | None:
    """Who asks, in a view, for what is shared out among callers: an owner, or an address of strangers. None: programs
    on this machine, beside which there is nobody as long as they need no key."""
    asking = g.caller
    if not isinstance(asking, Caller) or asking.anybody:
        return f"address {request.remote_addr}"
    return f"owner {asking.owner}" if asking.key else None


def identify() -> None:
    """Before a request: finds out who asks. What is wrong with their key is told by `authorize`, so that guesses count
    against the limit of the address they come from."""
    g.caller = Unauthorized("send a key: Authorization: Bearer SECRET")
    if request.endpoint is None or scope_of(current_app, request.endpoint) is Public.PUBLIC:
        return
    try:
        g.caller = _caller(request)
    except Unauthorized as error:
        g.caller = error


def authorize() -> Response | None:
    """Before a request, after the limits: lets those through who may. Raises `Unauthorized` and `Forbidden`."""
    if request.endpoint is None:  # a 404 or 405
        return None
    needed = scope_of(current_app, request.endpoint)
    if needed is Public.PUBLIC:
        return None
    if needed is None:
        raise Forbidden("this resource has not been opened to anybody")
    if not caller().allows(needed):
        raise Forbidden(f"this key has not the scope {needed}")
    return None


def _caller(asked: Request) -> Caller:
    if asked.blueprint == PAGES:
        return _reader(asked)
    if secret := given_secret(asked):
        key = context().stores.keys.find(secret) if len(secret) <= LONGEST_SECRET else None
        if key is None:
            raise Unauthorized("there is no such key, or it was revoked")
        context().door.shut()
        return Caller(key.owner, key)
    return _without_key(is_local(asked), "send a key: Authorization: Bearer SECRET")


def _reader(asked: Request) -> Caller:
    """Who looks at a page: by the cookie of their login. A link on another site may lead to a page of this machine:
    what a browser opens in a window of its own that site cannot read."""
    if id := session.get(SESSION_KEY):
        key = context().stores.keys.get(id)
        if key is None:
            raise Unauthorized("the key was revoked")
        context().door.shut()
        return Caller(key.owner, key)
    followed = asked.method == "GET" and asked.headers.get("Sec-Fetch-Mode") == "navigate"
    return _without_key(is_local(asked, followed=followed), "log in with a key")


def _without_key(local: bool, otherwise: str) -> Caller:
    here = context()
    if here.settings.access == Access.ANYBODY:
        return Caller(LOCAL, anybody=True)
    if local and here.door.open():
        return Caller(LOCAL)
    raise Unauthorized(otherwise)


def given_secret(asked: Request) -> str:
    """What the caller gives for a key; "" if nothing. LibreTranslate's clients put it among the fields."""
    kind, _, secret = asked.headers.get("Authorization", "").strip().partition(" ")
    if kind.lower() == "bearer" or (kind and not secret):
        return secret.strip() or kind
    if kind:
        raise Unauthorized("the Authorization header must read: Bearer SECRET")
    if in_header := asked.headers.get("X-API-Key", "").strip():
        return in_header
    from service.api.libretranslate_request import given_key

    return given_key(asked)


def is_local(asked: Request, followed: bool = False) -> bool:
    """Whether this comes from a program on this machine, and not through one that passes on what others send.

    The peer's address alone does not say it: a reverse proxy is a local program, too, and so is the browser that shows
    a hostile page. Proxies add headers; one that adds none mostly speaks HTTP/1.0 (nginx, as it is delivered). A page
    that had its name point here (DNS rebinding) is told by the Host header, any other page by Origin. None of this is
    sure (HAProxy adds nothing), which is why it opens nothing by itself: see `Door`. `followed`: somebody went to this
    page by a link, wherever it stood.
    """
    return (
        is_loopback(asked.remote_addr or "")
        and is_loopback(_host(asked.host))
        and asked.environ.get("SERVER_PROTOCOL") != "HTTP/1.0"
        and not any(name.lower().startswith("x-forwarded") or name.lower() in PROXIES for name in asked.headers.keys())  # noqa: SIM118 # no dict
        and (followed or asked.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"))
        and _same_origin(asked)
    )


def _same_origin(asked: Request) -> bool:
    origin = asked.headers.get("Origin")
    return origin is None or origin.lower() == f"{asked.scheme}://{asked.host}".lower()


def _host(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
