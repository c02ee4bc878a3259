"""Verbs in another tense or aspect: has for had, was writing for wrote."""

from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.languages import knowledge
from service.languages.lemmas import forms_by_tag, lemmas
from service.model.finding import FindingType, Severity
from service.model.protocols import Embedder
from service.model.version import primary_subtag

TYPE = FindingType.TENSE
VERBS = {"VERB", "AUX"}


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """An edit within the verb: forms of one verb, or auxiliaries alone."""
    if edit.moved:
        return None
    left, right = [t.text.lower() for t in edit.left], [t.text.lower() for t in edit.right]
    auxiliaries = knowledge(pair.language).words.group("function", "auxiliaries")
    if (left or right) and all(w in auxiliaries for w in (*left, *right)):
        # "agreed on" for "was agreed on" is style as often as not.
        return Verdict(TYPE, Severity.MAJOR if left and right else Severity.MINOR, 0.6, "another tense or mood")
    main_left, main_right = [w for w in left if w not in auxiliaries], [w for w in right if w not in auxiliaries]
    if len(main_left) == 1 and len(main_right) == 1 and _forms_of_one_verb(main_left[0], main_right[0], pair.language):
        return Verdict(TYPE, Severity.MAJOR, 0.65, "another tense or aspect")
    return None


def _forms_of_one_verb(one: str, other: str, language: str) -> bool:
    if not (one.isalpha() and other.isalpha()) or not lemmas(one, language) & lemmas(other, language):
        return False
    if primary_subtag(language) != "en":
        return False  # elsewhere simplemma does not tell verbs from nouns
    verbs = [{lemma for tag, found in forms_by_tag(w).items() if tag in VERBS for lemma in found} for w in (one, other)]
    nouns = [
        {lemma for tag, found in forms_by_tag(w).items() if tag == "NOUN" for lemma in found} for w in (one, other)
    ]
    plural = one + "s" == other or other + "s" == one
    return bool(verbs[0] & verbs[1]) and not (plural and nouns[0] & nouns[1])
