"""Function words, forms of one word, capitals and word order: differences of form."""

import re

from service.differences import rules
from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.languages import knowledge
from service.languages.kinship import Kin, kinship
from service.languages.lemmas import share_lemma
from service.languages.tokens import Token
from service.model.kept import loaded_once
from service.model.protocols import Embedder
from service.model.version import primary_subtag

END = re.compile(r"[.!?…:]['\"”’»)]*\s")
"""What stands, among marks and blanks alone, before a word that begins a sentence."""


def case(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """Words that only stand elsewhere, or differ in their capitals alone."""
    if edit.moved:
        return Verdict(rules.MOVED_WORDS)
    if edit.left and edit.left_text.lower() == edit.right_text.lower():
        if _begins(edit.left, pair.left) != _begins(edit.right, pair.right):
            return Verdict(rules.CAPITAL_BEGINS)
        return Verdict(rules.CAPITALS)
    return None


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """Function words put in, left out or exchanged, and other forms of one word."""
    table = knowledge(pair.language).words
    function = function_words(pair.language)
    words = [t.text.lower() for t in (*edit.left, *edit.right)]
    if all(w in function for w in words):
        subjects = table.group("function", "pronouns")
        if not (edit.left and edit.right) and any(w in subjects or w in ADVERBS for w in words):
            return None  # a subject or an adverb is more than grammar
        return Verdict(rules.FUNCTION_WORD)
    if len(edit.left) != 1 or len(edit.right) != 1:
        return None
    one, other = edit.left[0].text, edit.right[0].text
    if share_lemma(one, other, pair.language):
        return Verdict(rules.WORD_FORM)
    if kinship(one, other, pair.language)[0] is Kin.DERIVED or _adverb(one.lower(), other.lower(), pair.language):
        return Verdict(rules.PART_OF_SPEECH)
    return None


def _adverb(one: str, other: str, language: str) -> bool:
    """Whether one English word is the other's adverb: quick, quickly."""
    shorter, longer = sorted((one, other), key=len)
    made = (shorter + "ly", shorter.removesuffix("y") + "ily", shorter.removesuffix("e") + "y", shorter + "ally")
    return primary_subtag(language) == "en" and longer.endswith("ly") and longer in made


@loaded_once
def function_words(language: str) -> frozenset[str]:
    """The words that say little by themselves."""
    return knowledge(language).words.group("function") | FURTHER.get(primary_subtag(language), frozenset())


FURTHER = {
    "en": frozenset(
        {
            "'s", "'d", "there", "here", "so", "such", "also", "myself", "yourself", "himself", "herself", "itself",
            "ourselves", "themselves", "mine", "yours", "hers", "ours", "theirs", "then", "not", "n't", "up", "down",
            "off", "what", "who", "whom", "how", "why", "too", "very", "just", "own", "both", "each", "either", "any",
            "some", "another",
        }
    ),
}  # fmt: skip
"""Little words beside those that may not end a sentence."""


ADVERBS = frozenset(("there", "here", "so", "such", "also", "then", "too", "very", "just", "own", "only"))


def _begins(tokens: tuple[Token, ...], text: str) -> bool:
    start = marks = tokens[0].start
    while marks and not text[marks - 1].isalnum():
        marks -= 1
    return not marks or END.search(text, marks, start) is not None
