"""Numbers that differ in value, whatever they are written in: 2.500 and 2,500 agree, 4 and five do not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.differences.apparatus import Place, labels, outlier, places, readings, verb
from service.languages.dates import Date, find_dates
from service.languages.numbers import Quantity, find_numbers
from service.model.collation import Cell, Collation
from service.model.finding import Finding, FindingType, Reading, Severity
from service.model.version import Relation

TYPE = FindingType.NUMBER
GLUED = re.compile(r"[^\W\d_][-\u2010\u2011–]?$")
ROUNDING = 0.005
"""2.48 and 2.5 million agree within half a percent only; more is another figure."""

SOFT_ROUNDING = 0.05
"""A figure softened by "about" may be rounded to five percent before it counts as another."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text. `in_date`: the 11 of "September 11"; `in_name`: the 19 of "Covid-19", which goes with its
    word."""

    start: int
    end: int
    values: frozenset[float]
    shown: str
    strength: int
    soft: bool
    in_date: bool
    in_name: bool


def find(collation: Collation) -> Iterator[Finding]:
    """Places where versions give different figures, or where one lacks a figure that others have."""
    for row in collation.rows:
        cells = collation.cells(row)
        if len(cells) < 2:
            continue
        for place in places(collation, row, cells, figures, lambda f: f.shown, agree):
            finding = _judge(collation, row.index, place, cells)
            if finding:
                yield finding


def figures(text: str, language: str) -> Sequence[Figure]:
    """All figures of a text; those within dates are marked."""
    dates = find_dates(text, language)
    slashed = [d for d in dates if "/" in text[d.start : d.end]]
    numbers = [q for q in find_numbers(text, language) if not any(d.start <= q.start < d.end for d in slashed)]
    found = [
        _figure(q, any(d.start <= q.start < d.end for d in dates), bool(GLUED.search(text, 0, q.start)))
        for q in numbers
    ]
    return sorted((*found, *(_slashed(text, d) for d in slashed)), key=lambda f: f.start)


def _slashed(text: str, date: Date) -> Figure:
    """9/11 may be told as 11 September, as 9/11 and as 911: one figure with all its values."""
    quote = text[date.start : date.end]
    parts = {float(p) for p in quote.split("/")} | {float(quote.replace("/", ""))}
    return Figure(date.start, date.end, frozenset(parts), quote, 2, soft=False, in_date=True, in_name=False)


def _figure(q: Quantity, in_date: bool, in_name: bool) -> Figure:
    return Figure(q.start, q.end, q.values, q.shown, q.strength, q.soft is not None, in_date, in_name)


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures have a value in common, rounding allowed as far as the words allow it."""
    if a.values & b.values:
        return True
    slack = SOFT_ROUNDING if a.soft or b.soft else ROUNDING
    return any(abs(x - y) <= slack * max(abs(x), abs(y)) and max(x, y) >= 100 for x in a.values for y in b.values)


def _judge(collation: Collation, row: int, place: Place, cells: Sequence[Cell]) -> Finding | None:
    items = [[f.item for f in c.facts.values()] for c in place.clusters]
    if all(f.in_date for group in items for f in group):
        return None  # the date check speaks of it
    strength = [max(f.strength for f in group) for group in items]
    found = readings(place, cells)
    if len(place.clusters) > 1:
        # Two number words may be idiom ("two or three"); a figure beside another figure never is.
        if min(strength) == 0 or max(strength) < 1:
            return None
        sure = min(strength) == 2
        severity, confidence = (Severity.CRITICAL, 0.9) if sure else (Severity.MAJOR, 0.7)
    else:
        if strength[0] < 2 or any(f.in_date or f.in_name for f in items[0]):
            return None
        lesser = any(collation.relation(v) == Relation.RETELLING for v in place.lacking)
        small = all(max(f.values) < 10 for f in items[0])
        severity, confidence = (Severity.MINOR, 0.5) if lesser or small else (Severity.MAJOR, 0.6)
    return Finding(TYPE, severity, row, found, _message(collation, found), confidence, outlier=outlier(found))


def _message(collation: Collation, found: Sequence[Reading]) -> str:
    said = [r for r in found if r.quote]
    parts = [f"{labels(collation, r.versions)} {verb(r.versions, 'says', 'say')} {_shown(r)}" for r in said]
    silent = [v for r in found if not r.quote for v in r.versions]
    if silent:
        parts.append(f"{labels(collation, silent)} {verb(silent, 'has', 'have')} no such figure")
    return "; ".join(parts) + "."


def _shown(reading: Reading) -> str:
    """The quote, and in figures what it is worth where that is not plain to see."""
    value = reading.value or ""
    if not value or value in re.sub(r"[.,\s]", "", reading.quote) or ":" in value:
        return f"\u201c{reading.quote}\u201d"
    grouped = f"{int(value):,}" if value.isdigit() else value
    return f"\u201c{reading.quote}\u201d ({grouped})"
