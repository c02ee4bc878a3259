"""Errors as RFC 9457 problem details. `type` is stable, `detail` a sentence for a person; no stack trace ever shows."""

import logging
from typing import Any

from flask import Flask, Response, g, json, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from service.api.field_errors import FieldError, field_error
from service.model import errors
from service.model.errors import InputError, VariorumError

log = logging.getLogger(__name__)

TYPE = "urn:variorum:problem:"
MEDIA_TYPE = "application/problem+json"

CODES = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    408: "request-timeout",
    412: "precondition-failed",
    413: "too-large",
    415: "unsupported-media-type",
    429: "too-many-requests",
    500: "internal",
    503: "busy",
}
"""Of errors that HTTP itself knows; the others' are those of service/model/errors.py."""

STATUSES: dict[type[VariorumError], int] = {
    errors.Unauthorized: 401,
    errors.Forbidden: 403,
    errors.NoSuchComparison: 404,
    errors.NoSuchFinding: 404,
    errors.NoSuchKey: 404,
    errors.NoReport: 409,
    errors.Conflict: 409,
    errors.QuotaExceeded: 409,
    errors.TooLarge: 413,
    errors.InputError: 422,
    errors.UnsupportedPair: 422,
    errors.QueueFull: 503,
    errors.ReaderFailed: 503,
    errors.RenderError: 406,
    errors.StoreError: 503,
    errors.VariorumError: 500,
}
"""An error is answered with the status of the nearest of its classes."""

TITLES = {
    "bad-input": "What was sent cannot be compared",
    "bad-request": "The body is not JSON",
    "busy": "The service is busy",
    "conflict": "Somebody else was quicker",
    "duplicate-version": "Two versions have one id",
    "engine": "An engine failed",
    "forbidden": "The key does not allow this",
    "idempotency-conflict": "The Idempotency-Key was used for another request",
    "internal": "The service failed",
    "invalid-field": "A field is missing or wrong",
    "method-not-allowed": "This resource has no such method",
    "no-report": "There is no report yet",
    "no-such-comparison": "There is no such comparison",
    "no-such-finding": "There is no such finding",
    "not-acceptable": "The report does not come in that form",
    "not-found": "There is no such resource",
    "nothing-to-compare": "A version holds no running text",
    "own-queue-full": "Too many of your comparisons wait already",
    "precondition-failed": "It has changed since",
    "reader": "Files cannot be read here",
    "queue-full": "Too much work waits already",
    "quota-exceeded": "You keep as much as one may",
    "render": "The report cannot be made in that form here",
    "request-timeout": "The request did not arrive in time",
    "store": "The database cannot be used",
    "too-hard-to-read": "Reading it takes more time or memory than it may",
    "too-large": "It is too large",
    "too-many-requests": "Too many requests",
    "unauthorized": "A key is needed",
    "unknown-language": "There is no such language",
    "unknown-rule": "There is no such rule",
    "unsupported-media-type": "The content type is not one of those that are read here",
    "unsupported-pair": "No engine translates this pair of languages",
}
RETRY_SECONDS = 10


def register(app: Flask) -> None:
    """Every error of `app` is answered as a problem."""
    app.register_error_handler(VariorumError, _of_ours)
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(ValidationError, lambda error: _of_ours(field_error(error)))
    app.register_error_handler(Exception, _of_anything)


def problem(status: int, code: str, detail: str, **more: Any) -> Response:
    """The answer. `more` are further members of it."""
    body = {"type": TYPE + code, "title": TITLES.get(code, code), "status": status, "detail": detail, **more}
    if "request_id" in g:
        body["request_id"] = g.request_id
    if getattr(g, "speaks_libretranslate", False):  # its clients look for this member
        body["error"] = detail
    answer = Response(json.dumps(body), status, mimetype=MEDIA_TYPE)
    if status == 503:
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="variorum"'
    return answer


def status_of(error: VariorumError) -> int:
    """The HTTP status that an error is answered with."""
    return next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)


def told(error: VariorumError) -> str:
    """What a caller is told of it. Where the database is, is for the log."""
    if isinstance(error, errors.StoreError):
        return "the database cannot be used; the log says why"
    return str(error)


def _of_ours(error: VariorumError) -> Response:
    status = status_of(error)
    if not isinstance(error, InputError):
        log.error("%s: %s", error.code, error)
    more = {}
    if isinstance(error, FieldError) and error.errors:
        more["errors"] = [{"field": field, "message": message} for field, message in error.errors]
    answer = problem(status, error.code, told(error), **more)
    if isinstance(error, errors.QueueFull):
        answer.headers["Retry-After"] = str(error.retry_seconds)
    return answer


def of_http(error: HTTPException) -> Response | HTTPException:
    """An error that HTTP itself knows, as a problem."""
    if error.code is None or error.code < 400:  # a redirect
        return error
    code = CODES.get(error.code, error.name.lower().replace(" ", "-"))
    detail = error.description or error.name
    if isinstance(error, RequestEntityTooLarge):
        detail = f"the body is larger than {request.max_content_length:,} bytes (VARIORUM_MAX_REQUEST_BYTES)"
    answer = problem(error.code, code, detail)
    for name, value in error.get_headers():  # Allow of a 405, Retry-After of a 503
        if name.lower() != "content-type":
            answer.headers[name] = value
    return answer


def _of_anything(error: Exception) -> Response:
    log.exception("a request failed", exc_info=error)
    return problem(500, CODES[500], "The service failed in a way that was not foreseen; its log says more.")
