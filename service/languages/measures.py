"""What is counted behind or before a number: units that convert (miles, kilometres), percent, and currencies.

The names of units and currencies are CLDR's, by way of `babel`; words.toml adds what people write besides.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.languages.load import knowledge
from service.languages.named import one_of
from service.model.kept import loaded_once
from service.model.version import primary_subtag

FOOT, MILE, POUND = 0.3048, 1609.344, 0.45359237
ACRE = 4046.8564224


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, and how it converts to the base of that: `value * factor + offset`."""

    dimension: str
    factor: float = 1.0
    offset: float = 0.0


UNITS: Mapping[str, Unit] = {
    "length-millimeter": Unit("length", 0.001), "length-centimeter": Unit("length", 0.01),
    "length-meter": Unit("length"), "length-kilometer": Unit("length", 1000), "length-inch": Unit("length", 0.0254),
    "length-foot": Unit("length", FOOT), "length-yard": Unit("length", 0.9144), "length-mile": Unit("length", MILE),
    "length-nautical-mile": Unit("length", 1852),
    "mass-gram": Unit("mass", 0.001), "mass-kilogram": Unit("mass"), "mass-tonne": Unit("mass", 1000),
    "mass-ton": Unit("mass", 1000), "mass-pound": Unit("mass", POUND), "mass-ounce": Unit("mass", POUND / 16),
    "area-square-meter": Unit("area"), "area-hectare": Unit("area", 1e4), "area-square-kilometer": Unit("area", 1e6),
    "area-acre": Unit("area", ACRE), "area-square-foot": Unit("area", FOOT**2),
    "area-square-mile": Unit("area", MILE**2),
    "temperature-celsius": Unit("temperature"), "temperature-fahrenheit": Unit("temperature", 5 / 9, -160 / 9),
    "speed-kilometer-per-hour": Unit("speed"), "speed-mile-per-hour": Unit("speed", MILE / 1000),
    "volume-liter": Unit("volume"), "volume-gallon": Unit("volume", 3.785412), "volume-barrel": Unit("volume", 158.987),
    "duration-second": Unit("time", 1 / 60), "duration-minute": Unit("time"), "duration-hour": Unit("time", 60),
    "duration-day": Unit("time", 1440), "duration-week": Unit("time", 10080), "duration-month": Unit("time", 43830),
    "duration-year": Unit("time", 525960), "duration-decade": Unit("time", 5259600),
    "duration-century": Unit("time", 52596000),
    "percent": Unit("share"), "tenth": Unit("share", 10),
}  # fmt: skip
"""Units by the names that CLDR gives them. The base is metre, kilogram, square metre, °C, km/h, litre, minute, percent.
A ton counts as a tonne: journalists do not tell them apart."""

EVERYWHERE: Mapping[str, str] = {
    "km": "length-kilometer", "cm": "length-centimeter", "mm": "length-millimeter", "ft": "length-foot",
    "kg": "mass-kilogram", "lb": "mass-pound", "lbs": "mass-pound", "oz": "mass-ounce",
    "km/h": "speed-kilometer-per-hour",
    "kmh": "speed-kilometer-per-hour", "mph": "speed-mile-per-hour", "km²": "area-square-kilometer",
    "km2": "area-square-kilometer", "m²": "area-square-meter", "m2": "area-square-meter", "ha": "area-hectare",
    "°c": "temperature-celsius", "ºc": "temperature-celsius", "℃": "temperature-celsius",
    "°f": "temperature-fahrenheit",
    "ºf": "temperature-fahrenheit", "℉": "temperature-fahrenheit", "%": "percent", "％": "percent", "٪": "percent",
    "pct": "percent", "yd": "length-yard",
}  # fmt: skip
DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD"})
KRONER = frozenset({"SEK", "NOK", "DKK", "CZK", "ISK"})
POUNDS = frozenset({"GBP", "EGP", "LBP", "SYP", "SDG"})
SIGNS: Mapping[str, frozenset[str]] = {
    "$": DOLLARS, "us$": frozenset({"USD"}), "c$": frozenset({"CAD"}), "a$": frozenset({"AUD"}),
    "hk$": frozenset({"HKD"}), "r$": frozenset({"BRL"}), "€": frozenset({"EUR"}), "£": POUNDS,
    "¥": frozenset({"JPY", "CNY"}), "￥": frozenset({"JPY", "CNY"}), "₽": frozenset({"RUB"}), "₴": frozenset({"UAH"}),
    "₹": frozenset({"INR"}), "rs": frozenset({"INR", "PKR"}), "rs.": frozenset({"INR", "PKR"}),
    "₩": frozenset({"KRW"}), "₺": frozenset({"TRY"}), "₪": frozenset({"ILS"}), "฿": frozenset({"THB"}),
    "zł": frozenset({"PLN"}), "kč": frozenset({"CZK"}), "kr": KRONER, "fr.": frozenset({"CHF"}),
}  # fmt: skip
FAMILIES: Mapping[str, frozenset[str]] = {
    "dollar": DOLLARS,
    "crown": KRONER,
    "pound": POUNDS,
    "rupee": frozenset({"INR", "PKR", "LKR", "NPR"}),
    "peso": frozenset({"MXN", "ARS", "CLP", "COP", "PHP", "CUP"}),
}
"""Words that mean several currencies. All other keys of a table of currencies are codes of ISO 4217."""

CURRENCIES = (
    "USD", "EUR", "GBP", "JPY", "CNY", "RUB", "UAH", "CHF", "CAD", "AUD", "INR", "PKR", "KRW", "TRY", "ILS", "THB",
    "PLN", "CZK", "HUF", "SEK", "NOK", "DKK", "BRL", "MXN", "ARS", "ZAR", "EGP", "SAR", "AED", "IRR", "HKD",
)  # fmt: skip
REGIONS = {"en": ("en_GB",), "pt": ("pt_PT",), "zh": ("zh_Hant",), "fr": ("fr_CA",), "es": ("es_MX",)}
SHORTEST_STEM = 4
LONGEST_UNIT = 40
FIRST_HAN = 0x2E80
BEFORE = 16
GAP = r"[\s\u00a0\u202f\-]{0,2}(?:(?:de|of|di|d['’])\s?)?"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number at `[start, end)`, its unit included, counts: all units that the word may mean."""

    start: int
    end: int
    units: frozenset[str]


def unit(name: str) -> Unit:
    """The unit of a name; each currency is a dimension of its own, within that of money."""
    return UNITS.get(name) or Unit("money")


def measure(text: str, start: int, end: int, language: str) -> Measure:
    """What stands directly behind or before the number at `[start, end)`, if it is a unit; no units otherwise."""
    names, after, before = _tables(language)
    if match := after.match(text, end, end + LONGEST_UNIT):
        return Measure(start, match.end(), _meaning(match["unit"], names))
    if match := before.search(text, max(0, start - BEFORE), start):
        return Measure(match.start("unit"), end, _meaning(match["unit"], names))
    return Measure(start, end, frozenset())


def _meaning(word: str, names: Mapping[str, frozenset[str]]) -> frozenset[str]:
    word = re.sub(r"\s+", " ", word.lower()).replace("’", "'")
    if word in names:
        return names[word]
    stems = [stem for stem in names if stem.endswith("*") and word.startswith(stem[:-1])]
    return names[max(stems, key=len)] if stems else frozenset()


@loaded_once
def _tables(language: str) -> tuple[Mapping[str, frozenset[str]], re.Pattern[str], re.Pattern[str]]:
    """Names with what they may mean, the pattern behind a number and the one before it."""
    names: dict[str, set[str]] = {}
    for name, meanings in (*_from_cldr(language), *_from_tables(language)):
        names.setdefault(name.lower().replace("’", "'"), set()).update(meanings)
    led = {*SIGNS, *(c.lower() for c in CURRENCIES), *knowledge(language).words.group("units_before"), "%"}
    for name in knowledge(language).words.group("units_before"):
        names.setdefault(name, set()).add("percent")
    fixed = {name: frozenset(units) for name, units in names.items()}
    after = re.compile(rf"{GAP}(?P<unit>{one_of(fixed)})", re.IGNORECASE)
    return fixed, after, re.compile(rf"(?<!\w)(?P<unit>{one_of(led)})\s?$", re.IGNORECASE)


def _from_tables(language: str) -> Iterator[tuple[str, Iterable[str]]]:
    know = knowledge(language)
    yield from ((name, (meaning,)) for name, meaning in EVERYWHERE.items())
    yield from ((sign, ("temperature-celsius", "temperature-fahrenheit")) for sign in "°º")
    yield from SIGNS.items()
    yield from ((code.lower(), (code,)) for code in CURRENCIES)
    yield from ((word, ("percent",)) for word in know.numbers.percent)
    for key, words in know.words.tables.get("units", {}).items():
        yield from ((word, (key,)) for word in words)
    for key, words in know.words.tables.get("currencies", {}).items():
        yield from ((word, FAMILIES.get(key, {key.upper()})) for word in words)


def _from_cldr(language: str) -> Iterator[tuple[str, Iterable[str]]]:
    """The names that CLDR has for units and currencies, in all their plural forms; nothing for a stranger."""
    from babel import Locale, UnknownLocaleError

    base = primary_subtag(language)
    for code in (base, *REGIONS.get(base, ())):
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            return
        for key in UNITS:
            for name in _unit_names(locale, key):
                yield name, (key,)
                if len(name) >= SHORTEST_STEM and name.isalpha():  # the case endings that CLDR leaves out: Tagen
                    yield from ((name + ending, (key,)) for ending in ENDINGS.get(base, ()))
        plurals: Mapping[str, Mapping[str, str]] = locale._data["currency_names_plural"]
        for currency in CURRENCIES:
            for name in {*plurals.get(currency, {}).values(), locale.currencies.get(currency, currency)}:
                yield name.lower(), (currency,)


ENDINGS: Mapping[str, tuple[str, ...]] = {
    "de": ("n",), "ru": ("ах", "ами", "ов"), "uk": ("ах", "ами", "ів"), "pl": ("ach", "ami", "ów"),
    "cs": ("ch", "ech", "ů"),
    "tr": ("ye", "den", "dan", "lik", "lık", "de", "da"),
}  # fmt: skip


def _unit_names(locale: Any, key: str) -> Iterator[str]:
    """Long names, and short ones where they are not written in Latin letters (公里, км)."""
    widths: Mapping[str, Mapping[str, str]] = locale._data["unit_patterns"].get(key, {})
    for width, forms in widths.items():
        for form, pattern in forms.items():
            name = pattern.replace("{0}", "").strip().lower().strip(".")
            if form == "per" or "{0}" not in pattern or not name:
                continue
            han = ord(name[0]) >= FIRST_HAN
            if han or (len(name) > 1 and (width == "long" or not name.isascii())):
                yield name
