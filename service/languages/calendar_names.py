"""The names of months and days of the week, from CLDR through `babel` and from words.toml, which has the cases that
CLDR lacks."""

from collections.abc import Iterator, Mapping
from typing import Any

from service.languages.load import knowledge
from service.model.kept import loaded_once
from service.model.version import primary_subtag

SHORTEST_ABBREVIATION = 3
FAR_EAST = frozenset({"zh", "ja", "ko"})
"""Their months are numbers: 10月."""


@loaded_once
def month_names(language: str) -> Mapping[str, int]:
    """Lower-case month names and abbreviations, in all their forms, to 1..12; empty where CLDR has none."""
    locale = locale_of(language)
    if locale is None or primary_subtag(language) in FAR_EAST:
        return {}
    names: dict[str, int] = {}
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[form][width].items():
                bare = name.lower().rstrip(".")
                if len(bare) >= SHORTEST_ABBREVIATION and not any(c.isdigit() for c in bare):
                    names.setdefault(bare, month)
    for month, forms in knowledge(language).words.tables.get("months", {}).items():
        for form in forms:
            names.setdefault(form, int(month))
    if language.startswith("en"):
        names.setdefault("sept", 9)
    return names


@loaded_once
def full_month_names(language: str) -> frozenset[str]:
    """The month names that are no abbreviations: a full stop behind one ends the sentence."""
    locale = locale_of(language)
    if locale is None:
        return frozenset()
    wide = {name.lower() for form in ("format", "stand-alone") for name in locale.months[form]["wide"].values()}
    return frozenset(wide) | knowledge(language).words.group("months")


@loaded_once
def days_of_the_week(language: str) -> Mapping[str, int]:
    """Lower-case names of the days of the week to 1..7, Monday is 1; empty where CLDR has none."""
    return {name: day for name, day in _days(language) if name != "pazar"}  # Turkish for a market, too


@loaded_once
def weekday_names(language: str) -> frozenset[str]:
    """Lower-case names of the days of the week; empty where CLDR has none."""
    return frozenset(name for name, _ in _days(language))


def _days(language: str) -> Iterator[tuple[str, int]]:
    locale = locale_of(language)
    if locale is None:
        return
    for form in ("format", "stand-alone"):
        yield from ((name.lower(), day + 1) for day, name in locale.days[form]["wide"].items())
    for day, forms in knowledge(language).words.tables.get("weekdays", {}).items():
        yield from ((form, int(day)) for form in forms)


@loaded_once
def written_small(language: str) -> bool:
    """Whether months are written with a small letter, so that a capital one is somebody's name (Polish "Maja")."""
    locale = locale_of(language)
    return locale is not None and str(locale.months["format"]["wide"][1])[:1].islower()


def locale_of(language: str) -> Any:
    """What CLDR knows about a language (through `babel`); None where it does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(primary_subtag(language))
    except (UnknownLocaleError, ValueError):
        return None
