"""Errors as RFC 9457 problem details. `type` is stable, `detail` a sentence for a person; no stack trace ever shows."""

import logging

from flask import Flask, Response, json
from werkzeug.exceptions import HTTPException

from service.model.errors import InputError, TooLarge, VariorumError

log = logging.getLogger(__name__)

TYPE = "urn:variorum:problem:"
MEDIA_TYPE = "application/problem+json"

CODES = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    415: "unsupported-media-type",
    500: "internal",
}
"""Of errors that HTTP itself knows; the others' are those of service/model/errors.py."""

TITLES = {
    "bad-input": "What was sent cannot be compared",
    "bad-request": "The body is not JSON",
    "duplicate-version": "Two versions have one id",
    "engine": "An engine failed",
    "internal": "The service failed",
    "invalid-field": "A field is missing or wrong",
    "method-not-allowed": "This resource has no such method",
    "not-found": "There is no such resource",
    "nothing-to-compare": "A version holds no running text",
    "too-large": "It is too large",
    "unknown-language": "There is no such language",
    "unsupported-media-type": "The content type is not JSON",
    "unsupported-pair": "No engine translates this pair of languages",
}


class FieldError(InputError):
    """A field of a request is missing, of the wrong kind, or not known."""

    code = "invalid-field"


def register(app: Flask) -> None:
    """Every error of `app` is answered as a problem."""
    app.register_error_handler(VariorumError, _of_ours)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _of_anything)


def problem(status: int, code: str, detail: str) -> Response:
    """The answer."""
    body = {"type": TYPE + code, "title": TITLES.get(code, code), "status": status, "detail": detail}
    return Response(json.dumps(body), status, mimetype=MEDIA_TYPE)


def _of_ours(error: VariorumError) -> Response:
    if isinstance(error, InputError):
        return problem(413 if isinstance(error, TooLarge) else 422, error.code, str(error))
    log.error("%s: %s", error.code, error)
    return problem(500, error.code, str(error))


def _of_http(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:  # a redirect
        return error
    code = CODES.get(error.code, error.name.lower().replace(" ", "-"))
    answer = problem(error.code, code, error.description or error.name)
    # Allow of a 405, Retry-After of a 503
    answer.headers.extend((name, value) for name, value in error.get_headers() if name.lower() != "content-type")
    return answer


def _of_anything(error: Exception) -> Response:
    log.exception("a request failed", exc_info=error)
    return problem(500, CODES[500], "The service failed in a way that was not foreseen; its log says more.")
