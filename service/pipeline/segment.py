"""From a version's text to its segments: lines, then sentences by `sentencex`, each located in the text as given."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from service.languages import knowledge
from service.model.segment import Role, Segment
from service.model.version import Version
from service.pipeline.roles import Line, roles
from service.pipeline.sentences import sentences

LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
INVISIBLE = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Soft hyphen, zero-width and bidi marks: never a segment's first or last character of substance."""

EDGE = re.compile(rf"[\s{INVISIBLE}\x00]+")
END_MARK = re.compile(r"[.!?…。！？｡؟।:;：；][\"'”’»›“‘」』)\]）\s]*$")
LONGEST = 800
"""Code points of a segment. The longest sentence of 12,000 in the stories has 600; words are set against each other in
time that grows with the square of it."""

WRAPPED_SHARE = 0.6
WRAPPED_LENGTH = 45
"""A text counts as hard-wrapped where six of ten single line breaks cut a long line in mid-sentence: mails and old
agency feeds do at 65 to 80 columns, while a story that has a sentence a line ends nearly every line with a mark."""


def segment(version: Version, language: str) -> tuple[Segment, ...]:
    """Splits a version into segments in text order.

    Every segment's text is `version.text[start:end]`, without blanks at its edges; what lies between segments is
    white space and invisible marks. `language` (BCP 47) chooses sentence rules and the patterns of furniture.
    """
    lines = _lines(version.text)
    segments: list[Segment] = []
    for line, (role, furniture) in zip(lines, roles(version.text, lines, knowledge(language)), strict=True):
        whole = role is not Role.BODY
        for start, end in (
            [(line.start, line.end)] if whole else _sentences(version.text, line.start, line.end, language)
        ):
            name = f"{version.id}.{len(segments)}"
            segments.append(Segment(name, version.id, start, end, role, line.paragraph, language, furniture))
    return tuple(segments)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Moves both ends inwards over white space and invisible marks."""
    if head := EDGE.match(text, start, end):
        start = head.end()
    while start < end and EDGE.fullmatch(text[end - 1]):
        end -= 1
    return start, end


def _lines(text: str) -> list[Line]:
    """The lines that hold something, blank lines counted as paragraph borders, hard-wrapped lines joined."""
    pieces: list[tuple[int, int, int]] = []
    paragraph, position, blank = 0, 0, False
    for match in [*LINE_BREAK.finditer(text), None]:
        start, end = trim(text, position, match.start() if match else len(text))
        if start < end:
            paragraph += blank and bool(pieces)
            blank = False
            pieces.append((start, end, paragraph))
        else:
            blank = True
        position = match.end() if match else len(text)
    if _wrapped(text, pieces):
        pieces = list(_joined(pieces))
    sizes = Counter(paragraph for _, _, paragraph in pieces)
    return [Line(start, end, p, alone=sizes[p] == 1) for start, end, p in pieces]


def _wrapped(text: str, pieces: Sequence[tuple[int, int, int]]) -> bool:
    """Whether single line breaks in this text are a typesetter's and not the writer's."""
    inner = [(a, b) for (a, b, p), (_, _, q) in itertools.pairwise(pieces) if p == q]
    cut = [1 for a, b in inner if b - a >= WRAPPED_LENGTH and not END_MARK.search(text, a, b)]
    return len(inner) >= 3 and len(cut) >= WRAPPED_SHARE * len(inner)


def _joined(pieces: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """One piece a paragraph."""
    start, end, paragraph = pieces[0]
    for a, b, p in pieces[1:]:
        if p != paragraph:
            yield start, end, paragraph
            start, paragraph = a, p
        end = b
    yield start, end, paragraph


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """The sentences of one line, as offsets into the text."""
    for a, b in sentences(text[start:end], language):
        for c, d in _cut(text, start + a, start + b):
            first, last = trim(text, c, d)
            if first < last:
                yield first, last


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence that is none (a table, a list without marks) in pieces, cut at a blank where there is one."""
    while end - start > LONGEST:
        blank = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in " \t\u3000")
        at = blank if blank > 0 else start + LONGEST
        yield start, at
        start = at
    yield start, end
