"""The pages' own words in the reader's language: gettext, read from the catalogues as translators write them.

A catalogue is `locales/<language>/messages.po`; another language is another file. The folder has not the name
`translations`, which holds the stories. Words of articles and of findings are not ours and are not translated here.
"""

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from flask import g, has_request_context, request, session

CATALOGUES = Path(__file__).with_name("locales")
SOURCE = "en"
CHOSEN = "tongue"
"""Where the session keeps what the reader chose."""


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that the pages speak, the first of them where nobody asks for another."""
    return (SOURCE, *sorted(file.parent.name for file in CATALOGUES.glob("*/messages.po")))


def language() -> str:
    """Of this request: what the reader chose, or else the browser's."""
    if not has_request_context():
        return SOURCE
    if "language" not in g:
        chosen = session.get(CHOSEN)
        g.language = chosen if chosen in languages() else request.accept_languages.best_match(languages()) or SOURCE
    return str(g.language)


@lru_cache(maxsize=8)
def catalogue(code: str) -> NullTranslations:
    """Compiled in memory: there is no build step that could be forgotten."""
    if code == SOURCE or code not in languages():
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (CATALOGUES / code / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(words: str) -> str:
    """`words` in the reader's language. English where its catalogue lacks them."""
    return catalogue(language()).gettext(words)


def ngettext(one: str, many: str, number: int) -> str:
    """The form for this number."""
    return catalogue(language()).ngettext(one, many, number)
