"""What a language is called, and which way it is written."""

from functools import lru_cache

from service.languages import display
from service.model.report import Report
from service.model.sentences import ENGLISH, Catalogue
from service.model.version import UNDETERMINED
from service.render.visible import visible


def language_of(report: Report, version: str) -> str:
    """The version's BCP 47 code, `und` where it is not known."""
    found = report.languages.get(version)
    return visible(found.code) if found else UNDETERMINED


def same(code: str, other: str) -> bool:
    """Whether two codes name one language, whatever the region or script."""
    return code.partition("-")[0] == other.partition("-")[0]


def language_name(code: str, catalogue: Catalogue = ENGLISH) -> str:
    """The name of a BCP 47 code in the catalogue's language, the code itself where CLDR has none."""
    if code == UNDETERMINED:
        return catalogue.gettext("language unknown")
    return display.language_name(code, catalogue.language)


def own_name(code: str) -> str:
    """What a language calls itself, as it stands in a list: Deutsch, Français."""
    name = display.language_name(code, code)
    return name[:1].upper() + name[1:]


def direction(code: str) -> str:
    """`ltr` or `rtl`; `auto` (let the first strong letter decide) where the language is not known."""
    return "auto" if code == UNDETERMINED else _direction(code)


@lru_cache
def _direction(code: str) -> str:
    from babel import Locale, UnknownLocaleError  # a heavy import

    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return "auto"
    return str(locale.text_direction)
