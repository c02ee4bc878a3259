"""Which lines of a version are headings, which are furniture, and which are the story."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.languages import Knowledge, knowledge
from service.model.segment import Role
from service.model.version import primary_subtag

SENTENCE_END = re.compile(r"[.!?…。！？｡؟।][\"'”’»›“‘」』)\]）]*$")
OPEN_END = re.compile(r"[,;:—–-]$")
TWO_SENTENCES = re.compile(r"(?:\S++\s++){3,}[^\W\d_]{4,}+[.!?][\"'”’»]?\s++(?:\S++\s++){3}\S")
"""Four words, the last of them no abbreviation, a mark, and four words more."""
HEADLINE_LENGTH = 160
CROSSHEAD_WORDS = 9
CROSSHEAD_LENGTH = 70
"""A line of its own without a final mark is a crosshead up to this length; beyond, it is a sentence that lost its
end."""

CAPTION_LENGTH = 300
FURNITURE_LENGTH = 250
"""Longer lines are the story's; it also keeps hostile lines from the patterns."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a version's text; `alone` where it is its whole paragraph."""

    start: int
    end: int
    paragraph: int
    alone: bool


Tagged = tuple[Role, str | None]


def roles(text: str, lines: Sequence[Line], language: Knowledge) -> list[Tagged]:
    """Role and kind of furniture of each line, in order.

    Furniture is told by the patterns of the version's language and of English (pages of all languages carry English
    buttons); a caption by its place beside a credit or an "enlarge" button.
    """
    tables = [language] if primary_subtag(language.code) == "en" else [language, knowledge("en")]
    tagged: list[Tagged | None] = [_furniture(text[line.start : line.end], tables) for line in lines]
    _captions(text, lines, tagged)
    first = next((i for i, tag in enumerate(tagged) if tag is None), None)
    return [
        tag or _heading_or_body(text, line, i == first) for i, (line, tag) in enumerate(zip(lines, tagged, strict=True))
    ]


def _furniture(line: str, tables: Sequence[Knowledge]) -> Tagged | None:
    if len(line) > FURNITURE_LENGTH:
        return None
    line = " ".join(line.split())
    for table in tables:
        for kind, patterns in table.furniture.items():
            if any(pattern.fullmatch(line) for pattern in patterns):
                return Role.FURNITURE, kind
    return None


def _captions(text: str, lines: Sequence[Line], tagged: list[Tagged | None]) -> None:
    """A line right before a credit is its picture's caption, if it has no final mark or follows an "enlarge" button."""
    for i in range(1, len(lines)):
        line = lines[i - 1]
        if tagged[i] != (Role.FURNITURE, "credit") or tagged[i - 1] or line.end - line.start > CAPTION_LENGTH:
            continue
        after_button = i >= 2 and tagged[i - 2] == (Role.FURNITURE, "button")
        if after_button or (i >= 2 and not SENTENCE_END.search(text[line.start : line.end])):
            tagged[i - 1] = Role.FURNITURE, "caption"


def _heading_or_body(text: str, line: Line, first: bool) -> Tagged:
    content = text[line.start : line.end]
    if SENTENCE_END.search(content) or OPEN_END.search(content):
        ends_like_headline = first and content.endswith(("?", "!", "？", "！")) and len(content) <= HEADLINE_LENGTH
        return (Role.HEADING, None) if ends_like_headline and line.alone else (Role.BODY, None)
    if first:
        # A headline is no two sentences: this is a paragraph that breaks off.
        return (
            Role.HEADING if len(content) <= HEADLINE_LENGTH and not TWO_SENTENCES.match(content) else Role.BODY
        ), None
    short = len(content) <= CROSSHEAD_LENGTH and len(content.split()) <= CROSSHEAD_WORDS
    return (Role.HEADING if short and line.alone and _starts_like_heading(content) else Role.BODY), None


def _starts_like_heading(content: str) -> bool:
    """Not in the midst of a sentence, and no bare list item."""
    return not content[0].islower() and not re.match(r"[-•*·–]\s|\d+[.)]\s", content)
