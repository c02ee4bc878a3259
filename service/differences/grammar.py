"""Wrong forms, function words and capitals."""

from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.languages import knowledge
from service.languages.lemmas import share_lemma
from service.model.finding import FindingType, Severity
from service.model.protocols import Embedder

TYPE = FindingType.GRAMMAR


def case(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """Words that only stand elsewhere, or differ in their capitals alone."""
    if edit.moved:
        return Verdict(FindingType.ORDER, Severity.MINOR, 0.5, "another word order")
    if edit.left and edit.left_text.lower() == edit.right_text.lower():
        return Verdict(FindingType.CASE, Severity.MINOR, 0.6, "capitals")
    return None


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """Function words put in, left out or exchanged, other forms of one word, and words in another order."""
    function = knowledge(pair.language).words.group("function")
    words = [t.text.lower() for t in (*edit.left, *edit.right)]
    if all(w in function for w in words):
        return Verdict(TYPE, Severity.MINOR, 0.5, "another function word")
    if (
        len(edit.left) == 1
        and len(edit.right) == 1
        and share_lemma(edit.left[0].text, edit.right[0].text, pair.language)
    ):
        return Verdict(TYPE, Severity.MINOR, 0.55, "another form of the word")
    return None
