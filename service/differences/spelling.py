"""Slips of the pen: a word that the language does not have, where the other version has one it does."""

from rapidfuzz.distance import OSA

from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.languages.rarity import exists
from service.model.finding import FindingType, Severity
from service.model.protocols import Embedder

TYPE = FindingType.SPELLING
MOST_LETTERS = 2
"""Letters put in, left out, changed or swapped (optimal string alignment distance)."""


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """One word against one that differs in a letter or two and is not in the word list."""
    if len(edit.left) != 1 or len(edit.right) != 1:
        return None
    left, right = edit.left[0].text, edit.right[0].text
    if not (left.isalpha() and right.isalpha()) or left.lower() == right.lower():
        return None
    if OSA.distance(left.lower(), right.lower()) > min(MOST_LETTERS, len(left) - 1):
        return None
    known_left, known_right = exists(left, pair.language), exists(right, pair.language)
    if known_left != known_right:
        slip = right if known_left else left
        return Verdict(TYPE, Severity.MINOR, 0.85, f"\u201c{slip}\u201d looks misspelt", sure=True)
    if left[0].isupper() and right[0].isupper() and not known_left:
        return Verdict(FindingType.NAME, Severity.MINOR, 0.7, "the name is spelt in two ways", sure=True)
    return None
