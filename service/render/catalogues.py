"""The words for readers in their language: gettext, read from the catalogues as translators write them.

A catalogue is `service/locales/<language>/messages.po`; another language is another file. Words of articles are not
ours and are not translated here.
"""

from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from service.model.sentences import ENGLISH, SOURCE, Catalogue

CATALOGUES = Path(__file__).parents[1] / "locales"


class Compiled(GNUTranslations):
    """A catalogue that knows its language."""

    def __init__(self, language: str, file: BytesIO) -> None:
        """`file`: as `msgfmt` writes it."""
        super().__init__(file)
        self.language = language


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that Variorum speaks, the first of them where nobody asks for another."""
    return (SOURCE, *sorted(file.parent.name for file in CATALOGUES.glob("*/messages.po")))


@lru_cache(maxsize=8)
def catalogue(code: str) -> Catalogue:
    """Compiled in memory: there is no build step that could be forgotten. English for a language that has none."""
    if code == SOURCE or code not in languages():
        return ENGLISH
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (CATALOGUES / code / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Compiled(code, compiled)
