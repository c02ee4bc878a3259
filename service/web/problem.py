"""What went wrong, as a page: in the reader's words, with what to do."""

import logging
from typing import Any

from flask import Flask, Response, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from service.api import problems
from service.model.errors import InputError, QueueFull, QuotaExceeded, Unauthorized, VariorumError
from service.web.blueprint import blueprint, set_policy
from service.web.words import gettext
from service.web.wrong import in_words

log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """For addresses that are none, where a browser asks; the pages' own errors hang on the blueprint."""
    app.register_error_handler(404, _nowhere)


def problem(status: int, what: str, detail: str) -> Response:
    """A page that says what happened in one line, and more in another."""
    answer = make_response(render_template("problem.html", what=what, detail=detail), status)
    return set_policy(answer)  # an address that is no page is not the blueprint's


@blueprint.after_request
def say_when_again(answer: Response) -> Response:
    """As the API does."""
    if answer.status_code == 503:
        answer.headers.setdefault("Retry-After", str(problems.RETRY_SECONDS))
    return answer


@blueprint.errorhandler(VariorumError)
def _of_ours(error: VariorumError) -> AnyResponse:
    if isinstance(error, Unauthorized):
        back = request.full_path.rstrip("?") if request.method == "GET" else "/"
        return redirect(url_for("web.login", next=back), 303)
    if not isinstance(error, InputError):
        log.error("%s: %s", error.code, error)
    if isinstance(error, QueueFull | QuotaExceeded):
        return problem(problems.status_of(error), gettext("This cannot be done"), in_words(error))
    return problem(problems.status_of(error), problems.TITLES.get(error.code, error.code), problems.told(error))


@blueprint.errorhandler(HTTPException)
def _of_http(error: HTTPException) -> AnyResponse | HTTPException:
    if error.code is None or error.code < 400:  # a redirect
        return error
    if isinstance(error, CSRFError):
        return problem(400, gettext("This form is too old"), gettext("Go back, load the page again and repeat it."))
    return problem(error.code, gettext("This cannot be done"), error.description or error.name)


@blueprint.errorhandler(Exception)
def _of_anything(error: Exception) -> Response:
    log.exception("a page failed", exc_info=error)
    what = gettext("The service failed in a way that was not foreseen")
    return problem(500, what, gettext("Nothing was changed. Its log says more; you may try again."))


def _nowhere(error: Any) -> Any:
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) != "text/html":
        return problems.of_http(error)
    what = gettext("There is no such page")
    return problem(404, what, gettext("It may have been deleted, or the address is incomplete."))
