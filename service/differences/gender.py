"""He for she, his for her, son for daughter."""

from service.differences import rules
from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.languages.meaning import gender_of
from service.model.protocols import Embedder


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """An edit that sets a masculine word against a feminine one."""
    left = {g for t in edit.left if (g := gender_of(t.text, pair.language))}
    right = {g for t in edit.right if (g := gender_of(t.text, pair.language))}
    if not left or not right or left & right:
        return None
    if _derived(edit):  # of a reporter whose sex the text does not tell, "Reporter" is a choice of style
        return Verdict(rules.SEX_DERIVED, sure=True)
    return Verdict(rules.SEX_CHANGED, sure=True)


def _derived(edit: Edit) -> bool:
    """Whether one word of the edit is made of the other: Schauspieler, Schauspielerin."""
    pairs = ((a.text.lower(), b.text.lower()) for a in edit.left for b in edit.right)
    return any(
        min(a, b, key=len).rstrip("sn") + "in" in (a, b, max(a, b, key=len).removesuffix("nen")) for a, b in pairs
    )
