"""What can be done with which language here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from service.engines.argos_packages import default_folder
from service.engines.codes import ARGOS_NAMES
from service.engines.packages.index import Offer, cached_index, release
from service.engines.packages.inventory import Installed, inventory
from service.languages.display import language_name
from service.languages.load import known
from service.model.errors import UnknownLanguage
from service.model.offers import package as package_of
from service.model.offers import route as route_of
from service.model.protocols import Engines, Translator
from service.pipeline.detect import normal_code
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Way:
    """How one language becomes another here. `by`: engine and package, as far as the translator tells ("" if nothing
    does it); `over`: the third language that it goes over, "" if direct. False if there is none."""

    by: str = ""
    over: str = ""

    def __bool__(self) -> bool:
        return bool(self.by)


@dataclass(frozen=True, slots=True)
class LanguageSupport:
    """One language: whether sentences are aligned by meaning, whether its words for numbers, negation and the like are
    known, what translates it to and from the pivot, the packages that are installed for it, and those that could be."""

    code: str
    name: str
    embedded: bool
    known: bool
    to_pivot: Way
    from_pivot: Way
    installed: tuple[Installed, ...] = ()
    available: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Packages:
    """What lies in the folder of packages, and what the index held when it was last fetched, if it ever was."""

    installed: tuple[Installed, ...] = ()
    offers: tuple[Offer, ...] = ()
    fetched: datetime | None = None


def packages(settings: Settings) -> Packages:
    """Looks at the disk alone, never at the network, and makes no folder."""
    folder = Path(settings.argos_packages) if settings.argos_packages else default_folder()
    return Packages(inventory(folder), *cached_index(folder)) if folder else Packages()


def list_languages(engines: Engines, pivot: str, packages: Packages | None = None) -> tuple[LanguageSupport, ...]:
    """The languages with any support beyond detection, by code. Raises `UnknownLanguage` for the pivot."""
    pivot, tables = normal_code(pivot), frozenset(known())
    installed, offers = _by_language(packages or Packages(), pivot)
    everything = [
        LanguageSupport(
            code=code,
            name=language_name(code),
            embedded=engines.embedder.covers(code),
            known=code in tables,
            to_pivot=_serving(engines.translator, code, pivot),
            from_pivot=_serving(engines.translator, pivot, code),
            installed=tuple(installed.get(code, ())),
            available=tuple(offers.get(code, ())),
        )
        for code in sorted({*_codes(), *installed, *offers})
    ]
    return tuple(
        one
        for one in everything
        if one.embedded or one.known or one.to_pivot or one.from_pivot or one.installed or one.available
    )


def _by_language(packages: Packages, pivot: str) -> tuple[dict[str, list[Installed]], dict[str, list[Offer]]]:
    """Packages under the language that they add to the pivot; offers only with the pivot, if they are news."""
    installed: dict[str, list[Installed]] = {}
    for one in packages.installed:
        for code in _sides(one.from_code, one.to_code, pivot):
            installed.setdefault(code, []).append(one)
    have = {(one.from_code, one.to_code): release(one.version) for one in packages.installed if not one.problem}
    offers: dict[str, list[Offer]] = {}
    for offer in packages.offers:
        news = release(offer.version) > have.get((offer.from_code, offer.to_code), (-1,))
        if news and pivot in (language_of(offer.from_code), language_of(offer.to_code)):
            for code in _sides(offer.from_code, offer.to_code, pivot):
                offers.setdefault(code, []).append(offer)
    return installed, offers


def _sides(source: str, target: str, pivot: str) -> Iterable[str]:
    return [code for code in (language_of(source), language_of(target)) if code and code != pivot]


def language_of(code: str) -> str:
    """The BCP 47 code of what an Argos package calls a language: "zh-Hant" of "zt"; "" for what names none."""
    ours = next((name for name, theirs in ARGOS_NAMES.items() if theirs == code), code)
    try:
        return normal_code(code if code == "nb" else ours)
    except UnknownLanguage:
        return ""


def _codes() -> list[str]:
    """Every language of CLDR with a two-letter code: engines answer for pairs and have no list of their own."""
    from babel import Locale

    return sorted(str(code) for code in Locale("en").languages if len(str(code)) == 2)


def _serving(translator: Translator, source: str, target: str) -> Way:
    route = route_of(translator, source, target) if source != target else ()
    if not route:
        return Way()
    by = package_of(translator, source, target) or f"{translator.name} {translator.version}"
    return Way(by, over=route[1] if len(route) > 2 else "")
