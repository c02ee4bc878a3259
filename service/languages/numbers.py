"""Finds numbers in running text and what they are worth, in figures and in words.

Every number keeps all values that its spelling allows: "2.500" is 2500 in German, but an English text may mean 2.5, so
both stand, and two numbers agree where one of their values does.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from service.languages.load import Numbers, knowledge
from service.languages.phrases import without_lookalikes
from service.languages.tokens import lowered

BLANKS = " \u00a0\u2009\u202f"
APOSTROPHES = "'’"
ARABIC_MARKS = str.maketrans("٫٬", ".,")
"""The Arabic decimal and thousands marks, which are never ambiguous; both become the English ones."""

FIGURE = re.compile(
    rf"\d+(?:[.,٬{BLANKS}{APOSTROPHES}]\d{{3}}(?!\d))+(?:[.,٫]\d+)?|\d{{1,3}}(?:,\d\d)+,\d{{3}}(?!\d)(?:\.\d+)?|\d+(?:[.,٫]\d+)?"
)
CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d\d))?\s*(?:([ap])\.?\s?m\b\.?)|(\d{1,2})[:h](\d\d)(?!\d)|(\d{1,2})\.(\d\d)(?=\s?(?:Uhr|h)\b)",
    re.IGNORECASE,
)
HAN = re.compile("[〇零一二三四五六七八九十百千万萬億亿兆两兩壱弐参]+")
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
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
LONGEST_PHRASE = 4
SHORTEST_COMPOUND = 5
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
        hour = int(match[1] or match[4] or match[6])
        minute = int(match[2] or match[5] or match[7] or 0)
        if hour > 24 or minute > 59 or (match.start() and text[match.start() - 1].isdigit()):
            continue
        late = (match[3] or "").lower() == "p"
        hours = {hour, hour + 12} if hour < 12 else {hour, hour - 12}
        value = (hour + 12 if late and hour < 12 else hour) + minute / 60
        yield Quantity(match.start(), match.end(), value, frozenset(h + minute / 60 for h in hours), 2, clock=True)


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
    """Numbers in words, by the additive and multiplicative rules that European languages, Arabic and Korean share."""
    if not table.words:
        return
    words = [(m.start(), m.end(), lowered(m[0], language)) for m in WORD.finditer(text)]
    at = 0
    while at < len(words):
        used, quantity = _spell(text, words, at, table)
        if quantity:
            yield quantity
        at += max(1, used)


def _spell(text: str, words: list[tuple[int, int, str]], at: int, table: Numbers) -> tuple[int, Quantity | None]:
    """Reads one number from `words[at]` on: how many words it takes, and the number."""
    total = current = 0.0
    used = count = 0
    kinds: list[str] = []
    while at + used < len(words):
        gap = text[words[at + used - 1][1] : words[at + used][0]] if used else ""
        if used and gap.strip(BLANKS + "-\u2010\u2011\n") != "":
            break
        size, kind, worth = _lookup(words, at + used, table)
        if not kind:
            joiner = words[at + used][2]
            follow = _lookup(words, at + used + 1, table) if used and joiner in table.joiners else (0, "", 0.0)
            if not follow[1] or follow[1] in ("ordinals", "groups") or text[words[at + used][1]] not in BLANKS + "-":
                break
            used += 1
            continue
        if kind == "multipliers":
            if worth >= 1000:
                total, current = total + (current or 1) * worth, 0.0
            else:
                current = (current or 1) * worth
        elif kind == "words" and (not current or (worth < current and _fits(current, worth))):
            current += worth
        elif kind in ("groups", "ordinals", "plurals") and not kinds:
            current = worth
        elif kind == "ordinals" and _fits(current, worth):
            current += worth
        else:
            break
        kinds.append(kind)
        used, count = used + size, count + 1
        if kind in ("groups", "ordinals", "plurals"):
            break
    while used and words[at + used - 1][2] in table.joiners and not _lookup(words, at + used - 1, table)[1]:
        used -= 1
    if not kinds or kinds == ["multipliers"] or "plurals" in kinds:
        return used, None
    alone = words[at][2]
    if count == 1 and alone in table.pronouns:
        return used, None
    value = total + current
    strength = 0 if kinds[-1] in ("groups", "ordinals") else 2 if count > 1 or value > 20 else 1
    return used, Quantity(words[at][0], words[at + used - 1][1], value, frozenset({value}), strength)


def _fits(current: float, worth: float) -> bool:
    """Whether `worth` can be added to what stands: 20 + 5 and 200 + 25, never 5 + 6 or 20 + 30."""
    place = 1
    while current % (place * 10) == 0:
        place *= 10
    return worth < place


def _lookup(words: list[tuple[int, int, str]], at: int, table: Numbers) -> tuple[int, str, float]:
    """The longest entry that starts at `words[at]`: how many words it takes, its kind and worth."""
    for size in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
        chain = [word for _, _, word in words[at : at + size]]
        for phrase in {" ".join(chain), "-".join(chain)}:
            for kind in ("words", "multipliers", "groups", "ordinals", "plurals"):
                worths: Mapping[str, float] = getattr(table, kind)
                if phrase in worths:
                    return size, kind, float(worths[phrase])
    if table.compound and at < len(words):
        worth = _compound(words[at][2], table)
        if worth is not None:
            return 1, "words", worth
    return 0, "", 0.0


def _compound(word: str, table: Numbers) -> float | None:
    """A number written as one word: fünfundzwanzig, zweihunderttausend, ventiquattro, vijfentwintig."""
    if len(word) < SHORTEST_COMPOUND or not table.part or not re.fullmatch(f"(?:{table.part.pattern})+", word):
        return None
    total = current = 0.0
    parts = [match[0] for match in table.part.finditer(word)]
    for part in parts:
        factor = table.multipliers.get(part, 0)
        if factor >= 1000:
            total, current = total + (current or 1) * factor, 0.0
        elif factor:
            current = (current or 1) * factor
        else:
            current += table.words.get(part, table.groups.get(part, 0))
    return total + current if len(parts) > 1 else None


def _softened(text: str, quantity: Quantity, table: Numbers) -> Quantity:
    """Marks a number that an "about" or "more than" stands before (or, in Japanese and Korean, after)."""
    before = text[max(0, quantity.start - 24) : quantity.start].lower().rstrip()
    after = text[quantity.end : quantity.end + 8].lower().lstrip()
    for kind, phrases in table.approximate.items():
        if any(before.endswith(p) or after.startswith(p) for p in phrases if p):
            return replace(quantity, soft=kind)
    return quantity
