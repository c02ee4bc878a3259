"""What the field's terms and languages are called on the page, in the reader's language."""

from service.render import terms
from service.render.catalogues import catalogue
from service.render.language_names import language_name
from service.web.words import language


def term(value: str | None) -> str:
    """A type, severity, relation, verdict or reason; what is none of them stays as it is."""
    return terms.term(value, catalogue(language()))


def counted(severity: str, number: int) -> str:
    """So many findings of a severity."""
    return terms.counted(severity, number, catalogue(language()))


def tongue(code: str) -> str:
    """A language's name."""
    return language_name(code, catalogue(language()))
