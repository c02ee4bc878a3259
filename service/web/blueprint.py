"""Where the pages' views hang in, and what holds for all of them."""

from flask import Blueprint, Response

from service.api.access import PAGES

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline and nothing from elsewhere: a word of an article that is read as script does not run."""

blueprint = Blueprint(PAGES, "service.web", template_folder="templates")


@blueprint.after_request
def set_policy(answer: Response) -> Response:
    """Before the headers of all answers, which are stricter and made for pages without any script."""
    answer.headers.setdefault("Content-Security-Policy", POLICY)
    # With `no-referrer`, browsers send forms with "Origin: null", and no form could be told from another site's.
    answer.headers.setdefault("Referrer-Policy", "same-origin")
    return answer
