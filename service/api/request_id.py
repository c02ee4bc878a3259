"""Each request has an id: the caller's own, if it is one, in the answer, in every line of the log, and in the job."""

import logging
import re
import time
from uuid import uuid4

from flask import Response, current_app, g, request

from service.api.access import Caller
from service.api.context import context

SANE = re.compile(r"[A-Za-z0-9._:+/=-]{1,100}")
HEADER = "X-Request-Id"

log = logging.getLogger(__name__)


def begin() -> None:
    """Before a request. Lines of the log that come after name it."""
    from structlog.contextvars import bind_contextvars, clear_contextvars

    given = request.headers.get(HEADER, "")
    g.request_id = given if SANE.fullmatch(given) else uuid4().hex
    g.began = time.perf_counter()
    clear_contextvars()
    bind_contextvars(request_id=g.request_id)


def end(answer: Response) -> Response:
    """After a request: one line of the log, and the numbers for /metrics. The line names no text and no secret."""
    from structlog.contextvars import clear_contextvars

    answer.headers[HEADER] = g.request_id
    seconds = time.perf_counter() - g.began
    route = request.url_rule.rule if request.url_rule else "none"
    context().tally.request(_method(), route, answer.status_code, seconds)
    asking = getattr(g, "caller", None)
    known = {
        "method": _method(),
        "route": route,
        "status": answer.status_code,
        "seconds": round(seconds, 4),
        "owner": asking.owner if isinstance(asking, Caller) else None,
        "key": asking.key.id if isinstance(asking, Caller) and asking.key else None,
        "comparison": (request.view_args or {}).get("id"),
    }
    level = logging.DEBUG if route in ("/health", "/ready", "/metrics") else logging.INFO
    log.log(level, "%s %s %d", _method(), route, answer.status_code, extra=known)
    clear_contextvars()
    return answer


def _method() -> str:
    """A client may invent methods, and each would be a series of its own."""
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return request.method if request.method in known and current_app else "other"
