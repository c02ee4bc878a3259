"""A statement that stands twice in one version, word for word or in other words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz

from service.differences import rules, told
from service.differences.omission import shortened
from service.languages import knowledge
from service.languages.tokens import spaceless, words
from service.model.collation import Cell, Collation
from service.model.finding import Finding, Reading, Span
from service.model.segment import Role, Segment
from service.model.sentences import Clause

SAME = 92.0
"""rapidfuzz ratio 0..100 of two sentences from which on they are the same sentence."""

NEAR = 0.6
COVERED = 0.8
FEWEST_WORDS = 5
BLOCK = 512
"""Sentences that are set against all others at a time."""

PHRASE, ECHO, CONTENT = 3, 2, 2
"""Words of a phrase that stands twice, words from which on another version repeats itself, too, and how many of either
must be more than function words or figures."""

CLAUSE = 5
"""Words from which on what stands twice is a clause, and worse than a slip."""

SHORTEST = 12
"""Shorter sentences may rightly stand twice ("He was 23.")."""


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each pair of sentences of a version that say the same, unless another version repeats itself,
    too."""
    row_of = {name: row.index for row in collation.rows for names in row.cells.values() for name in names}
    for version in collation.versions:
        segments = [s for s in collation.segments[version.id] if s.role is Role.BODY]
        texts = [s.text(version.text) for s in segments]
        for i, j, exact in _pairs(collation, segments, texts):
            if _shared(collation, version.id, row_of.get(segments[i].id), row_of.get(segments[j].id)):
                continue
            spans = tuple(Span(version.id, s.start, s.end) for s in (segments[i], segments[j]))
            reading = Reading((version.id,), texts[j], spans)
            rule, sentence = (rules.TWICE, told.STANDS_TWICE) if exact else (rules.TWICE_REWORDED, told.SAID_TWICE)
            said = Clause(sentence, {"version": version.label, "passage": shortened(texts[j])})
            yield Finding(rule, row_of.get(segments[j].id), (reading,), (said,))
    yield from _within(collation)


def _within(collation: Collation) -> Iterator[Finding]:
    """Phrases that stand twice in one sentence, where no other version repeats itself there."""
    for row in collation.rows:
        cells = collation.cells(row)
        # Two versions of one language are compared word by word: what one of them lost may look repeated here.
        alone = len(cells) < 3 and len({c.language for c in cells}) < 2
        repeated = {c.version.id: found for c in cells if (found := _repetition(c, PHRASE))}
        for cell in cells:
            if cell.version.id not in repeated or alone:
                continue
            if any(_repetition(other, ECHO) for other in cells if other is not cell):
                continue
            first, again = repeated[cell.version.id]
            reading = Reading((cell.version.id,), cell.text[slice(*again)], (cell.span(*first), cell.span(*again)))
            said = Clause(told.PHRASE_TWICE, {"version": cell.version.label, "passage": shortened(reading.quote)})
            long = len(words(reading.quote)) >= CLAUSE
            yield Finding(rules.TWICE_CLAUSE if long else rules.TWICE_PHRASE, row.index, (reading,), (said,))


def _repetition(cell: Cell, fewest: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the first run of at least `fewest` words stands that comes again in the cell, and where it comes again;
    offsets into its text."""
    if spaceless(cell.language):
        return None
    found = words(cell.text)
    keys = [w.text.lower() for w in found]
    function = knowledge(cell.language).words.group("function")
    seen: dict[tuple[str, ...], int] = {}
    for at in range(len(keys) - fewest + 1):
        run = tuple(keys[at : at + fewest])
        start = seen.setdefault(run, at)
        if start + fewest <= at and sum(word not in function and not word.isdigit() for word in run) >= CONTENT:
            long = fewest
            while at + long < len(keys) and start + long < at and keys[start + long] == keys[at + long]:
                long += 1
            while start and start + long <= at - 1 and keys[start - 1] == keys[at - 1]:
                start, at, long = start - 1, at - 1, long + 1
            first, again = ((found[k].start, found[k + long - 1].end) for k in (start, at))
            return first, again
    return None


def _pairs(collation: Collation, segments: Sequence[Segment], texts: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Indexes of sentences that say the same, and whether word for word. What stands a third time is set against the
    second alone, and other wordings against where it stands first."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        if len(text) >= SHORTEST:
            places.setdefault(text, []).append(place)
    found = [(i, j, True) for each in places.values() for i, j in pairwise(each)]
    distinct = list(places)
    said = [_content(text, segments[places[text][0]].language) for text in distinct]
    for i, j in _near(collation, distinct):
        exact = bool(fuzz.ratio(distinct[i], distinct[j], score_cutoff=SAME))
        if exact or _covered(said[i], said[j]):
            found.append((places[distinct[i]][0], places[distinct[j]][0], exact))
    return iter(sorted(found))


def _near(collation: Collation, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs i < j of sentences near in meaning, some hundred rows of the table of cosines at a time: it is large."""
    if len(texts) < 2:
        return
    vectors = collation.embedder.encode(texts)
    for start in range(0, len(texts), BLOCK):
        near = np.triu(vectors[start : start + BLOCK] @ vectors[start:].T >= NEAR, 1)
        yield from ((start + i, start + j) for i, j in np.argwhere(near).tolist())


def _content(text: str, language: str) -> frozenset[str]:
    """The content words of a sentence; none where words cannot be told."""
    if spaceless(language):
        return frozenset()
    return frozenset(w.text.lower() for w in words(text)) - knowledge(language).words.group("function")


def _covered(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether nearly all content words of the shorter sentence stand in the longer one."""
    smaller, larger = sorted((one, other), key=len)
    return len(smaller) >= FEWEST_WORDS and len(smaller & larger) >= COVERED * len(smaller)


def _shared(collation: Collation, version: str, first: int | None, second: int | None) -> bool:
    """Whether another version has both sentences, too: then the repetition is the story's own."""
    if first is None or second is None or first == second:
        return False
    a, b = collation.table[first], collation.table[second]
    return any(v != version and v in b for v in a)
