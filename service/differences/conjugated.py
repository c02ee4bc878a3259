"""Tense, force and certainty in languages other than English: what the verb says on both sides.

Edits that touch one predicate are one change: "hob ... an" for "hat ... angehoben". Two predicates differ where what
they may say has nothing in common (`service.languages.sayings`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.differences import rules
from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.languages.conjugation import ELIDED, conjugation, same_verb
from service.languages.phrases import find_phrases
from service.languages.predicates import Predicate, predicate
from service.languages.sayings import FACT, Saying, saying
from service.languages.tokens import Token, words
from service.model.kept import read_once

PAST, PRESENT, FUTURE = frozenset({"past"}), frozenset({"present"}), frozenset({"future"})
ENDS = (".", "!", "?", "…", '"', "”", "“", "»", "«", ")", ":", ";")
"""What a sentence ends in; a headline ends without."""

ELIDING = 2
"""Letters of the words that are elided: ne, se, le."""

SAME = Verdict(rules.SAME_TIME)
FORM = Verdict(rules.VERB_FORM)


@dataclass(frozen=True, slots=True)
class Change:
    """The edits of one predicate, taken together, and what they change."""

    edit: Edit
    verdict: Verdict | None


def known(language: str) -> bool:
    """Whether the verbs of a language are known here."""
    return conjugation(language) is not None


def verb_groups(pair: Pair) -> Iterator[Edit]:
    """The edits of a pair, those of one predicate as one."""
    yield from (change.edit for change in changes(pair))


def judge(edit: Edit, pair: Pair) -> Verdict | None:
    """What a change of a predicate says; None for other edits, and where only person or number differ."""
    return next((change.verdict for change in changes(pair) if change.edit == edit), None)


@read_once
def changes(pair: Pair) -> tuple[Change, ...]:
    """All edits of a pair in their order, those of one predicate taken together."""
    done: set[int] = set()
    found: list[Change] = []
    for place, edit in enumerate(pair.edits):
        if place in done:
            continue
        both = _predicates(edit, pair)
        said = _said(*both) if both else None
        if both is None or said is None:
            found.append(Change(edit, None))
            continue
        verdict = _compared(*said, both[0], pair)
        joined = [k for k, other in enumerate(pair.edits) if k not in done | {place} and _of(other, *both, pair)]
        whole = _merged(edit, [pair.edits[k] for k in joined], *both)
        if verdict is None:
            verdict = SAME if len(whole.left) + len(whole.right) > 2 or joined else FORM
        found = [c for c in found if all(c.edit != pair.edits[k] for k in joined)]
        done.update(joined)
        found.append(Change(whole, verdict))
    return tuple(found)


def _predicates(edit: Edit, pair: Pair) -> tuple[Predicate, Predicate] | None:
    """The predicates that an edit within them sets against each other."""
    if edit.moved or not any(t.is_word for t in (*edit.left, *edit.right)):
        return None
    left = predicate(pair.left, pair.language, edit.left_at)
    right = predicate(pair.right, pair.language, edit.right_at)
    if right and not (left and edit.left):
        left = left or predicate(pair.left, pair.language, edit.left_at, _infinitives(right))
    if left and not right:
        right = predicate(pair.right, pair.language, edit.right_at, _infinitives(left))
    if not (left and right) or not _of(edit, left, right, pair):
        return None
    helping = {*left.auxiliaries, *right.auxiliaries}
    alone = edit.left and edit.right and all(t in helping for t in (*edit.left, *edit.right))
    return (left, right) if alone or _shared(left, right) else None


def _infinitives(found: Predicate) -> frozenset[str]:
    return frozenset(f.infinitive for f in found.forms)


def _shared(left: Predicate, right: Predicate) -> bool:
    """Whether the main verbs are one, or neither has any."""
    if not (left.main or right.main):
        return True
    return any(same_verb(a, b, left.language) for a in _infinitives(left) for b in _infinitives(right))


def _of(edit: Edit, left: Predicate, right: Predicate, pair: Pair) -> bool:
    """Whether an edit changes nothing but the words of two predicates."""
    if not all(t.is_word for t in (*edit.left, *edit.right)):
        return False
    if (
        edit.moved
        and len(edit.left) == 1
        and _near(edit.left[0], left, pair.left)
        and _near(edit.right[0], right, pair.right)
    ):
        return True  # the "pas" of n'a pas quitté, ne quittera pas
    same = _shared(left, right)
    mine = {*(left.members if same else left.auxiliaries), *left.links, *left.cues}
    theirs = {*(right.members if same else right.auxiliaries), *right.links, *right.cues}
    return all(t in mine or _particle(t, right) or _elided(t, edit.right) for t in edit.left) and all(
        t in theirs or _particle(t, left) or _elided(t, edit.left) for t in edit.right
    )


def _near(token: Token, found: Predicate, text: str) -> bool:
    """Whether no word stands between a token and one of a predicate."""
    return any(not words(text[min(token.end, t.end) : max(token.start, t.start)]) for t in found.members)


def _elided(token: Token, others: Sequence[Token]) -> bool:
    """Whether a little word is written into a word of the other text: ne, n'a."""
    return any(ELIDED.match(o.text.lower()) and o.text[0].lower() == token.text[0].lower() for o in others) and (
        len(token.text) == ELIDING
    )


def _particle(token: Token, other: Predicate) -> bool:
    """Whether a word is the particle with which the other text's verb begins: hob an, angehoben."""
    table = conjugation(other.language)
    word = token.text.lower()
    if table is None or word not in table.words("separable"):
        return False
    return any(infinitive.startswith(word) for infinitive in _infinitives(other))


def _merged(edit: Edit, others: Sequence[Edit], left: Predicate, right: Predicate) -> Edit:
    """One edit of several; words that stand apart from it are told by it, but not marked."""
    if not others:
        return edit
    mine = _beside(edit.left, [e.left for e in others if not e.moved]) or (left.finite,)
    theirs = _beside(edit.right, [e.right for e in others if not e.moved]) or (right.finite,)
    return replace(edit, left=mine, right=theirs, left_at=mine[0].start, right_at=theirs[0].start)


def _beside(tokens: tuple[Token, ...], others: Sequence[tuple[Token, ...]]) -> tuple[Token, ...]:
    """The tokens with those of other edits that touch them."""
    found = tokens
    for other in sorted((o for o in others if o), key=lambda o: o[0].start):
        if not found or 0 <= other[0].start - found[-1].end <= 1:
            found = (*found, *other)
        elif 0 <= found[0].start - other[-1].end <= 1:
            found = (*other, *found)
    return found


def _said(left: Predicate, right: Predicate) -> tuple[Saying, Saying] | None:
    """What two predicates say; None where one cannot be read."""
    shared = _shared(left, right)
    both = [
        saying(one, _like(one, other) if shared and one.main else None) for one, other in ((left, right), (right, left))
    ]
    one, other = both
    if one is None or other is None:
        return None
    if one.state and other.state:
        return replace(one, times=one.own), replace(other, times=other.own)
    return one, other


def _compared(one: Saying, other: Saying, left: Predicate, pair: Pair) -> Verdict | None:
    """What two predicates say otherwise; None where they may say the same."""
    if not one.forces & other.forces:
        grave = not _mild_force(one, other, left, pair)
        return Verdict(rules.FORCE if grave else rules.FORCE_MILD)
    if not one.times & other.times:
        return Verdict(rules.TENSE_MILD if _mild_time(one, other, left, pair) else rules.TENSE)
    if one.indirect != other.indirect:
        return Verdict(rules.REPORTED)
    return None


def _like(found: Predicate, other: Predicate) -> frozenset[str]:
    """The infinitives that a main verb has in common with the other one."""
    theirs = _infinitives(other)
    return frozenset(a for a in _infinitives(found) if any(same_verb(a, b, found.language) for b in theirs))


def _mild_force(one: Saying, other: Saying, left: Predicate, pair: Pair) -> bool:
    """He was able to is he did where both are past; what he said would happen will."""
    forces = {one.forces, other.forces}
    if FACT in forces and any("can" in f for f in forces) and one.times == other.times == PAST:
        return True
    if FACT in forces and any("claimed" in f and "would" not in f for f in forces):
        return one.indirect or other.indirect
    if FACT not in forces or not any("would" in f for f in forces):
        return False
    return one.indirect or other.indirect or (one.times | other.times >= FUTURE and _said_before(left, pair))


def _mild_time(one: Saying, other: Saying, left: Predicate, pair: Pair) -> bool:
    table = conjugation(pair.language)
    flags = table.flags if table else frozenset()
    if one.indirect or other.indirect or ("backshift" in flags and _said_before(left, pair)):
        return True
    times = {one.times, other.times}
    if "present_for_future" in flags and times == {PRESENT, FUTURE}:
        return True
    headline = not pair.left.rstrip().endswith(ENDS) and not pair.right.rstrip().endswith(ENDS)
    return headline and PAST in times and any("present" in t for t in times)


def _said_before(found: Predicate, pair: Pair) -> bool:
    """Whether somebody is said to say it: he said that he would."""
    before = pair.left[: found.members[0].start]
    return len(words(before)) > 1 and bool(find_phrases(before, pair.language, "attribution", "say"))
