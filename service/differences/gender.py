"""He for she, his for her, son for daughter."""

from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.languages.meaning import gender_of
from service.model.finding import FindingType, Severity
from service.model.protocols import Embedder

TYPE = FindingType.GENDER


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """An edit that sets a masculine word against a feminine one."""
    left = {g for t in edit.left if (g := gender_of(t.text, pair.language))}
    right = {g for t in edit.right if (g := gender_of(t.text, pair.language))}
    if left and right and not left & right:
        return Verdict(TYPE, Severity.CRITICAL, 0.85, "the gender changes", sure=True)
    return None
