"""Finds numbers in running text and what they are worth, in figures and in words.

Every number keeps all values that its spelling allows: "2.500" is 2500 in German, but an English text may mean 2.5, so
both stand, and two numbers agree where one of their values does.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from service.languages.load import Numbers, knowledge
from service.languages.number_words import spelled_numbers
from service.languages.phrases import without_lookalikes
from service.languages.tokens import BLANKS

APOSTROPHES = "'’"
ARABIC_MARKS = str.maketrans("٫٬", ".,")
"""The Arabic decimal and thousands marks, which are never ambiguous; both become the English ones."""

FIGURE = re.compile(
    rf"\d+(?:[.,٬{BLANKS}{APOSTROPHES}]\d{{3}}(?!\d))+(?:[.,٫]\d+)?|\d{{1,3}}(?:,\d\d)+,\d{{3}}(?!\d)(?:\.\d+)?|\d+(?:[.,٫]\d+)?"
)
CLOCK = re.compile(
    r"(?P<h1>\d{1,2})(?:[:.h](?P<m1>\d\d))?\s*(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<h2>\d{1,2})(?::|\s?h\s?)(?P<m2>\d\d)(?!\d)"
    r"|(?P<h3>\d{1,2})\.(?P<m3>\d\d)(?=\s?(?:Uhr|uur|h|hodin|klockan)\b)"
    r"|\b(?:ore|alle|godz\.?|saat|klo|kl\.|v) (?P<h4>\d{1,2})\.(?P<m4>\d\d)(?!\d|[.,]\d)"
    r"|(?P<late>午後|下午|晚上|오후)?\s?(?P<h5>\d{1,2})\s?[時时点點시](?:\s?(?P<m5>\d{1,2})\s?[分분]|(?P<thirty>半|반))",
    re.IGNORECASE,
)
HAN = re.compile("[〇零一二三四五六七八九十百千万萬億亿兆两兩壱弐参]+")
LONGEST_HAN = 24
HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
    "壱": 1,
    "弐": 2,
    "参": 3,
}
HAN_PLACES = {"十": 10, "百": 100, "千": 1000}
HAN_MYRIADS = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
ENGLISH = Numbers()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at `[start, end)`. `values` are all its possible worths; `value` the likeliest.

    `strength`: 2 for figures and numbers of several words, 1 for one number word, 0 for what is often no number at all
    (ordinals in words, "half", a single Han numeral). `soft` is "about", "over", "under" or None.
    """

    start: int
    end: int
    value: float
    values: frozenset[float]
    strength: int
    soft: str | None = None
    clock: bool = False

    @property
    def shown(self) -> str:
        """The likeliest value in plain figures: `2500`, `3.5`; a time of day as `17:30`."""
        if self.clock:
            return f"{int(self.value)}:{round(self.value % 1 * 60):02}"
        return f"{self.value:.6f}".rstrip("0").rstrip(".") if self.value % 1 else f"{int(self.value)}"


@lru_cache(maxsize=4096)
def find_numbers(text: str, language: str) -> tuple[Quantity, ...]:
    """All numbers of a text in a language (BCP 47), in order, without overlaps."""
    table = knowledge(language).numbers
    text = without_lookalikes(text, language, "numbers")
    taken: list[tuple[int, int]] = []
    found: list[Quantity] = []
    for source in (_clocks, _figures, _han, _words):
        for quantity in source(text, table, language):
            if not any(a < quantity.end and quantity.start < b for a, b in taken):
                taken.append((quantity.start, quantity.end))
                found.append(quantity)
    return tuple(sorted((_softened(text, q, table) for q in found), key=lambda q: q.start))


def _clocks(text: str, table: Numbers, language: str) -> Iterator[Quantity]:
    """Times of day: 5 p.m. may be written 17 elsewhere, so both are among its values."""
    for match in CLOCK.finditer(text):
        parts = match.groupdict()
        group = next(f"h{k}" for k in range(1, 6) if parts[f"h{k}"])
        hour = int(parts[group])
        minute = int(next((parts[f"m{k}"] for k in range(1, 6) if parts[f"m{k}"]), "30" if parts["thirty"] else "0"))
        start = match.start(group)
        if hour > 24 or minute > 59 or (start and text[start - 1].isdigit()):
            continue
        late = (parts["half"] or "").lower() == "p" or bool(parts["late"])
        hours = {hour, hour + 12} if hour < 12 else {hour, hour - 12}
        value = (hour + 12 if late and hour < 12 else hour) + minute / 60
        yield Quantity(start, match.end(), value, frozenset(h + minute / 60 for h in hours), 2, clock=True)


def _figures(text: str, table: Numbers, language: str) -> Iterator[Quantity]:
    held: Quantity | None = None
    for match in FIGURE.finditer(text):
        plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in match[0])
        values = _readings(plain.translate(ARABIC_MARKS), ENGLISH if "٫" in plain or "٬" in plain else table)
        if not values:
            continue
        end, factor = _multiplier_after(text, match.end(), table)
        worth = [round(v * factor, 6) for v in values]
        found = Quantity(match.start(), end, worth[0], frozenset(worth), 2)
        if held and held.end == found.start and found.value < held.value and factor > 1:  # 1億2000万
            value = held.value + found.value
            held = Quantity(held.start, end, value, frozenset({value}), 2)
            continue
        if held:
            yield held
        held = found
    if held:
        yield held


def _readings(figure: str, table: Numbers) -> list[float]:
    """What a figure may be worth, likeliest first."""
    bare = re.sub(f"[{BLANKS}{APOSTROPHES}]", "", figure)
    marks = [c for c in bare if c in ".,"]
    if not marks:
        return [float(bare)]
    if len(set(marks)) == 2:  # 1.234,5 and 1,234.5 say themselves which mark is which
        decimal = marks[-1]
        return [float(bare.replace("." if decimal == "," else ",", "").replace(decimal, "."))]
    mark = marks[0]
    whole = float(bare.replace(mark, ""))
    if len(marks) > 1:
        return [whole]
    broken = float(bare.replace(mark, "."))
    if len(bare.rsplit(mark, 1)[1]) != 3 or bare.startswith("0"):
        return [broken]
    return [broken, whole] if mark == table.decimal else [whole, broken]


def _multiplier_after(text: str, end: int, table: Numbers) -> tuple[int, float]:
    """Where a number really ends, and the factor: 2,5 Millionen, 25万, 3 mil millones."""
    factor = 1.0
    while True:
        match = re.compile(rf"[{BLANKS}\-]?([^\W\d_]+\.?)").match(text, end)
        word = match[1].lower() if match else ""
        if (
            match
            and text[end : end + 1] not in BLANKS
            and (han := HAN.match(text, end))
            and han[0][0] in HAN_MYRIADS | HAN_PLACES
        ):
            word, stop = han[0][0], end + 1
        elif match:
            stop = match.end()
        worth = table.multipliers.get(word) or table.multipliers.get(word.rstrip(".")) or HAN_MYRIADS.get(word)
        if not match or not worth:
            return end, factor
        if text[stop - 1] == "." and word not in table.multipliers:
            stop -= 1
        factor, end = factor * worth, stop


def _han(text: str, table: Numbers, language: str) -> Iterator[Quantity]:
    if not table.words or not HAN_MYRIADS.keys() & table.multipliers.keys():
        return
    for match in HAN.finditer(text):
        value = _han_value(match[0])
        if value is not None:
            strength = 2 if len(match[0]) > 2 else 1 if len(match[0]) == 2 else 0
            yield Quantity(match.start(), match.end(), value, frozenset({value}), strength)


def _han_value(word: str) -> float | None:
    """Positional (二〇二三) or with places (二十五万); None for what is no number (万一, a lone 千)."""
    if len(word) > LONGEST_HAN:
        return None
    if all(c in HAN_DIGITS for c in word):
        return float("".join(str(HAN_DIGITS[c]) for c in word))
    total = section = digit = 0
    for c in word:
        if c in HAN_DIGITS:
            digit = HAN_DIGITS[c]
        elif c in HAN_PLACES:
            section += (digit or 1) * HAN_PLACES[c]
            digit = 0
        else:
            if not section + digit:
                return None
            total += (section + digit) * HAN_MYRIADS[c]
            section = digit = 0
    return float(total + section + digit)


def _words(text: str, table: Numbers, language: str) -> Iterator[Quantity]:
    for start, end, value, strength in spelled_numbers(text, table, language):
        yield Quantity(start, end, value, frozenset({value}), strength)


def _softened(text: str, quantity: Quantity, table: Numbers) -> Quantity:
    """Marks a number that an "about" or "more than" stands before (or, in Japanese and Korean, after)."""
    before = text[max(0, quantity.start - 24) : quantity.start].lower().rstrip()
    after = text[quantity.end : quantity.end + 8].lower().lstrip()
    for kind, phrases in table.approximate.items():
        if any(before.endswith(p) or after.startswith(p) for p in phrases if p):
            return replace(quantity, soft=kind)
    return quantity
