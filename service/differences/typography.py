"""Quotation marks of another keyboard: straight ones where other versions of the language have the language's own.

A matter of form that the rules of MQM call a locale convention; it is told once for all versions and the whole text.
"""

from collections.abc import Iterator, Mapping, Sequence

from service.differences.apparatus import labels, verb
from service.languages import knowledge
from service.languages.quotes import find_quotations
from service.model.collation import Collation
from service.model.finding import Finding, FindingType, Reading, Severity, Span
from service.model.version import Version, primary_subtag

TYPE = FindingType.PUNCTUATION
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
    message = (
        f'{labels(collation, names)} {verb(names, "sets", "set")} straight quotation marks ("); '
        f"{labels(collation, proper)} {verb(proper, 'has', 'have')} {marks[0]}…{marks[1]}."
    )
    return Finding(TYPE, Severity.MINOR, None, (reading,), message, 0.2)
