"""A segment: a sentence, heading or piece of furniture of one version, located in its text."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a segment is on the page. Only headings and body are compared."""

    HEADING = "heading"
    BODY = "body"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Segment:
    """`version`'s text between `start` and `end` (code points, half open, no blank at either edge).

    `paragraph` counts the version's blocks from 0. `furniture` says which kind of furniture it is (button, caption,
    credit, byline, dateline, related, cookie, ...) and is None for other roles. `language` is a BCP 47 code.
    """

    id: str
    version: str
    start: int
    end: int
    role: Role
    paragraph: int
    language: str
    furniture: str | None = None

    def text(self, of: str) -> str:
        """The segment's own words, cut from its version's text `of`."""
        return of[self.start : self.end]
