"""Finds calendar dates in running text. Month and weekday names of all languages come from CLDR, through `babel`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from service.languages.load import knowledge

YEAR = r"(?:1[5-9]|20|21)\d\d"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
ISO = re.compile(rf"(?<!\d)({YEAR})-(\d\d)-(\d\d)(?!\d)")
EAST = re.compile(rf"(?:({YEAR})\s?[年년]\s?)?(1[0-2]|0?[1-9])\s?[月월](?:\s?({DAY})\s?[日号號일])?")
SLASHED = re.compile(rf"(?<![\d/])({DAY})/({DAY})(?:/({YEAR}|\d\d))?(?![\d/])")
DOTTED = re.compile(rf"(?<![\d.])({DAY})\.\s?({DAY})\.(?:\s?({YEAR}|\d\d)(?!\d))?")
LEAD = re.compile(
    rf"(?<![\d.,])({DAY})(?:\s?(?:\.|st|nd|rd|th|er|º|ª|-?го|-?е))?(?:\s(?:de|of|d[eu]|di))?\s?$", re.IGNORECASE
)
TRAIL = re.compile(rf"\s({DAY})(?:st|nd|rd|th)?(?![\d.,:%]*\d|\s?[%:]|\w)", re.IGNORECASE)
TRAIL_YEAR = re.compile(rf",?\s(?:de\s|del\s)?({YEAR})(?!\d)")
SHORTEST_ABBREVIATION = 3
LONGEST_ABBREVIATION = 5


@dataclass(frozen=True, slots=True)
class Date:
    """A date at `[start, end)`; a field is None where the text leaves it open. `swapped` is the other reading of
    3/4."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    swapped: bool = False

    @property
    def shown(self) -> str:
        """`2023-10-07`, or `10-07` without a year, or `2023-10` without a day."""
        return "-".join(
            [*([f"{self.year}"] if self.year else []), f"{self.month:02}", *([f"{self.day:02}"] if self.day else [])]
        )

    def agrees(self, other: "Date") -> bool:
        """Whether both may be the same day, as far as both say."""
        pairs = [(self.month, self.day)] + ([(self.day, self.month)] if self.swapped and self.day else [])
        others = [(other.month, other.day)] + ([(other.day, other.month)] if other.swapped and other.day else [])
        years = self.year is None or other.year is None or self.year == other.year
        return years and any(a == c and (b is None or d is None or b == d) for a, b in pairs for c, d in others)


@lru_cache(maxsize=4096)
def find_dates(text: str, language: str) -> tuple[Date, ...]:
    """All dates of a text in a language (BCP 47), in order, without overlaps. A bare year is a number, not a date."""
    found: list[Date] = []
    for date in (*_numeric(text, language), *_named(text, language)):
        if not any(d.start < date.end and date.start < d.end for d in found):
            found.append(date)
    return tuple(sorted(found, key=lambda d: d.start))


def _numeric(text: str, language: str) -> Iterator[Date]:
    for m in ISO.finditer(text):
        if 1 <= int(m[2]) <= 12 and 1 <= int(m[3]) <= 31:
            yield Date(m.start(), m.end(), int(m[1]), int(m[2]), int(m[3]))
    for m in EAST.finditer(text):
        yield Date(m.start(), m.end(), int(m[1]) if m[1] else None, int(m[2]), int(m[3]) if m[3] else None)
    for m in SLASHED.finditer(text):
        first, second = int(m[1]), int(m[2])
        fraction = not m[3] and max(first, second) <= 9  # 2/3 of the seats
        if min(first, second) <= 12 and not fraction and m[0] != "24/7":
            month_first = language.startswith("en") if max(first, second) <= 12 else first <= 12
            month, day = (first, second) if month_first else (second, first)
            yield Date(m.start(), m.end(), _year(m[3]), month, day, swapped=max(first, second) <= 12)
    for m in DOTTED.finditer(text):
        if int(m[2]) <= 12:
            yield Date(m.start(), m.end(), _year(m[3]), int(m[2]), int(m[1]))


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 70 else 1900 + int(text)


def _named(text: str, language: str) -> Iterator[Date]:
    """Dates with the month's name: the day before or behind it, the year around."""
    names = month_names(language)
    if not names:
        return
    for match in _pattern(language).finditer(text):
        month = names[match[0].lower().rstrip(".")]
        start, end, year, day = match.start(), match.end(), None, None
        if match[0].endswith(".") and len(match[0]) > LONGEST_ABBREVIATION:
            end -= 1  # the sentence's full stop
        if lead := LEAD.search(text, max(0, start - 24), start):
            day, start = int(lead[1]), lead.start(1)
        elif trail := TRAIL.match(text, end):
            day, end = int(trail[1]), trail.end()
        if not year and (trail := TRAIL_YEAR.match(text, end)):
            year, end = int(trail[1]), trail.end()
        if day or year or _unmistakable(match[0], text, match.start()):
            yield Date(start, end, year, month, day)


def _unmistakable(word: str, text: str, start: int) -> bool:
    """A month's name alone counts if it is no everyday word: "may" and "march" are, "October" is not."""
    return (
        len(word) > SHORTEST_ABBREVIATION
        and word.lower() not in ("march", "mars", "marche", "août")
        and not word.endswith(".")
    )


@lru_cache(maxsize=64)
def month_names(language: str) -> Mapping[str, int]:
    """Lower-case month names and abbreviations, in all their forms, to 1..12; empty where CLDR has none."""
    from babel import Locale, UnknownLocaleError

    if knowledge(language).code.split("-")[0] in ("zh", "ja", "ko"):
        return {}
    try:
        locale = Locale.parse(language.split("-")[0])
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[str, int] = {}
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[form][width].items():
                bare = name.lower().rstrip(".")
                if len(bare) >= SHORTEST_ABBREVIATION and not any(c.isdigit() for c in bare):
                    names.setdefault(bare, month)
    if language.startswith("en"):
        names.setdefault("sept", 9)
    return names


@lru_cache(maxsize=64)
def weekday_names(language: str) -> frozenset[str]:
    """Lower-case names of the days of the week; empty where CLDR has none."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.split("-")[0])
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(n.lower() for form in ("format", "stand-alone") for n in locale.days[form]["wide"].values())


@lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str]:
    choice = "|".join(re.escape(n) for n in sorted(month_names(language), key=len, reverse=True))
    return re.compile(rf"\b(?:{choice})\b\.?(?!\w)", re.IGNORECASE)
