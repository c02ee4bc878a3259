"""Finds numbers in running text, what they are worth and what they count, in figures and in words.

Every number keeps all values that its spelling allows: "2.500" is 2500 in German, but an English text may mean 2.5, so
both stand, and two numbers agree where one of their values does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from service.languages.approximate import softener
from service.languages.clocks import find_times
from service.languages.composed import composed
from service.languages.counted import counted_words
from service.languages.digits import Taken, plain_digits
from service.languages.eras import era_years
from service.languages.figures import read_figures
from service.languages.fractions import find_parts
from service.languages.hangul import read_hangul
from service.languages.load import Numbers, knowledge
from service.languages.measures import Measure, measure, unit
from service.languages.myriads import HANGUL_MYRIADS, read_myriads, within_numerals
from service.languages.number_words import spelled_numbers
from service.languages.phrases import without_lookalikes
from service.languages.quantity import NO_UNITS
from service.languages.quantity import Quantity as Quantity
from service.model.kept import read_once

ORDINAL = re.compile(r"\s?(?:st|nd|rd|th|[eè]me|[ºª°]|er|-?(?:й|я|е|го|й)|번째|째)(?!\w)")
SHORT_MILLION = re.compile(r"(?P<mark>mn?|bn?|k|tn)(?!\w)", re.IGNORECASE)
SHORT_WORTH = {"m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "k": 1e3, "tn": 1e12}
CAPITAL = re.compile(r"(?P<mark>[MB])(?=\s(?P<next>[^\W\d_]{2,}))")
THOUSAND = re.compile(r"k(?!\w)")


@read_once
def find_numbers(text: str, language: str) -> tuple[Quantity, ...]:
    """All numbers of a text in a language (BCP 47), in order, without overlaps."""
    table = knowledge(language).numbers
    plain = plain_digits(within_numerals(text, without_lookalikes(text, language, "numbers")))
    taken = Taken(text)
    found = [
        quantity
        for source in (_clocks, _eras, _parts, _myriads, _figures, _words)
        for quantity in source(plain, table, language)
        if taken.take(quantity.start, quantity.end)
    ]
    whole = composed(sorted(found, key=lambda q: q.start), plain, language)
    return tuple(_ranges([_in_context(plain, q, language) for q in whole], plain, language))


RANGED = frozenset({"length", "mass", "area", "temperature", "speed", "volume", "share", "money"})
"""What both ends of a range count, though only the second one says so: between 375 and 400 pounds."""

DASH = re.compile(r"\s?[-\u2010\u2011\u2012–—~〜～至到]\s?")


def _ranges(found: Sequence[Quantity], text: str, language: str) -> Iterator[Quantity]:
    words = knowledge(language).words.group("dates", "until")
    for quantity, after in zip_longest(found, found[1:]):
        bare = after and not (quantity.units or quantity.clock or quantity.kind or after.kind)
        if not after or not bare or {unit(u).dimension for u in after.units} - RANGED or quantity.value >= after.value:
            yield quantity
            continue
        between = text[quantity.end : after.measured[0]]
        ranged = DASH.fullmatch(between) or between.strip().lower() in words
        yield replace(quantity, units=after.units) if ranged else quantity


def _clocks(text: str, table: Numbers, language: str) -> Iterator[Quantity]:
    """Times of day: 5 p.m. may be written 17 elsewhere, so both are among its values."""
    for time in find_times(text, table, language):
        values = frozenset({*time.hours, *((hour + 12) % 24 for hour in time.hours), time.hour})
        yield Quantity(
            time.start, time.end, time.hour, values, 2, clock=True, hours=time.hours, zone=time.zone, bare=time.bare
        )


def _eras(text: str, table: Numbers, language: str) -> Iterator[Quantity]:
    for start, end, year in era_years(text, language):
        yield Quantity(start, end, float(year), frozenset({float(year)}), 2)


def _parts(text: str, table: Numbers, language: str) -> Iterator[Quantity]:
    for part in find_parts(text, table, language):
        kind = "fraction" if part.value < 1 and not part.percent else ""
        units = frozenset({"percent"}) if part.percent else NO_UNITS
        yield Quantity(part.start, part.end, part.value, frozenset({part.value}), 2, kind=kind, units=units)


def _myriads(text: str, table: Numbers, language: str) -> Iterator[Quantity]:
    korean = read_hangul(text) if HANGUL_MYRIADS.keys() & table.multipliers.keys() else ()
    for start, end, values, strength in chain(read_myriads(text, table), korean):
        yield Quantity(start, end, values[0], frozenset(values), strength)


def _figures(text: str, table: Numbers, language: str) -> Iterator[Quantity]:
    for start, end, values in read_figures(text, table):
        kind = "ordinal" if ORDINAL.match(text, end) else ""
        yield Quantity(start, end, values[0], frozenset(values), 2, kind=kind)


def _words(text: str, table: Numbers, language: str) -> Iterator[Quantity]:
    for word in chain(spelled_numbers(text, table, language), counted_words(text, table, language)):
        yield Quantity(word.start, word.end, word.value, frozenset({word.value}), word.strength, kind=word.kind)


def _in_context(text: str, quantity: Quantity, language: str) -> Quantity:
    """Adds what the number counts and what softens it."""
    start, end = quantity.start, quantity.end
    if not quantity.clock and text[end : end + 1].lower() in ("m", "b", "k", "t") and text[end - 1].isdigit():
        quantity = _shortened(text, quantity, language)
        end = quantity.end
    fixed = quantity.clock or quantity.units
    counted = Measure(start, end, quantity.units) if fixed else measure(text, start, end, language)
    soft = softener(text, counted.start, counted.end, language) or softener(text, start, end, language)
    return replace(
        quantity,
        soft=soft.kind if soft else None,
        softener=(soft.start, soft.end) if soft else None,
        units=counted.units,
        measured=(counted.start, counted.end),
    )


def _capital(text: str, quantity: Quantity, language: str) -> bool:
    """Whether a capital letter is a multiplier: 1.2M people, 3.4B views; not Section 3B, nor the 100M hurdles."""
    match = CAPITAL.match(text, quantity.end)
    if not match or text[quantity.start - 1 : quantity.start].isalpha():
        return False
    if match["mark"] == "B" and not quantity.value % 1:
        return False
    return not match["next"].lower().startswith(tuple(knowledge(language).words.group("numbers", "metres")))


def _shortened(text: str, quantity: Quantity, language: str) -> Quantity:
    """$5m, €3bn: behind a currency's sign a letter is a multiplier; 300k is one everywhere, 1.2M mostly."""
    match = SHORT_MILLION.match(text, quantity.end)
    money = measure(text, quantity.start, quantity.end, language).start < quantity.start
    if not match or not (money or THOUSAND.match(text, quantity.end) or _capital(text, quantity, language)):
        return quantity
    worth = SHORT_WORTH[match["mark"].lower()]
    values = frozenset(round(v * worth, 6) for v in quantity.values)
    return replace(quantity, end=match.end(), value=round(quantity.value * worth, 6), values=values)
