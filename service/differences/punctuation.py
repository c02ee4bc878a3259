"""Marks that differ: a lost full stop, a stray comma, doubled or misplaced blanks."""

from service.differences import rules
from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.model.protocols import Embedder

FINAL = ".!?…。！？؟।"
QUOTES = "\"'“”„«»‘’‚‹›「」『』"


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """An edit of marks alone, or of marks that cling to a word."""
    tokens = (*edit.left, *edit.right)
    if any(t.is_word for t in tokens):
        return _clinging(edit)
    quotes = all(t.text in QUOTES for t in tokens)
    if quotes and all((len(side) % 2 == 0) for side in (edit.left, edit.right)):
        return Verdict(rules.QUOTE_MARKS)
    at_end = edit.left_at >= len(pair.left.rstrip()) - 1
    if at_end and any(t.text in FINAL for t in edit.left) and not edit.right:
        return Verdict(rules.FINAL_MARK, sure=True)
    if quotes and sum(pair.left.count(q) for q in QUOTES) % 2 == sum(pair.right.count(q) for q in QUOTES) % 2:
        return Verdict(rules.QUOTE_MARKS)
    return Verdict(rules.MARKS if pair.kept > 0.85 else rules.MARKS_FREELY)


def _clinging(edit: Edit) -> Verdict | None:
    """One word with a stray mark glued to it."""
    if len(edit.left) != 1 or len(edit.right) != 1 or edit.left_text.lower() == edit.right_text.lower():
        return None
    bare = ["".join(c for c in t.text.lower() if c.isalnum()) for t in (edit.left[0], edit.right[0])]
    if bare[0] != bare[1]:
        return None
    return Verdict(rules.STRAY_MARK)
