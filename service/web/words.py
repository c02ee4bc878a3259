"""The pages' own words in the reader's language."""

from flask import g, has_request_context, request, session

from service.model.sentences import SOURCE
from service.render.catalogues import catalogue, languages

CHOSEN = "tongue"
"""Where the session keeps what the reader chose."""


def language() -> str:
    """Of this request: what the reader chose, or else the browser's."""
    if not has_request_context():
        return SOURCE
    if "language" not in g:
        chosen = session.get(CHOSEN)
        g.language = chosen if chosen in languages() else request.accept_languages.best_match(languages()) or SOURCE
    return str(g.language)


def gettext(words: str) -> str:
    """`words` in the reader's language. English where its catalogue lacks them."""
    return catalogue(language()).gettext(words)


def ngettext(one: str, many: str, number: int) -> str:
    """The form for this number."""
    return catalogue(language()).ngettext(one, many, number)
