"""How often one may ask: so many requests a minute for each key, or for each address where there is none."""

import time

from flask import Flask, Response, current_app, g, request
from flask_limiter import Limiter
from limits import RateLimitItem

from service.api.access import Caller, Public, scope_of
from service.api.context import context
from service.model.errors import SettingsError

WINDOW_SECONDS = 60
SCHEMES = ("redis://", "rediss://")
TIMES: dict[str, str | int] = {"socket_connect_timeout": 1, "socket_timeout": 1}
"""Seconds that a request waits for Redis before its process counts for itself."""
UNLIMITED = "1000000000/minute"


def limiter(app: Flask, storage: str) -> Limiter:
    """Counts the requests of `app`, in this process or at a Redis that several share. Where Redis is away, each process
    counts for itself. Raises `SettingsError` where `storage` names no Redis."""
    if storage and not storage.startswith(SCHEMES):
        raise SettingsError(f"VARIORUM_RATE_LIMIT_STORAGE must begin with {' or '.join(SCHEMES)}")
    made = Limiter(
        key_func=_who,
        application_limits=[_limit],
        storage_uri=storage or "memory://",
        storage_options=TIMES if storage else {},
        strategy="sliding-window-counter",  # a window that jumps lets through twice as much where it does
        in_memory_fallback_enabled=bool(storage),
        headers_enabled=False,  # `add_headers` has the standard's
    )
    made.request_filter(_is_free)
    made.init_app(app)
    app.extensions["variorum_limiter"] = made
    return made


def add_headers(answer: Response) -> Response:
    """RateLimit-* (draft-ietf-httpapi-ratelimit-headers-07), and Retry-After where it was too often."""
    made: Limiter = current_app.extensions["variorum_limiter"]
    now = made.current_limit
    if now is None or _allowed() == 0:
        return answer
    limit: RateLimitItem = now.limit
    seconds = max(1, min(WINDOW_SECONDS, round(now.reset_at - time.time())))
    answer.headers["RateLimit-Limit"] = str(limit.amount)
    answer.headers["RateLimit-Remaining"] = str(max(0, now.remaining))
    answer.headers["RateLimit-Reset"] = str(seconds)
    answer.headers["RateLimit-Policy"] = f"{limit.amount};w={limit.get_expiry()}"
    if answer.status_code == 429:
        answer.headers["Retry-After"] = str(seconds)
    return answer


def _who() -> str:
    """By the key that was found, never by what was sent: made-up keys must not get fresh buckets."""
    asking = g.caller
    if isinstance(asking, Caller) and asking.key:
        return f"key {asking.key.id}"
    return f"address {request.remote_addr}"


def _allowed() -> int:
    asking = g.caller
    if isinstance(asking, Caller) and asking.key and asking.key.per_minute is not None:
        return asking.key.per_minute
    return context().settings.rate_limit


def _limit() -> str:
    return f"{_allowed()}/minute" if _allowed() else UNLIMITED


def _is_free() -> bool:
    """Those that watch over the service ask as often as they like."""
    return request.endpoint is None or scope_of(current_app, request.endpoint) is Public.PUBLIC
