"""The figures of a text as they are compared, and whether two of them say the same."""

import math
import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from service.languages.dates import Date, find_dates
from service.languages.digits import Taken
from service.languages.measures import unit
from service.languages.numbers import Quantity, find_numbers
from service.languages.tokens import SPACELESS
from service.model.kept import by_word

ROUNDING = 0.005
"""2,483,000 and 2.48 million agree within half a percent, if one is the other rounded; more is another figure."""

SOFT_ROUNDING = 0.05
"""A figure softened by "about" may be rounded to five percent before it counts as another."""

BEYOND = 0.2
"""How much more than the figure "over 2,000" may mean, as a share: 2,340, not 3,000."""

FARTHEST = 1.25
"""Two figures farther apart are another figure, however softened: more than `1 + BEYOND` and `1 / (1 - BEYOND / 2)`."""

LARGEST_SIZE = 1e4
"""No number's order of magnitude to that base is as large: so far below stand zero and what is less."""

CONVERTED = 0.05
CONVERTED_TIME = 0.04
SMALL_CONVERTED = 0.12
"""10 miles are 16 km, 2 miles are 3 km: a converted figure is rounded, and a small one coarsely; 30 days are
a month."""

LEAST_ROUNDED = 10_000
"""Whole numbers below it are told exactly (2019 and 2020 are two years), unless a word softens them."""

DECADE = re.compile(r"['’]?(?:s|er|ers)\b(?:[- ]Jahre)?|[-‑–]?(?:х|е)\b")
"""What follows the figure of a decade: the 80s, die 80er Jahre, 80-е."""

LEAST_SOFT = 100
DEGREE = 1.0
FREE = frozenset({"time", "share"})
"""What may be counted beside anything else: 20 years and 20 of something, percent and points."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text. `in_date`: the 11 of "September 11"; `in_name`: the 19 of "Covid-19", which goes with its
    word. `quantity` is what was read there; a figure of money spans its currency. A `plain` one says nothing but a
    number, perhaps of money. `sizes` are the orders of magnitude of its values to the base `FARTHEST`, `around` those
    and the next ones: of two plain figures that agree, `around` of one meets the other's `sizes`."""

    start: int
    end: int
    values: frozenset[float]
    shown: str
    strength: int
    soft: bool
    in_date: bool
    in_name: bool
    quantity: Quantity | None = None
    plain: bool = field(init=False, repr=False, compare=False)
    sizes: frozenset[float] = field(init=False, repr=False, compare=False)
    around: frozenset[float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Works out once what every figure beside it asks."""
        clock = self.quantity is not None and self.quantity.clock
        object.__setattr__(self, "plain", not clock and self.kind != "fraction" and self.money == self.units)
        sizes = frozenset(math.log(v, FARTHEST) // 1 if v > 0 else v - LARGEST_SIZE for v in self.values)
        object.__setattr__(self, "sizes", sizes)
        object.__setattr__(self, "around", sizes.union(*({s - 1, s + 1} for s in sizes if s > -LARGEST_SIZE / 2)))

    @property
    def units(self) -> frozenset[str]:
        """What it may count."""
        return self.quantity.units if self.quantity else frozenset()

    @property
    def kind(self) -> str:
        """What it is besides a number: "ordinal", "fraction" or empty."""
        return self.quantity.kind if self.quantity else ""

    @property
    def money(self) -> frozenset[str]:
        """The currencies that it may be in."""
        return _currencies(self.units)

    @property
    def shares(self) -> frozenset[float]:
        """Its values in percent if it is a part of a whole."""
        if self.kind == "fraction":
            return frozenset(v * 100 for v in self.values)
        return self.values if "percent" in self.units else frozenset()


@by_word
def _currencies(units: frozenset[str]) -> frozenset[str]:
    return frozenset(u for u in units if unit(u).dimension == "money")


def figures(text: str, language: str) -> Sequence[Figure]:
    """All figures of a text; those within dates are marked."""
    dates, slashed, attacks = Taken(text), Taken(text), Taken(text)
    found = []
    for date in find_dates(text, language):
        dates.take(date.start, date.end)
        if "/" in (quote := text[date.start : date.end]):
            slashed.take(date.start, date.end)
            found.append(_slashed(quote, date))
        elif (date.month, date.day, date.year) == (9, 11, None):
            attacks.take(date.start, date.end)
    for quantity in find_numbers(text, language):
        if slashed.free(quantity.start, quantity.start + 1):
            figure = _figure(text, quantity, not dates.free(quantity.start, quantity.start + 1))
            meant = not attacks.free(quantity.start, quantity.start + 1)
            found.append(replace(figure, values=figure.values | {911.0}) if meant else figure)
    return sorted(found, key=lambda f: f.start)


def _slashed(quote: str, date: Date) -> Figure:
    """9/11 may be told as 11 September, as 9/11 and as 911: one figure with all its values."""
    parts = {float(p) for p in quote.split("/")} | {float(quote.replace("/", ""))}
    return Figure(date.start, date.end, frozenset(parts), quote, 2, soft=False, in_date=True, in_name=False)


def _figure(text: str, q: Quantity, in_date: bool) -> Figure:
    worth = q.values | _decades(text, q)
    found = Figure(q.start, q.end, worth, q.shown, q.strength, q.soft is not None, in_date, _glued(text, q.start), q)
    return replace(found, start=q.measured[0], end=q.measured[1]) if found.money else found


def _decades(text: str, q: Quantity) -> frozenset[float]:
    """The other way to write a decade: 80s is 1980s."""
    if not DECADE.match(text, q.end):
        return frozenset()
    years = {v for v in q.values if v % 10 == 0 and v >= 10}
    return frozenset({1900 + v for v in years if v < 100} | {v - 1900 for v in years if 1900 < v < 2000})


def _glued(text: str, start: int) -> bool:
    """Whether a number hangs on a word: Covid-19, G7."""
    at = start - 1 if text[start - 1 : start] in ("-", "\u2010", "\u2011", "–") else start
    before = text[at - 1 : at] if at > 0 else ""
    return before.isalpha() and not SPACELESS.match(before)


def said(figure: Figure) -> Hashable:
    """All of a figure that `agree` looks at."""
    q = figure.quantity
    told = (q.units, q.kind, q.soft, q.clock, q.hours, q.zone) if q else None
    return figure.values, figure.soft, told


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures say the same: a value in common, whatever the units, rounding allowed as far as the words
    allow it."""
    if a.plain and b.plain:  # a text may be full of prices, and each is set against each
        if a.sizes.isdisjoint(b.around) or (a.units and b.units and not a.units & b.units):
            return False
        return _same_value(a, b)
    if a.quantity and b.quantity and a.quantity.clock and b.quantity.clock:
        return _same_time(a.quantity, b.quantity)
    if any(_written_alike(one, other) for one, other in ((a, b), (b, a))):
        return True
    if a.money and b.money and not a.money & b.money:
        return False
    if a.shares and b.shares and (a.kind or b.kind):
        return any(abs(x - y) <= DEGREE for x in a.shares for y in b.shares)
    if not a.units or not b.units:
        return _same_value(a, b)
    if a.units & b.units and _same_value(a, b):
        return True
    return any(_same_measure(a, b, one, other) for one in a.units for other in b.units if one != other)


def _same_time(a: Quantity, b: Quantity) -> bool:
    """17:00 GMT and 18:00 CET agree, 10 a.m. and 10 p.m. do not."""
    shift = a.zone - b.zone if a.zone is not None and b.zone is not None else 0.0
    return any(abs((x - y - shift + 12) % 24 - 12) < 1 / 120 for x in a.hours for y in b.hours)


def _written_alike(time: Figure, number: Figure) -> bool:
    """Whether a time of day is written like a plain number: "12.40 Uhr" and "12.40 clock"."""
    if not (time.quantity and time.quantity.clock) or not number.quantity or number.quantity.clock or number.units:
        return False
    told = {int(hour + 1e-6) + round(hour % 1 * 60) / 100 for hour in time.quantity.hours}
    return any(abs(told_so - value) < 1e-6 for told_so in told for value in number.values)


def _same_measure(a: Figure, b: Figure, one: str, other: str) -> bool:
    ours, theirs = unit(one), unit(other)
    if ours.dimension != theirs.dimension:
        return bool({ours.dimension, theirs.dimension} & FREE) and _same_value(a, b)
    if ours.dimension == "money":
        return False
    for x in a.values:
        for y in b.values:
            there = (x * ours.factor + ours.offset - theirs.offset) / theirs.factor
            rise = x * ours.factor / theirs.factor  # of "5 degrees warmer" only the size of a degree counts
            if _rounded(there, y, ours.dimension, a.soft or b.soft) or _rounded(
                rise, y, ours.dimension, a.soft or b.soft
            ):
                return True
    return False


def _rounded(exact: float, told: float, dimension: str, soft: bool) -> bool:
    """Whether `told` is what somebody writes who has converted a figure and got `exact`."""
    share = CONVERTED_TIME if dimension == "time" else CONVERTED
    least = DEGREE if dimension == "temperature" else min(0.5, SMALL_CONVERTED * abs(told))
    return abs(exact - told) <= max(share * (2 if soft else 1) * abs(told), least if dimension != "time" else 0)


def _same_value(a: Figure, b: Figure) -> bool:
    if a.values & b.values:
        return True
    return any(_near(x, y, a, b) for x in a.values for y in b.values)


def _near(x: float, y: float, a: Figure, b: Figure) -> bool:
    smaller, larger = (x, y) if x < y else (y, x)
    if smaller <= 0 or larger < LEAST_SOFT or larger > FARTHEST * smaller:
        return False
    if a.soft or b.soft:
        if _as_soft(a, b) and _digits(x) == _digits(y):
            return False  # "more than 28,000" and "more than 24,000": neither rounds the other
        return any(_softly(one, other, f) for one, other, f in ((x, y, a), (y, x, b)) if f.soft)
    whole = not x % 1 and not y % 1 and larger < LEAST_ROUNDED
    return not whole and abs(x - y) <= ROUNDING * larger and (_rounds_to(x, y) or _rounds_to(y, x))


def _as_soft(a: Figure, b: Figure) -> bool:
    """Whether both are softened, and in the same way."""
    kinds = {f.quantity.soft if f.quantity else None for f in (a, b)}
    return a.soft and b.soft and len(kinds) == 1


def _softly(told: float, other: float, figure: Figure) -> bool:
    """Whether "over", "under" or "about" a figure leaves room for the other."""
    soft = figure.quantity.soft if figure.quantity else "about"
    low = {"over": 1 - ROUNDING, "under": 1 - BEYOND / 2}.get(soft or "", 1 - SOFT_ROUNDING)
    high = {"over": 1 + BEYOND, "under": 1 + ROUNDING}.get(soft or "", 1 + SOFT_ROUNDING)
    return low * told <= other <= high * told


def _rounds_to(exact: float, told: float) -> bool:
    """Whether `told` has fewer digits than `exact` and is it rounded to them."""
    digits = _digits(told)
    return digits < _digits(exact) and float(f"{exact:.{digits}g}") == told


def _digits(value: float) -> int:
    """How many digits a number is told with: 2 for 28,000."""
    return len(f"{value:.6f}".replace(".", "").strip("0"))


def as_scores(found: Sequence[Figure], text: str, scores: frozenset[tuple[int, int]]) -> Iterator[Figure]:
    """The figures, with a bare 21:14 read as a score where another version has it as 21-14."""
    for figure in found:
        q = figure.quantity
        parts = text[figure.start : figure.end].split(":") if q and q.bare else []
        if q and len(parts) == 2 and (int(parts[0]), int(parts[1])) in scores:
            for value, start in ((int(parts[0]), figure.start), (int(parts[1]), figure.end - len(parts[1]))):
                worth = frozenset({float(value)})
                end = start + len(parts[0] if start == figure.start else parts[1])
                yield Figure(start, end, worth, str(value), 2, soft=False, in_date=figure.in_date, in_name=False)
        else:
            yield figure
