"""Sentences that break off: "... the US military announced on Platform", where another version goes on.

With a second version it is found by the reading that continues there, in whatever language; with one version alone it is
suspected from the tail.
"""

import re
from collections.abc import Iterator, Sequence

from service.differences.apparatus import labels, verb
from service.languages import knowledge
from service.languages.tokens import spaceless, words
from service.model.collation import Cell, Collation
from service.model.finding import Finding, FindingType, Reading, Severity
from service.model.segment import Role, Segment

TYPE = FindingType.TRUNCATION
END = re.compile(r"[.!?…。！？｡؟।]+[\"'”’»«›“‘」』)\]）\s]*$|[:：][\"'”’»]*$|\u0e2f$")
ELLIPSIS = re.compile(r"(\.\.\.|…+|\[\.\.\.\])[\"'”’»)\s]*$")
LIST_ITEM = re.compile(r"^\s*([-•*·–—]|\d{1,3}[.)])\s")
MARKED_SHARE = 0.7
"""Only a text that ends seven of ten body sentences with a mark is held to it: transcripts and lists of results do not,
and Thai is written without."""

SHORT_BY = 0.8
"""A cell counts as shorter if, measured in the others' lengths, less than this share of it is there."""

TAIL_WORDS = 6
FEWEST_ABSENT = 2
CONTENT_LENGTH = 2
"""Words of one letter say nothing; Chinese words have two characters."""
ABSENT = 0.55
"""Below this cosine to all words of a text no counterpart of a word is there (see pipeline/evidence.py)."""


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each sentence that breaks off."""
    held = {v.id for v in collation.versions if _marks_its_ends(v.text, collation.segments[v.id])}
    for row in collation.rows:
        cells = collation.cells(row)
        for cell in cells:
            if cell.version.id in held and not _ends(cell):
                others = [c for c in cells if c is not cell]
                finding = _beside(collation, row.index, cell, others) if others else _alone(collation, row.index, cell)
                if finding:
                    yield finding


def _marks_its_ends(text: str, segments: Sequence[Segment]) -> bool:
    body = [s for s in segments if s.role is Role.BODY]
    marked = sum(bool(END.search(text, s.start, s.end)) for s in body)
    return len(body) == 1 or marked >= MARKED_SHARE * len(body)


def _ends(cell: Cell) -> bool:
    text = cell.text
    return bool(END.search(text) or ELLIPSIS.search(text) or LIST_ITEM.match(text))


def _beside(collation: Collation, row: int, cell: Cell, others: Sequence[Cell]) -> Finding | None:
    """Another version has the sentence: does it say more where this one stops?"""
    if all(not _ends(other) for other in others) or (cell.heading and any(other.heading for other in others)):
        return None
    whole = [other for other in others if _ends(other)]
    going_on = [(other, at) for other in whole if (at := _continues(collation, cell, other)) is not None]
    stop = cell.text
    readings = (
        Reading((cell.version.id,), _tail(stop), (cell.span(len(stop) - len(_tail(stop)), len(stop)),)),
        *(Reading((o.version.id,), o.text[at:], (o.span(at, len(o.text)),)) for o, at in going_on),
    )
    if not going_on:
        if cell.heading or not _unfinished(cell):
            return None  # only the mark is missing: punctuation speaks of it
        message = f"{cell.version.label} seems to break off after \u201c{_tail(stop)}\u201d."
        return Finding(TYPE, Severity.MAJOR, row, readings, message, 0.6, outlier=None)
    names = [o.version.id for o, _ in going_on]
    message = (
        f"{cell.version.label} breaks off after \u201c{_tail(stop)}\u201d; {labels(collation, names)} "
        f"{verb(names, 'goes', 'go')} on: \u201c{_shortened(going_on[0][0].text[going_on[0][1]:])}\u201d"
    )
    alone = cell.version.id if len(others) > 1 else None
    return Finding(TYPE, Severity.CRITICAL, row, readings, message, 0.95, outlier=alone)


def _continues(collation: Collation, cell: Cell, other: Cell) -> int | None:
    """Where `other` goes on beyond the point at which `cell` stops, as an offset into its text; None if it does not.

    Word by word from the end, until a word is reached that `cell` has, too, in whatever language.
    """
    if cell.language == other.language and not spaceless(cell.language):
        return _continues_literally(cell, other)
    theirs, ours = _words(collation, other), [text for _, _, text in _words(collation, cell)]
    if not theirs or not ours:
        return None
    encode = collation.embedder.encode
    best = (encode([text for _, _, text in theirs]) @ encode(ours).T).max(1)
    tail = 0
    while tail < len(theirs) and best[len(theirs) - 1 - tail] < ABSENT:
        tail += 1
    absent = sum(1 for b, (_, _, word) in zip(best, theirs, strict=True) if b < ABSENT and len(word) >= CONTENT_LENGTH)
    if absent >= FEWEST_ABSENT or (_share(collation, cell, other) < SHORT_BY and absent):
        first = next((k for k in range(len(theirs)) if sum(b < ABSENT for b in best[k:]) >= 0.6 * (len(theirs) - k)), None)
        start = first if first is not None else len(theirs) - max(1, tail)
        return theirs[start][0]
    if tail and _unfinished(cell):
        return theirs[len(theirs) - tail][0]
    return None


def _continues_literally(cell: Cell, other: Cell) -> int | None:
    ours, theirs = words(cell.text), words(other.text)
    if len(theirs) <= len(ours) or not ours:
        return None
    last = ours[-1].text.lower()
    for k in range(len(theirs) - 2, -1, -1):
        if theirs[k].text.lower() == last:
            before = {t.text.lower() for t in ours[-TAIL_WORDS:]}
            around = {t.text.lower() for t in theirs[max(0, k - TAIL_WORDS) : k + 1]}
            if len(before & around) >= min(3, len(before)):
                return theirs[k + 1].start
    share = len(cell.text) / max(1, len(other.text))
    return theirs[min(len(ours), len(theirs) - 1)].start if share < SHORT_BY else None


def _words(collation: Collation, cell: Cell) -> list[tuple[int, int, str]]:
    split = getattr(collation.embedder, "split", None)
    text = cell.text
    if split and spaceless(cell.language):
        return [(a, b, text[a:b]) for a, b in split(text)]
    return [(t.start, t.end, t.text) for t in words(text)]


def _share(collation: Collation, cell: Cell, other: Cell) -> float:
    """The length of a cell in units of the other's, corrected by the whole texts' lengths."""
    ratio = _length(collation, cell.version.id) / max(1, _length(collation, other.version.id))
    return len(cell.text) / max(1.0, len(other.text) * ratio)


def _length(collation: Collation, version: str) -> int:
    return sum(s.end - s.start for s in collation.segments[version] if s.role is not Role.FURNITURE)


def _alone(collation: Collation, row: int, cell: Cell) -> Finding | None:
    """No other version to look at: the tail itself must speak."""
    if cell.heading:
        return None
    tail = _tail(cell.text)
    start = len(cell.text) - len(tail)
    reading = Reading((cell.version.id,), tail, (cell.span(start, len(cell.text)),))
    if _unfinished(cell):
        message = f"{cell.version.label} seems to break off after \u201c{tail}\u201d: the sentence is not finished."
        return Finding(TYPE, Severity.MAJOR, row, (reading,), message, 0.7)
    message = f"In {cell.version.label} the sentence that ends \u201c{tail}\u201d has no final mark: it may have been cut."
    return Finding(TYPE, Severity.MINOR, row, (reading,), message, 0.35)


def _unfinished(cell: Cell) -> bool:
    """Whether a sentence cannot end here: a preposition, an article, a comma, an open quotation, or a common noun that
    stands after a preposition like the start of a name ("on Platform")."""
    text = cell.text.rstrip()
    if not text or text[-1] in ",;–—-(:" or text.count("(") > text.count(")"):
        return True
    known = knowledge(cell.language).words
    found = words(text)
    if not found:
        return False
    last = found[-1].text
    if last.lower() in known.group("function", "articles", "prepositions", "conjunctions", "possessives"):
        return True
    before = found[-2].text.lower() if len(found) > 1 else ""
    lone_name = last[0].isupper() and before in known.group("function", "prepositions")
    return lone_name and cell.language.split("-")[0] != "de"


def _tail(text: str) -> str:
    """The last words, enough to recognise the place."""
    found = words(text)
    return text[found[-2].start :] if len(found) > 1 else text


def _shortened(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
