"""Numbers that differ in value, whatever they are written in: 2.500 and 2,500 agree, 4 and five do not,
nor do 10 miles and 10 kilometres."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from service.differences import rules, told
from service.differences.apparatus import Place, facts, outlier, places, readings
from service.differences.clusters import Agreement, Cluster
from service.differences.figures import Figure, agree, as_scores, figures, said
from service.languages.digits import plain_digits
from service.model.collation import Cell, Collation
from service.model.finding import Finding, Reading, Severity
from service.model.row import Row
from service.model.rule import Rule
from service.model.sentences import Clause
from service.model.version import Relation

SCORE = re.compile(r"(?<![\d.,:–-])(\d{1,2})\s?(?:[-–—比対对]|대|to)\s?(\d{1,2})(?![\d.,:–-]*\d)")
SMALL = 10
MANY = 40
"""Figures of one sentence that differ before they are told in one: no sentence of the stories has as many figures."""

ASIDE = re.compile(r"[(（\[]\s?(?:[^\d()]{0,20})$")
REACH = 24


def find(collation: Collation) -> Iterator[Finding]:
    """Places where versions give different figures, or where one lacks a figure that others have, and figures that one
    softens otherwise than the others."""
    same = Agreement(agree, said)
    for row in collation.rows:
        cells = collation.cells(row)
        if len(cells) < 2:
            continue
        scores = frozenset((int(a), int(b)) for c in cells for a, b in SCORE.findall(plain_digits(c.text)))

        def look(text: str, language: str, scores: frozenset[tuple[int, int]] = scores) -> Sequence[Figure]:
            return tuple(as_scores(figures(text, language), text, scores))

        found = places(collation, row, cells, look, lambda f: f.shown, same)
        judged = (finding for place in found if (finding := _judge(collation, row.index, place, cells)))
        first = tuple(islice(judged, MANY + 1))
        if len(first) > MANY:
            yield _throughout(collation, row.index, cells, first)
        else:
            yield from first
            yield from _softened(collation, row, cells)


def _throughout(collation: Collation, row: int, cells: Sequence[Cell], judged: Sequence[Finding]) -> Finding:
    """A table whose figures differ is one finding, not one a figure."""
    worst = min(judged, key=lambda f: f.severity.rank)
    found = tuple(Reading((c.version.id,), c.text, (c.span(),)) for c in cells)
    versions = told.labels(collation, [c.version.id for c in cells])
    said = Clause(told.FIGURES_DIFFER, {"versions": versions, "count": MANY})
    rule = rules.FIGURES_TABLE if worst.severity is Severity.CRITICAL else rules.FIGURES_TABLE_DOUBTED
    return Finding(rule, row, found, (said,))


def _judge(collation: Collation, row: int, place: Place, cells: Sequence[Cell]) -> Finding | None:
    items: list[list[Figure]] = [[f.item for f in c.facts.values()] for c in place.clusters]
    if all(f.in_date for group in items for f in group):
        return None  # the date check speaks of it
    rule = _against(items) if len(items) > 1 else _missing(collation, place, items[0], cells)
    if not rule:
        return None
    found = readings(place, cells)
    return Finding(rule, row, found, _said(collation, found), outlier=outlier(found))


def _against(items: Sequence[Sequence[Figure]]) -> Rule | None:
    """How grave it is that these figures stand against each other, and how sure; None where they may be no figures."""
    every = [f for group in items for f in group]
    strength = [max(f.strength for f in group) for group in items]
    days = [f for f in every if f.in_date]
    if days and any(f.units for f in every if not f.in_date):
        return None  # the 7 of October 7 stands against no 12 percent
    if any(f.kind == "fraction" for f in every):
        return rules.FIGURE_PART if all(f.shares for f in every) else None
    if max(strength) == 2 and all(f.kind == "ordinal" for f in every):
        return rules.FIGURE_RANK
    # Two number words may be idiom ("two or three"); a figure beside another figure never is.
    if min(strength) == 0 or max(strength) < 1:
        return None
    money = [f.money for f in every if f.money]
    if len(money) == len(every) and not frozenset.intersection(*money) and len({f.values for f in every}) > 1:
        return rules.FIGURE_CURRENCY  # another currency and another figure: it may have been converted
    return rules.FIGURE_OTHER if min(strength) == 2 else rules.FIGURE_OTHER_WORD


def _missing(collation: Collation, place: Place, items: Sequence[Figure], cells: Sequence[Cell]) -> Rule | None:
    """How grave it is that some versions lack this figure."""
    if max(f.strength for f in items) < 2 or any(f.in_date or f.in_name for f in items):
        return None
    known = collation.original is not None
    if known and all(f.values == {1.0} for f in items) and collation.original not in place.clusters[0].facts:
        return None  # 1ヶ月: where others have an article, some languages count
    texts = {c.version.id: c.text for c in cells}
    lesser = any(collation.relation(v) == Relation.RETELLING for v in place.lacking)
    small = all(max(f.values) < SMALL for f in items)
    aside = all(
        ASIDE.search(texts[v], max(0, fact.item.start - REACH), fact.item.start) and fact.item.units
        for v, fact in place.clusters[0].facts.items()
    )  # "10 miles (16 km)": a conversion for the readers of one version
    return rules.FIGURE_LACKING_HINT if lesser or small or aside else rules.FIGURE_LACKING


def _softened(collation: Collation, row: Row, cells: Sequence[Cell]) -> Iterator[Finding]:
    """One figure that is "over 2,000" here and "almost 2,000" or plain there."""
    groups: list[dict[str, Cluster]] = []
    by_value: dict[float, int] = {}
    for cell in cells:
        for fact in facts(cell, _with_softeners, lambda f: f.shown):
            if not (fact.item.strength == 2 or fact.item.kind == "fraction") or fact.item.in_date or fact.item.in_name:
                continue
            kind = fact.item.quantity.soft or "plain"
            first = min((by_value[value] for value in fact.item.values if value in by_value), default=None)
            if first is None:
                first = len(groups)
                groups.append({})
                by_value |= dict.fromkeys(fact.item.values - by_value.keys(), first)
            clusters = groups[first]
            if not any(cell.version.id in c.facts for c in clusters.values()):
                clusters.setdefault(kind, Cluster({})).facts[cell.version.id] = fact
    for clusters in groups:
        opposed = {"over", "under"} <= clusters.keys()
        part = any(f.item.kind == "fraction" for c in clusters.values() for f in c.facts.values())
        if len(clusters) < 2 or (part and not opposed):  # "um die Hälfte" is about half, and by half
            continue
        found = readings(Place(tuple(sorted(clusters.values(), key=lambda c: -len(c.facts))), ()), cells)
        rule = rules.LIMIT_TURNED if opposed else rules.LIMIT_OTHER
        said = _said(collation, [replace(r, value=None) for r in found])
        yield Finding(rule, row.index, found, said, outlier=outlier(found))


def _with_softeners(text: str, language: str) -> Sequence[Figure]:
    """The figures whose reading is sure, with the words that soften them."""
    return [_widened(f) for f in figures(text, language) if f.quantity and not f.quantity.clock]


def _widened(figure: Figure) -> Figure:
    word = figure.quantity.softener if figure.quantity else None
    return replace(figure, start=min(figure.start, word[0]), end=max(figure.end, word[1])) if word else figure


def _said(collation: Collation, found: Sequence[Reading]) -> tuple[Clause, ...]:
    """Who says which figure, and who has none."""
    said = [_says(collation, r) for r in found if r.quote]
    if silent := [v for r in found if not r.quote for v in r.versions]:
        said.append(told.clause(told.NO_FIGURE, collation, silent))
    return tuple(said)


def _says(collation: Collation, reading: Reading) -> Clause:
    """The quote, and in figures what it is worth where that is not plain to see."""
    value = reading.value or ""
    if not value or value in re.sub(r"[.,\s]", "", reading.quote) or ":" in value:
        return told.clause(told.SAYS, collation, reading.versions, words=reading.quote)
    return told.clause(told.SAYS_WORTH, collation, reading.versions, words=reading.quote, value=value)
