"""Where in a story a row stands: the headline and the lead are read by all, the twelfth paragraph by few."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from service.model.row import Row
from service.model.segment import Role, Segment

LEAD = 2
"""Sentences of the first paragraph that are its lead."""

STORY = 3
"""Rows from which on a text has a headline or a lead at all."""


class Place(StrEnum):
    """What everybody reads."""

    HEADLINE = "headline"
    LEAD = "lead"


def places(rows: Sequence[Row], segments: Iterable[Segment]) -> Mapping[int, Place]:
    """Row index -> place, for the rows where `segments`, those of one version, are its headline or its lead: the first
    heading before the text, and the first sentences of the text's first paragraph."""
    if len(rows) < STORY:
        return {}
    ordered = sorted(segments, key=lambda s: s.start)
    body = [s for s in ordered if s.role is Role.BODY]
    heading = next((s for s in ordered if s.role is Role.HEADING), None)
    named: dict[str, Place] = {}
    if body:
        named = {s.id: Place.LEAD for s in body[:LEAD] if s.paragraph == body[0].paragraph}
    if heading and (not body or heading.start < body[0].start):
        named[heading.id] = Place.HEADLINE
    found = {}
    for row in rows:
        here = {named[s] for cell in row.cells.values() for s in cell if s in named}
        if here:
            found[row.index] = min(here)
    return found
