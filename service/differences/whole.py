"""What can be said of two sentences as wholes, before their words are looked at one by one."""

import itertools
import re
from collections import Counter

from service.differences import rules
from service.differences.edits import Pair
from service.differences.verdict import Verdict
from service.languages.tokens import words
from service.model.finding import FindingType
from service.model.protocols import Embedder
from service.model.version import primary_subtag

TRUSTED_ON_PIVOT = frozenset({FindingType.NEGATION, FindingType.MEANING, FindingType.QUESTION})
"""Types that a machine translation seldom makes up."""

UNRELATED_KEPT = 0.35
UNRELATED_COSINE = 0.3
"""Two sentences that share few words and whose vectors are this far apart have nothing to do with each other."""

SHUFFLED_NEIGHBOURS = 0.34
"""The same words, but not even a third of the neighbours kept (DEMETR's shuffled sentences; reordered clauses keep
half)."""

FEWEST_SHARED, STEPS, SCATTERED = 6, 2, 0.42
SHARED_SHARE, SHARED_WHERE_VERBS_MOVE = 0.25, 0.6
"""Share of words that two wordings must have in common before their order tells of a shuffle: English keeps its verb
where it is; in other languages a verb goes to the end and takes its words along."""

ASKED = 0.5
FEWEST_WORDS = 5


def judge(pair: Pair, embedder: Embedder) -> Verdict | None:
    """A verdict on sentences that are quite another, which then stands for whatever else differs."""
    if pair.left == pair.right:
        return None
    left, right = words(pair.left), words(pair.right)
    if (left and not right) or (right and not left):
        return Verdict(rules.EMPTY_LEFT if right else rules.EMPTY_RIGHT, sure=True)
    a, b = [w.text.lower() for w in left], [w.text.lower() for w in right]
    same = sorted(a) == sorted(b)
    if len(a) >= FEWEST_WORDS and same and a != b and _shuffled(a, b):
        return Verdict(rules.SHUFFLED, sure=True)
    if min(len(a), len(b)) >= FEWEST_WORDS and not same and _scattered(pair):
        return Verdict(rules.SCATTERED, sure=True)
    if min(len(a), len(b)) >= FEWEST_WORDS and pair.kept < UNRELATED_KEPT:
        vectors = embedder.encode([pair.left, pair.right])
        if float(vectors[0] @ vectors[1]) < UNRELATED_COSINE:
            return Verdict(rules.UNRELATED, sure=True)
    return None


def form(pair: Pair) -> Verdict | None:
    """A verdict on a sentence whose words are the same but for their form: capitals, blanks, or the mark at its end."""
    if pair.left != pair.right and pair.left.lower() == pair.right.lower():
        return _capitals(pair)
    if pair.left != pair.right and re.sub(r"\s", "", pair.left) == re.sub(r"\s", "", pair.right):
        return Verdict(rules.BLANKS, sure=True)
    if _asks(pair.left) != _asks(pair.right) and _shared(pair) > ASKED:
        return Verdict(rules.ASKED, sure=True)
    return None


def _shared(pair: Pair) -> float:
    """The share of words that both have, wherever they stand."""
    a, b = (Counter(w.text.lower() for w in words(text)) for text in (pair.left, pair.right))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def _scattered(pair: Pair) -> bool:
    """Whether the words that both have once follow each other in no order: even where clauses change places, most of
    the next words stay next."""
    a, b = ([w.text.lower() for w in words(text)] for text in (pair.left, pair.right))
    counts = Counter(a), Counter(b)
    shared = {w for w in counts[0] if counts[0][w] == 1 and counts[1][w] == 1}
    least = SHARED_SHARE if primary_subtag(pair.language) == "en" else SHARED_WHERE_VERBS_MOVE
    if len(shared) < max(FEWEST_SHARED, least * min(len(a), len(b))):
        return False
    rank = {w: k for k, w in enumerate(w for w in a if w in shared)}
    ranks = [rank[w] for w in b if w in shared]
    onward = sum(0 < y - x <= STEPS for x, y in itertools.pairwise(ranks))
    return onward < SCATTERED * (len(ranks) - 1)


def _capitals(pair: Pair) -> Verdict:
    changed = sum(1 for x, y in zip(pair.left, pair.right, strict=True) if x != y)
    some = changed < 3 or not pair.right.isupper()
    return Verdict(rules.CAPITALS_SOME if some else rules.CAPITALS_ALL, sure=True)


def _shuffled(a: list[str], b: list[str]) -> bool:
    """Whether most words stand elsewhere, and beside others; two that changed places are no shuffle."""
    elsewhere = sum(x != y for x, y in zip(a, b, strict=True))
    return elsewhere > len(a) / 2 and _neighbours_kept(a, b) < SHUFFLED_NEIGHBOURS


def _neighbours_kept(a: list[str], b: list[str]) -> float:
    pairs = set(itertools.pairwise(b))
    return sum(p in pairs for p in itertools.pairwise(a)) / max(1, len(a) - 1)


def _asks(text: str) -> bool:
    return bool(re.search(r"[?？؟][\"'”’»)\s]*$", text))
