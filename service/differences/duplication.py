"""A statement that stands twice in one version, word for word or in other words."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from service.differences.omission import shortened
from service.languages import knowledge
from service.languages.tokens import spaceless, words
from service.model.collation import Collation
from service.model.finding import Finding, FindingType, Reading, Severity, Span
from service.model.segment import Role, Segment

TYPE = FindingType.DUPLICATION
SAME = 92.0
"""rapidfuzz ratio 0..100 of two sentences from which on they are the same sentence."""

NEAR = 0.6
COVERED = 0.8
FEWEST_WORDS = 5
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
            how = "stands twice" if exact else "is said twice in other words"
            message = f"In {version.label} a statement {how}: {shortened(texts[j])}"
            yield Finding(TYPE, Severity.MINOR, row_of.get(segments[j].id), (reading,), message, 0.9 if exact else 0.55)


def _pairs(collation: Collation, segments: Sequence[Segment], texts: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    if len(texts) < 2:
        return
    vectors = collation.embedder.encode(texts)
    cosine = vectors @ vectors.T
    for i, j in combinations(range(len(texts)), 2):
        if cosine[i, j] < NEAR or min(len(texts[i]), len(texts[j])) < SHORTEST:
            continue
        if fuzz.ratio(texts[i], texts[j]) >= SAME:
            yield i, j, True
        elif _covered(texts[i], texts[j], segments[j].language):
            yield i, j, False


def _covered(one: str, other: str, language: str) -> bool:
    """Whether nearly all content words of the shorter sentence stand in the longer one."""
    if spaceless(language):
        return False
    table = knowledge(language).words
    function = table.group("function")
    contents = [{w.text.lower() for w in words(text)} - function for text in (one, other)]
    smaller, larger = sorted(contents, key=len)
    return len(smaller) >= FEWEST_WORDS and len(smaller & larger) >= COVERED * len(smaller)


def _shared(collation: Collation, version: str, first: int | None, second: int | None) -> bool:
    """Whether another version has both sentences, too: then the repetition is the story's own."""
    if first is None or second is None or first == second:
        return False
    a, b = collation.table[first], collation.table[second]
    return any(v != version and v in b for v in a)
