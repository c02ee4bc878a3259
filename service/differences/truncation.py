"""Sentences that break off: "... the US military announced on Platform", where another version goes on.

With a second version it is found by the reading that continues there, in whatever language; with one version alone
it is suspected from the tail.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from service.differences import rules, told
from service.languages import knowledge
from service.languages.rarity import zipf
from service.languages.tokens import size, spaceless, words
from service.model.collation import Cell, Collation
from service.model.finding import Finding, Reading
from service.model.nearness import near
from service.model.segment import Role, Segment
from service.model.sentences import Clause
from service.model.version import primary_subtag

END = re.compile(r"(?<![.!?…。！？｡؟।])[.!?…。！？｡؟।]+[\"'”’»«›“‘」』)\]）\s]*$|[:：][\"'”’»]*$|\u0e2f$")
ELLIPSIS = re.compile(r"(\.\.\.|(?<!…)…+|\[\.\.\.\])[\"'”’»)\s]*$")
LIST_ITEM = re.compile(r"^\s*([-•*·–—]|\d{1,3}[.)])\s")
MARKED_SHARE = 0.7
"""Only a text that ends seven of ten body sentences with a mark is held to it: transcripts and lists of results do not,
and Thai is written without."""

SHORT_BY = 0.82
MAYBE_SHORT_BY = 0.92
"""The length of a sentence, in units of its counterpart's and corrected by the whole texts' lengths: of whole
sentences of the stories in de, ru, zh, ja 5 % lie below .82, of those cut after 50-80 % of their words 93 %."""

TYPICAL = 0.4
EVERYDAY = 7.3
MOST_PAIRS = 30
TAIL_WORDS = 6


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
    # One sentence may be the very one that breaks off: in a short text it must not speak for all.
    return marked >= MARKED_SHARE * (len(body) - 1)


def _ends(cell: Cell) -> bool:
    text = cell.text
    return bool(END.search(text) or ELLIPSIS.search(text) or LIST_ITEM.match(text))


def _beside(collation: Collation, row: int, cell: Cell, others: Sequence[Cell]) -> Finding | None:
    """Another version has the sentence: does it say more where this one stops?"""
    if (
        not words(cell.text)
        or all(not _ends(other) for other in others)
        or (cell.heading and (cell.version.id == collation.original or any(other.heading for other in others)))
    ):
        return None
    whole = [other for other in others if _ends(other)]
    going_on = [(other, at) for other in whole if (at := _continues(collation, cell, other)) is not None]
    stop = cell.text
    readings = (
        Reading((cell.version.id,), _tail(stop), (cell.span(len(stop) - len(_tail(stop)), len(stop)),)),
        *(Reading((o.version.id,), o.text[at:], (o.span(at, len(o.text)),)) for o, at in going_on),
    )
    if not going_on:
        if cell.heading or not _unfinished(cell) or any(_ends_so(cell, other) for other in whole):
            return None  # only the mark is missing: punctuation speaks of it
        seems = Clause(told.SEEMS_CUT, {"version": cell.version.label, "words": _tail(stop)})
        return Finding(rules.CUT_UNFINISHED_BESIDE, row, readings, (seems,))
    names = [o.version.id for o, _ in going_on]
    # The reader of the broken version understands its language best.
    best, at = min(going_on, key=lambda item: item[0].language != cell.language)
    said = (
        Clause(told.BREAKS_OFF, {"version": cell.version.label, "words": _tail(stop)}),
        told.clause(told.GOES_ON, collation, names, passage=_shortened(best.text[at:])),
    )
    alone = cell.version.id if len(others) > 1 else None
    return Finding(rules.CUT_BESIDE, row, readings, said, outlier=alone)


def _ends_so(cell: Cell, other: Cell) -> bool:
    """Whether another version of the language ends with the very same words: "in Spain", "in Spain."."""
    ours, theirs = ([w.text.lower() for w in words(c.text)][-TAIL_WORDS:] for c in (cell, other))
    return cell.language == other.language and bool(ours) and ours == theirs


def _continues(collation: Collation, cell: Cell, other: Cell) -> int | None:
    """Where `other` goes on beyond the point at which `cell` stops, as an offset into its text; None if it does not.

    Across languages the length speaks first; where it leaves doubt, how much of the other sentence has no
    counterpart here, measured against what is usual between these two versions.
    """
    if cell.language == other.language and not spaceless(cell.language):
        return _continues_literally(cell, other)
    share = _share(collation, cell, other)
    lost, found = _lost(collation, cell, other)
    if share >= SHORT_BY:
        usual = median([_lost(collation, a, b)[0] for a, b in _ended_pairs(collation, cell, other)] or [1.0])
        in_doubt = share < MAYBE_SHORT_BY and lost > usual
        if not in_doubt and not _unfinished(cell):
            return None
    starts = [start for start, _, _ in _words(collation, other)]
    if not starts:
        return None
    # The tail that is lost: from where on more words lack a counterpart than have one.
    excess = [sum(found[k:]) - TYPICAL * len(found[k:]) for k in range(len(found))]
    best = max(range(len(excess)), key=lambda k: excess[k])
    return starts[best if excess[best] > 0 else len(starts) - max(1, len(starts) // 5)]


def _lost(collation: Collation, cell: Cell, other: Cell) -> tuple[float, list[float]]:
    """The share of the other sentence that has no near word in this one, rare words counting more; and each word's."""
    theirs = [text for _, _, text in _words(collation, other)]
    ours = [text for _, _, text in _words(collation, cell)]
    if not theirs or not ours:
        return 0.0, [0.0] * len(theirs)
    encode = collation.embedder.encode
    lost = 1 - near((encode(theirs) @ encode(ours).T).max(1))
    weights = [min(1.0, max(0.0, (EVERYDAY - zipf(word, other.language)) / 3)) for word in theirs]
    total = sum(weights)
    each = [float(x) * w for x, w in zip(lost, weights, strict=True)]
    return sum(each) / total if total else 0.0, each


def _ended_pairs(collation: Collation, cell: Cell, other: Cell) -> list[tuple[Cell, Cell]]:
    """Other rows in which both versions end their sentence: what is usual between them."""
    found = []
    for table in collation.table:
        a, b = table.get(cell.version.id), table.get(other.version.id)
        if a and b and a is not cell and _ends(a) and _ends(b):
            found.append((a, b))
    return found[:MOST_PAIRS]


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
    ratio = _length(collation, cell.version.id) / _length(collation, other.version.id)
    return size(cell.text) / (size(other.text) * ratio)


def _length(collation: Collation, version: str) -> float:
    text = collation.version(version).text
    return sum(size(s.text(text)) for s in collation.segments[version] if s.role is not Role.FURNITURE)


def _alone(collation: Collation, row: int, cell: Cell) -> Finding | None:
    """No other version to look at: the tail itself must speak."""
    if cell.heading:
        return None
    tail = _tail(cell.text)
    start = len(cell.text) - len(tail)
    reading = Reading((cell.version.id,), tail, (cell.span(start, len(cell.text)),))
    cut, sentence = (
        (rules.CUT_UNFINISHED, told.SEEMS_UNFINISHED) if _unfinished(cell) else (rules.CUT_NO_MARK, told.NO_FINAL_MARK)
    )
    said = Clause(sentence, {"version": cell.version.label, "words": tail})
    return Finding(cut, row, (reading,), (said,))


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
    return lone_name and primary_subtag(cell.language) != "de"


def _tail(text: str) -> str:
    """The last words, enough to recognise the place."""
    found = words(text)
    return text[found[-2].start :] if len(found) > 1 else text


def _shortened(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
