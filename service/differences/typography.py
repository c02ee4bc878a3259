"""Quotation marks of another keyboard: straight ones where other versions of the language have the language's own.

A matter of form that the rules of MQM call a locale convention; it is told once for all versions and the whole text.
"""

from collections.abc import Iterator, Mapping, Sequence

from service.differences import rules, told
from service.languages import knowledge
from service.languages.quotes import find_quotations
from service.model.collation import Collation
from service.model.finding import Finding, Reading, Span
from service.model.version import Version, primary_subtag

STRAIGHT = '"'
LIKE_STRAIGHT = "“”"
"""Languages whose first marks are these take the straight ones for the same, only plainer."""

FEWEST = 3
"""Versions of one language from which on a house style shows."""


def find(collation: Collation) -> Iterator[Finding]:
    """At most one finding a language."""
    languages = {primary_subtag(code) for code in collation.languages.values()}
    for language in sorted(languages):
        marks = [m for m in knowledge(language).words.tables.get("quotes", {}).get("marks", ()) if len(m) == 2]
        if not marks or marks[0] == LIKE_STRAIGHT or marks[0][0] == STRAIGHT:
            continue
        mine = [v for v in collation.versions if primary_subtag(collation.languages[v.id]) == language]
        if len(mine) < FEWEST:
            continue
        straight = {v.id: spans for v in mine if (spans := _straight(v, language))}
        own = [m for m in marks if STRAIGHT not in m]
        proper = [v.id for v in mine if v.id not in straight and any(m[0] in v.text and m[1] in v.text for m in own)]
        if straight and proper:
            yield _finding(collation, straight, proper, marks[0])


def _straight(version: Version, language: str) -> tuple[Span, ...]:
    """The straight opening marks of a version's quotations."""
    found = find_quotations(version.text, language)
    return tuple(
        Span(version.id, q.start - 1, q.start) for q in found if q.start > 0 and version.text[q.start - 1] == STRAIGHT
    )


def _finding(
    collation: Collation, straight: Mapping[str, tuple[Span, ...]], proper: Sequence[str], marks: str
) -> Finding:
    names = list(straight)
    reading = Reading(tuple(names), STRAIGHT, tuple(span for spans in straight.values() for span in spans))
    said = (
        told.clause(told.STRAIGHT, collation, names),
        told.clause(told.HAS_MARKS, collation, proper, marks=f"{marks[0]}…{marks[1]}"),
    )
    return Finding(rules.STRAIGHT_MARKS, None, (reading,), said)
