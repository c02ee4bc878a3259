"""Marks that differ: a lost full stop, a stray comma, doubled or misplaced blanks."""

from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.model.finding import FindingType, Severity
from service.model.protocols import Embedder

TYPE = FindingType.PUNCTUATION
FINAL = ".!?…。！？؟।"


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """An edit of marks alone."""
    tokens = (*edit.left, *edit.right)
    if any(t.is_word for t in tokens):
        return None
    if all(t.text in "\"'“”„«»‘’‚‹›「」『』" for t in tokens):
        return Verdict(FindingType.QUOTATION, Severity.MINOR, 0.5, "quotation marks")
    at_end = edit.left_at >= len(pair.left.rstrip()) - 1
    if at_end and any(t.text in FINAL for t in edit.left) and not edit.right:
        return Verdict(TYPE, Severity.MINOR, 0.8, "the final mark is missing", sure=True)
    return Verdict(TYPE, Severity.MINOR if pair.kept > 0.85 else Severity.NEUTRAL, 0.5, "punctuation")
