"""Verbs in another tense, aspect or mood: has for had, was writing for wrote, may for will."""

from collections.abc import Iterator, Sequence

from service.differences import conjugated, rules
from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.languages import knowledge
from service.languages.lemmas import forms_by_tag, lemmas
from service.languages.tokens import Token, words
from service.model.protocols import Embedder
from service.model.version import primary_subtag

VERBS = {"VERB", "AUX"}
PARTICLES = frozenset({"not", "n't", "n’t", "to", "never"})
DUTIES = frozenset({"must", "should", "can"})
"""One of these for another: a duty, advice, a choice."""

AHEAD = 3
"""How many words behind an auxiliary its verb may stand: has not yet been closed."""


def predicate(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """An edit within the verb of a language whose forms are known in full: surer than any likeness of words."""
    return conjugated.judge(edit, pair) if conjugated.known(pair.language) else None


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """An edit within the verb: forms of one verb, or auxiliaries alone."""
    if conjugated.known(pair.language):
        return None
    if edit.moved or (primary_subtag(pair.language) != "en" and not (edit.left and edit.right)):
        return None
    left, right = [t.text.lower() for t in edit.left], [t.text.lower() for t in edit.right]
    if len(left) == len(right) == 1 and left != right and DUTIES.issuperset((*left, *right)):
        return Verdict(rules.FORCE_OTHER)
    auxiliaries = knowledge(pair.language).words.group("function", "auxiliaries")
    auxiliaries |= {"having"}
    helpers = auxiliaries | PARTICLES
    if all(w in helpers for w in (*left, *right)) and any(w in auxiliaries for w in (*left, *right)):
        return _auxiliaries(edit, pair)
    main_left, main_right = [w for w in left if w not in helpers], [w for w in right if w not in helpers]
    if len(main_left) == 1 and len(main_right) == 1 and _forms_of_one_verb(edit, main_left[0], main_right[0], pair):
        mood = "to" in left or "to" in right  # to work, working: another construction, seldom another time
        return Verdict(rules.ASPECT_MOOD if mood else rules.ASPECT)
    return None


def verb_groups(pair: Pair) -> Iterator[Edit]:
    """The edits, with those that stand side by side within one verb group taken together: "did not approve" for
    "approved" is one change."""
    if conjugated.known(pair.language):
        yield from conjugated.verb_groups(pair)
        return
    waiting: Edit | None = None
    for edit in pair.edits:
        if waiting and _one_group(waiting, edit, pair):
            waiting = Edit(
                waiting.left + edit.left,
                waiting.right + edit.right,
                min(waiting.left_at, edit.left_at),
                min(waiting.right_at, edit.right_at),
            )
            continue
        if waiting:
            yield waiting
        waiting = edit
    if waiting:
        yield waiting


def _one_group(one: Edit, other: Edit, pair: Pair) -> bool:
    if one.moved or other.moved or primary_subtag(pair.language) != "en":
        return False
    auxiliaries = knowledge(pair.language).words.group("function", "auxiliaries") | PARTICLES
    helping = [all(t.text.lower() in auxiliaries for t in (*e.left, *e.right)) for e in (one, other)]
    if not any(helping) or not all(_verbal(t) for e in (one, other) for t in (*e.left, *e.right)):
        return False
    return _touch(one.left, one.left_at, other.left_at, pair.left) and _touch(
        one.right, one.right_at, other.right_at, pair.right
    )


def _touch(before: Sequence[Token], at: int, start: int, text: str) -> bool:
    """Whether nothing but a "not" stands between the words of one edit and the place of the next."""
    end = before[-1].end if before else at
    return end <= start and all(w.text.lower() in PARTICLES for w in words(text[end:start]))


def _verbal(token: Token) -> bool:
    lower = token.text.lower()
    return token.is_word and (lower in PARTICLES or not VERBS.isdisjoint(forms_by_tag(lower)))


def _auxiliaries(edit: Edit, pair: Pair) -> Verdict:
    """Another auxiliary; one alone counts only before a verb: "have" may be the sentence's only one."""
    if edit.left and edit.right:
        return Verdict(rules.MOOD)
    text, tokens = (pair.left, edit.left) if edit.left else (pair.right, edit.right)
    behind = [w.text.lower() for w in words(text) if w.start >= tokens[-1].end][:AHEAD]
    before = [w.text.lower() for w in words(text) if w.end <= tokens[0].start][-2:]
    auxiliaries = knowledge(pair.language).words.group("function", "auxiliaries")
    if any(w in auxiliaries for w in before):
        return Verdict(rules.ASPECT_HELPED)
    function = knowledge(pair.language).words.group("function") - auxiliaries
    for word in behind:
        if word in function:
            break
        if word.endswith("ly") or word in PARTICLES:
            continue
        if not VERBS.isdisjoint(forms_by_tag(word)):
            # "agreed on" for "was agreed on" is style as often as not.
            return Verdict(rules.MOOD_HELPED)
        break
    return Verdict(rules.VERB_LOST if edit.left else rules.VERB_NEW)


def _forms_of_one_verb(edit: Edit, one: str, other: str, pair: Pair) -> bool:
    if primary_subtag(pair.language) != "en":
        return False  # elsewhere simplemma does not tell verbs from nouns
    if not (one.isalpha() and other.isalpha()) or not lemmas(one, "en") & lemmas(other, "en"):
        return False
    verbs = [{lemma for tag, found in forms_by_tag(w).items() if tag in VERBS for lemma in found} for w in (one, other)]
    nouns = [
        {lemma for tag, found in forms_by_tag(w).items() if tag == "NOUN" for lemma in found} for w in (one, other)
    ]
    plural = one + "s" == other or other + "s" == one
    return bool(verbs[0] & verbs[1]) and (not (plural and nouns[0] & nouns[1]) or _has_object(edit, pair))


def _has_object(edit: Edit, pair: Pair) -> bool:
    """Whether what follows shows that a form that may be a plural is a verb: sets them apart, leaves the town."""
    table = knowledge(pair.language).words
    objects = table.group("function", "articles", "possessives", "pronouns")
    behind = next((w.text.lower() for w in words(pair.left) if w.start >= edit.left[-1].end), "")
    return behind in objects
