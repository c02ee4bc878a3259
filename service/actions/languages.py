"""What can be done with which language here."""

from dataclasses import dataclass

from service.languages.display import language_name
from service.languages.load import known
from service.model.protocols import Engines, Translator
from service.pipeline.detect import normal_code


@dataclass(frozen=True, slots=True)
class LanguageSupport:
    """One language: whether sentences are aligned by meaning, whether its words for numbers, negation and the like are
    known, and what translates it to and from the pivot ("" for nothing)."""

    code: str
    name: str
    embedded: bool
    known: bool
    to_pivot: str
    from_pivot: str


def list_languages(engines: Engines, pivot: str) -> tuple[LanguageSupport, ...]:
    """The languages with any support beyond detection, by code. Raises `UnknownLanguage` for the pivot."""
    pivot, tables = normal_code(pivot), frozenset(known())
    everything = [
        LanguageSupport(
            code=code,
            name=language_name(code),
            embedded=engines.embedder.covers(code),
            known=code in tables,
            to_pivot=_serving(engines.translator, code, pivot),
            from_pivot=_serving(engines.translator, pivot, code),
        )
        for code in _codes()
    ]
    return tuple(one for one in everything if one.embedded or one.known or one.to_pivot or one.from_pivot)


def _codes() -> list[str]:
    """Every language of CLDR with a two-letter code: engines answer for pairs and have no list of their own."""
    from babel import Locale

    return sorted(str(code) for code in Locale("en").languages if len(str(code)) == 2)


def _serving(translator: Translator, source: str, target: str) -> str:
    """Engine and package of a pair, as far as the translator tells."""
    if source == target or not translator.supports(source, target):
        return ""
    package = getattr(translator, "package", None)
    return (package(source, target) if package else "") or f"{translator.name} {translator.version}"
