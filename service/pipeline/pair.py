"""Two aligned segments of one language: their differences, and one number for how much they say the same."""

from collections import Counter

from service.differences import find_differences
from service.model.collation import Collation
from service.model.finding import Finding, Severity
from service.model.protocols import Embedder
from service.model.row import Row
from service.model.segment import Role, Segment
from service.model.version import Version
from service.pipeline.collate import collate

PENALTY = {Severity.CRITICAL: 12.0, Severity.MAJOR: 6.0, Severity.MINOR: 2.0, Severity.NEUTRAL: 0.3}
GRAMS = range(1, 7)


def diff_pair(left: str, right: str, language: str, embedder: Embedder) -> tuple[Finding, ...]:
    """The findings of a comparison of two segments that are known to belong together, worst first."""
    return find_differences(_collation(left, right, language, embedder))


def score_pair(left: str, right: str, language: str, embedder: Embedder) -> float:
    """0..100: character n-grams (Popović 2015, chrF), vectors and findings together."""
    if left == right:
        return 100.0
    vectors = embedder.encode([left, right])
    cosine = max(0.0, float(vectors[0] @ vectors[1]))
    chars = chrf(left, right)
    penalty = sum(PENALTY[f.severity] * f.confidence for f in diff_pair(left, right, language, embedder))
    return round(max(0.0, min(99.9, 45 * cosine + 55 * chars - 0.35 * min(60.0, penalty))), 4)


def chrf(left: str, right: str, beta: float = 2.0) -> float:
    """Character n-gram F score 0..1 of `right` against `left`, orders 1 to 6 (Popović 2015, section 2)."""
    a, b = "".join(left.split()), "".join(right.split())
    precision = recall = count = 0.0
    for n in GRAMS:
        mine, theirs = (Counter(t[k : k + n] for k in range(len(t) - n + 1)) for t in (a, b))
        if not mine or not theirs:
            continue
        same = sum((mine & theirs).values())
        precision += same / sum(theirs.values())
        recall += same / sum(mine.values())
        count += 1
    if not count or not precision + recall:
        return 0.0
    precision, recall = precision / count, recall / count
    return (1 + beta**2) * precision * recall / (beta**2 * precision + recall)


def _collation(left: str, right: str, language: str, embedder: Embedder) -> Collation:
    """One row with one segment a side; blanks at the edges stay in the versions' texts."""
    versions = [Version("left", "left", left, language), Version("right", "right", right, language)]
    segments = {v.id: (Segment(f"{v.id}.0", v.id, 0, len(v.text), Role.BODY, 0, language),) for v in versions}
    row = Row(0, {v.id: (f"{v.id}.0",) for v in versions}, 1.0)
    return collate(versions, {v.id: language for v in versions}, segments, [row], language, {}, embedder)
