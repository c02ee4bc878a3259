"""Calendar dates and days that differ: October 7th, 7. Oktober and 2023-10-07 agree, 7 and 17 October do not,
nor do Monday and Dienstag."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.differences import rules, told
from service.differences.apparatus import Place, outlier, places, readings
from service.differences.clusters import Agreement
from service.languages.dates import Date, find_dates
from service.languages.days import Day, find_relative_days, find_weekdays
from service.languages.phrases import Phrase, find_phrases
from service.model.collation import Cell, Collation
from service.model.finding import Finding
from service.model.rule import Rule
from service.model.segment import Role

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NIGHT = 12
"""Characters within which the word "night" belongs to a day: Saturday night, the night before Sunday."""

HEAD = 4
"""A dateline stands among the first segments of a version."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (Monday is 1) at `[start, end)` of a text; `told` from the day of the text ("yesterday");
    `night` where its night is meant."""

    start: int
    end: int
    number: int
    told: bool = False
    night: bool = False


@dataclass(frozen=True, slots=True)
class Told(Date):
    """A date that is told from the day of the text: "yesterday"."""


def find(collation: Collation) -> Iterator[Finding]:
    """Places where versions name different days, months or years, or days of the week. One that a version leaves out
    alone is left to the checks of omission: translators often write "on Monday" instead."""
    written = _datelines(collation)
    same_date = Agreement(Date.agrees, lambda d: (d.year, d.month, d.day, d.swapped))
    same_day = Agreement(_same_day, lambda d: (d.number, d.night))
    for row in collation.rows:
        cells = collation.cells(row)
        if len(cells) < 2:
            continue
        bases = _bases(cells, written)

        def dates(text: str, language: str, bases: Mapping[str, datetime.date] = bases) -> Sequence[Date]:
            return (*find_dates(text, language), *_told_from(text, language, bases))

        def weekdays(text: str, language: str, bases: Mapping[str, datetime.date] = bases) -> Sequence[Weekday]:
            nights = find_phrases(text, language, "night")
            named = [
                Weekday(d.start, d.end, d.number, night=any(_beside(d, n) for n in nights))
                for d in find_weekdays(text, language)
            ]
            return (*named, *(_weekday(d) for d in _told_from(text, language, bases)))

        for place in places(collation, row, cells, dates, lambda d: d.shown, same_date):
            if finding := _judge(collation, row.index, place, cells, rules.DATE_OTHER):
                yield finding
        for place in places(collation, row, cells, weekdays, lambda d: WEEKDAYS[d.number - 1], same_day):
            if finding := _judge(collation, row.index, place, cells, rules.WEEKDAY_OTHER):
                yield finding


def _same_day(a: Weekday, b: Weekday) -> bool:
    """Whether two days are one; Saturday night is the night to Sunday."""
    return a.number == b.number or ((a.night or b.night) and (a.number - b.number) % 7 in (1, 6))


def _beside(day: Day, night: Phrase) -> bool:
    return day.start - NIGHT <= night.end and night.start <= day.end + NIGHT


def _judge(collation: Collation, row: int, place: Place, cells: Sequence[Cell], rule: Rule) -> Finding | None:
    items = [fact.item for cluster in place.clusters for fact in cluster.facts.values()]
    if len(place.clusters) < 2 or all(isinstance(i, Weekday) and i.told for i in items):
        return None  # of "yesterday" against "today" the dates have been told already
    if any(isinstance(i, Told) for i in items):
        rule = rules.DATE_TOLD
    found = readings(place, cells)
    said = tuple(
        told.clause(told.SAYS_DATE, collation, r.versions, words=r.quote, value=r.value or "") for r in found if r.quote
    )
    return Finding(rule, row, found, said, outlier=outlier(found))


def _datelines(collation: Collation) -> Mapping[str, datetime.date]:
    """The day on which each version was written, of those that say so in a dateline."""
    found: dict[str, datetime.date] = {}
    for version in collation.versions:
        for segment in collation.segments.get(version.id, ())[:HEAD]:
            if segment.role is not Role.FURNITURE:
                continue
            text = version.text[segment.start : segment.end]
            for date in find_dates(text, segment.language or collation.languages.get(version.id, "und")):
                if date.year and date.day and (day := _day(date.year, date.month, date.day)):
                    found.setdefault(version.id, day)
    return found


def _bases(cells: Sequence[Cell], written: Mapping[str, datetime.date]) -> Mapping[str, datetime.date]:
    """From when the text of each cell counts its yesterdays; only if all versions of the row say when they were
    written."""
    if any(cell.version.id not in written for cell in cells):
        return {}
    return {cell.text: written[cell.version.id] for cell in cells}


def _told_from(text: str, language: str, bases: Mapping[str, datetime.date]) -> Iterator[Told]:
    """Yesterday and tomorrow as dates."""
    if text not in bases:
        return
    for day in find_relative_days(text, language):
        date = bases[text] + datetime.timedelta(days=day.number)
        yield Told(day.start, day.end, date.year, date.month, date.day)


def _weekday(date: Told) -> Weekday:
    day = _day(date.year or 1, date.month, date.day or 1)
    return Weekday(date.start, date.end, day.isoweekday() if day else 1, told=True)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
