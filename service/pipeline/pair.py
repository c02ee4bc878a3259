"""Two aligned segments of one language: their differences, and one number for how much they say the same."""

import re
from collections import Counter
from itertools import pairwise

from service.differences import find_differences
from service.differences.edits import collate_words, weight
from service.languages.rarity import exists
from service.languages.tokens import words
from service.languages.word_units import units
from service.model.collation import Collation
from service.model.finding import Finding, Severity
from service.model.glossary import EMPTY, Glossary
from service.model.kept import reading
from service.model.protocols import Embedder
from service.model.row import Row
from service.model.segment import Role, Segment
from service.model.version import Version, primary_subtag
from service.pipeline.collate import collate

COSINE, CHARACTERS, NEIGHBOURS, SAME = 37.0, 41.0, 18.0, 4.0
"""What the vectors' cosine, character n-grams and pairs of neighbouring words are worth; together with SAME 100."""

PENALTY = {Severity.CRITICAL: 20.0, Severity.MAJOR: 4.0, Severity.MINOR: 1.3, Severity.NEUTRAL: 0.0}
"""What a finding costs, times its confidence: little, for most of it lies in the words that are lost or new. Only a
critical one outweighs that the rest is better worded."""

LOST, NEW = 20.0, 9.5
"""What it costs if all words, weighed by rarity, are left out or exchanged, and if all are new."""

UNKNOWN, BLANKS, LOWER, UNFINISHED = 4.5, 9.0, 7.0, 6.5
"""What slips of form cost: a word that no dictionary has, stray blanks, a small first letter, no final mark.

All weights were fitted by logistic regression on pairs of better and worse translations (DEMETR, 35 kinds of error;
half of the sentences): 96.7 of 100 pairs of the other half are ranked right, 94.6 with the weights before."""

GRAMS = range(1, 7)
STRAY = re.compile(r"\s[.,;:!?)]|\s'|\(\s|\w_|_\w|\s\s")
FINISHED = re.compile(r"[.!?…。！？؟।]['\"”’»)」』]*$")


@reading()
def diff_pair(
    left: str, right: str, language: str, embedder: Embedder, glossary: Glossary = EMPTY
) -> tuple[Finding, ...]:
    """The findings of a comparison of two segments that are known to belong together, worst first."""
    return find_differences(_collation(left, right, language, embedder, glossary))


@reading()
def score_pair(left: str, right: str, language: str, embedder: Embedder) -> float:
    """0..100: vectors, character n-grams (Popović 2015, chrF), pairs of words, and what was lost, added or misspelt."""
    if left == right:
        return 100.0
    vectors = embedder.encode([left, right])
    cosine = max(0.0, float(vectors[0] @ vectors[1]))
    penalty = sum(PENALTY[f.severity] * f.confidence for f in diff_pair(left, right, language, embedder))
    lost, new = _changed(left, right, language)
    alike = COSINE * cosine + CHARACTERS * chrf(left, right) + NEIGHBOURS * _neighbours(left, right, language) + SAME
    slips = max(0.0, _slips(right, language) - _slips(left, language))
    return round(max(0.0, min(99.9, alike - penalty - LOST * lost - NEW * new - slips)), 4)


def _neighbours(left: str, right: str, language: str) -> float:
    """F score 0..1 of the pairs of neighbouring words and marks, as they are written."""
    a, b = (Counter(pairwise(u.token.text for u in units(text, language))) for text in (left, right))
    return 2 * sum((a & b).values()) / max(1, a.total() + b.total())


def _changed(left: str, right: str, language: str) -> tuple[float, float]:
    """The shares of the left and of the right words, weighed by rarity, that do not stand on the other side."""
    edits = [e for e in collate_words(left, right, language).edits if not e.moved]
    sides = ((left, {t.start for e in edits for t in e.left}), (right, {t.start for e in edits for t in e.right}))
    lost, new = (
        sum(weight(u, language) for u in units(text, language) if u.token.start in touched)
        / max(1.0, sum(weight(u, language) for u in units(text, language)))
        for text, touched in sides
    )
    return lost, new


def _slips(text: str, language: str) -> float:
    """What a text's slips of form cost."""
    unknown = 0
    if primary_subtag(language) == "en":
        unknown = sum(w.text.isalpha() and w.text.islower() and not exists(w.text, "en") for w in words(text))
    return (
        UNKNOWN * unknown
        + BLANKS * bool(STRAY.search(text))
        + LOWER * text[:1].islower()
        + UNFINISHED * (not FINISHED.search(text.strip()))
    )


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


def _collation(left: str, right: str, language: str, embedder: Embedder, glossary: Glossary) -> Collation:
    """One row with one segment a side; blanks at the edges stay in the versions' texts."""
    versions = [Version("left", "left", left, language), Version("right", "right", right, language)]
    segments = {v.id: (Segment(f"{v.id}.0", v.id, 0, len(v.text), Role.BODY, 0, language),) for v in versions}
    row = Row(0, {v.id: (f"{v.id}.0",) for v in versions}, 1.0)
    return collate(versions, {v.id: language for v in versions}, segments, [row], language, {}, embedder, glossary)
