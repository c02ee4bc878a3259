"""Finds calendar dates in running text, in figures and with the month's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.languages.calendar_names import full_month_names, written_small
from service.languages.calendar_names import month_names as month_names
from service.languages.calendar_names import weekday_names as weekday_names
from service.languages.digits import Taken, plain_digits
from service.languages.eras import ERAS
from service.languages.load import knowledge
from service.languages.myriads import DIGITS, numeral_value
from service.languages.named import CLITICS, one_of
from service.languages.tokens import MARKED_WORD, lowered
from service.model.kept import loaded_once, read_once

YEAR = r"(?:1[5-9]|20|21)\d\d"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
HAN = f"[{''.join(DIGITS)}十廿卅]"
ISO = re.compile(rf"(?<!\d)(?P<year>{YEAR})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d|[-/.]\d)")
ERA_YEAR = rf"(?:{'|'.join(ERAS)})\s?(?:\d{{1,3}}|元|{HAN}{{1,3}})"
EAST = re.compile(
    rf"(?:({ERA_YEAR}|{YEAR}|{HAN}{{4}})\s?[年년]\s?)?(?<![\d.,/])(1[0-2]|0?[1-9]|{HAN}{{1,2}})\s?[月월]"
    rf"(?![つ間球亮饼餅光])(?:\s?({DAY}|{HAN}{{1,3}})\s?[日号號일])?"
)
SLASHED = re.compile(rf"(?<![\d/.,])({DAY})/({DAY})(?:/({YEAR}|\d\d))?(?![\d/])")
DASHED = re.compile(rf"(?<![\d\-–.,])({DAY})-({DAY})-({YEAR})(?![\d\-–])")
DOTTED = re.compile(rf"(?<![\d.])({DAY})\.\s?({DAY})\.(?:\s?({YEAR}|\d\d)(?!\d|[:.]\d))?(?!\d)")
KOREAN = re.compile(rf"(?<![\d.])(?P<year>{YEAR})\.\s(?P<month>{DAY})\.\s(?P<day>{DAY})\.?(?!\d)")
LEAD = re.compile(
    rf"(?<![\d.,:/])(?P<day>{DAY})(?:\s?(?:\.|,|st|nd|rd|th|er|º|ª|°|-?го|-?е|-?му))?"
    r"(?:\s(?:de|of|d[eu]|di|the))?(?P<gap>\s?-?)$",
    re.IGNORECASE,
)
TRAIL = re.compile(rf"\s({DAY})(?:st|nd|rd|th)?(?![\d.,:%]*\d|\s?[%:]|\w)", re.IGNORECASE)
TRAIL_YEAR = re.compile(rf",?\s(?:de\s|del\s)?({YEAR}|25\d\d)(?!\d)")
EAST_RANGE_END = re.compile(rf"\s?(?:[-–—~～〜至到]|から|부터|에서)\s?(?P<day>{DAY}|{HAN}{{1,3}})\s?[日号號일]")
RANGE_END = re.compile(rf"\s?[-–—]\s?(?P<day>{DAY})(?:st|nd|rd|th)?(?!\d|[.,:]\d|\s?%)", re.IGNORECASE)
SPOKEN = re.compile(rf"({MARKED_WORD.pattern})(?:\s(?:de|of|di|d['’]))?\s$", re.IGNORECASE)
BEFORE_SECTION = re.compile(r"([^\W\d_]+\.?|§)\s?$")
REACH = 24
LAST_DAY = 31
MONTHS = 12
BUDDHIST = 2400
NOT_ALONE = frozenset({"march", "mars", "marche", "august", "août", "may", "mai", "maja", "marca", "mayo", "марта"})
"""Months that mean something else, too: alone, without day or year, they are no date."""


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


@read_once
def find_dates(text: str, language: str) -> tuple[Date, ...]:
    """All dates of a text in a language (BCP 47), in order, without overlaps. A bare year is a number, not a date."""
    plain = plain_digits(text)
    taken = Taken(text)
    found = []
    for date in (*_eastern(plain), *_named(plain, language), *_numeric(plain, language)):
        if taken.take(date.start, date.end):
            found.append(date)
            found += [d for d in _range_start(plain, date, language) if taken.take(d.start, d.end)]
    return tuple(sorted(found, key=lambda d: d.start))


def _numeric(text: str, language: str) -> Iterator[Date]:
    for m in (*ISO.finditer(text), *KOREAN.finditer(text)):
        year, month, day = int(m["year"]), int(m["month"]), int(m["day"])
        if 1 <= month <= MONTHS and 1 <= day <= LAST_DAY:
            yield Date(m.start(), m.end(), year, month, day)
    for m in (*SLASHED.finditer(text), *DASHED.finditer(text)):
        first, second = int(m[1]), int(m[2])
        fraction = not m[3] and max(first, second) <= 9  # 2/3 of the seats
        if min(first, second) <= MONTHS and not fraction and m[0] != "24/7":
            month_first = language.startswith("en") if max(first, second) <= MONTHS else first <= MONTHS
            month, day = (first, second) if month_first else (second, first)
            yield Date(m.start(), m.end(), _year(m[3]), month, day, swapped=max(first, second) <= MONTHS)
    for m in DOTTED.finditer(text):
        if int(m[2]) <= MONTHS and (m[3] or not _section(text, m.start(), language)):
            yield Date(m.start(), m.end(), _year(m[3]), int(m[2]), int(m[1]))


def _section(text: str, start: int, language: str) -> bool:
    """Whether a word like "section" stands before, so that 3.2. is a place in a contract."""
    word = BEFORE_SECTION.search(text, max(0, start - REACH), start)
    return word is not None and (
        word[1] == "§" or word[1].lower() in knowledge(language).words.group("dates", "sections")
    )


def _eastern(text: str) -> Iterator[Date]:
    """2023年10月7日, 二〇二三年十月七日, 令和5年10月7日, 10월 7일."""
    for m in EAST.finditer(text):
        month, day = _count(m[2]), _count(m[3]) if m[3] else None
        if month is None or not 1 <= month <= MONTHS or (day is not None and not 1 <= day <= LAST_DAY):
            continue
        yield Date(m.start(), m.end(), _era(m[1]) if m[1] else None, month, day)


def _count(word: str) -> int | None:
    if word.isascii():
        return int(word)
    value = numeral_value(word.replace("廿", "二十").replace("卅", "三十"))
    return None if value is None else int(value)


def _era(word: str) -> int | None:
    for era, before in ERAS.items():
        if word.startswith(era):
            rest = word.removeprefix(era).strip()
            count = 1 if rest == "元" else _count(rest)
            return None if count is None else before + count
    return _count(word)


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
        word = lowered(match["month"], language)
        month = names.get(word) or next((names[n] for n in _longest_first(language) if word.endswith(n)), None)
        if month is None:  # only alike by a letter without a plain small form
            continue
        start, end, year, day = match.start(), match.end(), None, None
        full_stop = match[0].endswith(".") and word in full_month_names(language)
        if full_stop:
            end -= 1  # the sentence's, not an abbreviation's
        if lead := LEAD.search(text, max(0, start - REACH), start):
            day, start = int(lead["day"]), lead.start("day")
        elif spoken := _spoken_day(text, start, language):
            start, day = spoken
        elif trail := TRAIL.match(text, end):
            day, end = int(trail[1]), trail.end()
        if trail := TRAIL_YEAR.match(text, end):
            year, end = int(trail[1]), trail.end()
            year = year - 543 if year > BUDDHIST else year
        whole = match[0].removesuffix("." if full_stop else "")
        alone = not (day or year)
        if alone and not _unmistakable(match["month"], whole, language) and not _led(text, match, language):
            continue
        yield Date(start, end, year, month, day)


def _spoken_day(text: str, start: int, language: str) -> tuple[int, int] | None:
    """The day in words before a month: ersten Mai, primero de mayo, седьмого октября."""
    word = SPOKEN.search(text, max(0, start - REACH), start)
    if not word:
        return None
    table, name = knowledge(language).numbers, word[1].lower()
    day = table.ordinals.get(name, 0 if name in table.pronouns else table.words.get(name, 0))
    return (word.start(), int(day)) if 1 <= day <= LAST_DAY else None


def _unmistakable(word: str, whole: str, language: str) -> bool:
    """Whether a month's name alone is a date: "may" and "march" are everyday words, "October" is not, and where months
    are written small a capital one is a person."""
    person = word[:1].isupper() and written_small(language)
    return len(word) > 3 and word.lower() not in NOT_ALONE and not whole.endswith(".") and not person


def _led(text: str, match: re.Match[str], language: str) -> bool:
    """Whether "may" or "march" is the month all the same: a word like "in" or "since" stands before."""
    before = BEFORE_SECTION.search(text, max(0, match.start() - REACH), match.start())
    leads = knowledge(language).words.group("dates", "in_month")
    fitting = match["month"][:1].isupper() != written_small(language)
    return fitting and before is not None and match["month"].lower() in NOT_ALONE and before[1].lower() in leads


def _range_start(text: str, date: Date, language: str) -> Iterator[Date]:
    """The other end of "3 to 9 March" and "March 3-9", which borrows the month."""
    if not date.day:
        return
    if before := _until(language).search(text, max(0, date.start - REACH), date.start):
        yield Date(before.start("day"), before.end("day"), None, date.month, int(before["day"]))
    if after := EAST_RANGE_END.match(text, date.end):
        day = _count(after["day"])
        if day and date.day < day <= LAST_DAY:
            yield Date(after.start("day"), after.end(), None, date.month, day)
    named = not text[date.start : date.start + 1].isdigit()
    if named and (after := RANGE_END.match(text, date.end)) and int(after["day"]) > date.day:
        yield Date(after.start("day"), after.end("day"), None, date.month, int(after["day"]))


@loaded_once
def _until(language: str) -> re.Pattern[str]:
    words = one_of(knowledge(language).words.group("dates", "until"), language)
    return re.compile(
        rf"(?<![\d.,:/\-])(?P<day>{DAY})(?:\.|st|nd|rd|th|er|º)?(?:\s?[-–—]\s?|\s{words}\s(?:the\s|le\s|el\s|il\s|zum\s)?)$",
        re.IGNORECASE,
    )


@loaded_once
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<month>{one_of(month_names(language), language)})\.?(?!\w)", re.IGNORECASE)


@loaded_once
def _longest_first(language: str) -> tuple[str, ...]:
    """Months as they stand behind what Hebrew and Arabic write on to their front."""
    return tuple(sorted(month_names(language), key=len, reverse=True)) if language[:2] in CLITICS else ()
