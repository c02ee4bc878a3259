"""How likely a difference between two free wordings of one sentence is more than style.

A linear model of what tells an error from a rewording: how rare the word is, how much else differs and how near, and
whether the words that now stand side by side go together ("is in with"). The weights were fitted to DEMETR's critical
errors (Karpinska et al. 2022), English human against machine translations, by logistic regression; fitted on one half
of the sentences it finds 23 to 28 % of the removed, added and replaced words of the other half at 7 alarms in 100
clean pairs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from service.differences.edits import Edit, Pair, weight
from service.differences.grammar import function_words
from service.differences.tense import verb_groups
from service.differences.verdict import Verdict
from service.languages.fluency import START, fit
from service.languages.kinship import kinship
from service.languages.tokens import Token
from service.languages.word_units import Unit, units
from service.model.finding import FindingType, Severity
from service.model.version import primary_subtag

LIKELY = 1.95
"""What the sum must reach: about 9 alarms in 100 clean pairs."""

WEIGHTS = {
    "bias": 0.65, "omission": 1.0, "addition": 0.08, "rare omission": -0.86, "rare addition": 0.37,
    "rare replacement": 1.43, "strange words": 0.11, "kept": -0.74, "edits": -0.75, "apart": -0.17,
    "rare and apart": 2.1, "fit omission": -0.29, "fit addition": -0.46, "fit replacement": -0.42,
    "misfit omission": -1.35, "dangling": 3.62, "rare and kept": 2.96,
}  # fmt: skip
BY_TYPE = {
    FindingType.TENSE: -0.53,
    FindingType.GRAMMAR: -1.16,
    FindingType.NAME: 1.06,
    FindingType.OMISSION: 0.0,
    FindingType.ADDITION: 0.0,
    FindingType.MEANING: 0.0,
    FindingType.SPELLING: 0.0,
    FindingType.NUMBER: 0.0,
}
ACCOUNTED = 0.5
"""Likeness from which on a word of the other text accounts for one that is left out here."""

DANGLING = frozenset(
    {"the", "a", "an", "of", "in", "to", "for", "with", "on", "at", "from", "by", "and", "or", "his", "its"}
)
"""Words that no mark may follow."""


OPENING = ('"', "“", "‘", "'", ".")
"""Marks behind which a sentence begins."""

LONGEST = 6
"""Words of an edit from which on it is a clause that is worded otherwise."""


@dataclass(frozen=True, slots=True)
class Place:
    """An edit and where it stands: indexes into the units of both texts."""

    left: int
    right: int
    edit: Edit


def more_than_style(edit: Edit, pair: Pair, verdict: Verdict) -> Verdict | None:
    """The verdict, as major as it deserves between free wordings; None where it is probably style."""
    if verdict.type not in BY_TYPE or edit.moved or primary_subtag(pair.language) != "en":
        return None
    if verdict.type is FindingType.NAME and verdict.severity is Severity.MINOR:
        return None  # the same name in another form
    if max(len(edit.left), len(edit.right)) >= LONGEST:
        return None
    total = _sum(edit, pair) + BY_TYPE[verdict.type]
    if total < LIKELY:
        return None
    confidence = min(0.7, 0.4 + 0.1 * (total - LIKELY))
    return Verdict(verdict.type, Severity.MAJOR, confidence, verdict.why)


def _sum(edit: Edit, pair: Pair) -> float:
    left, right = units(pair.left, pair.language), units(pair.right, pair.language)
    places = _places(pair)
    here = next(p for p in places if p.edit.left_at == edit.left_at and p.edit.right_at == edit.right_at)
    apart = min((_distance(here, p) for p in places if p is not here), default=6)
    strange = [*_strange(edit.left, right, pair.language), *_strange(edit.right, left, pair.language)]
    rare = max(strange, default=0.0)
    omission, addition = not edit.right, not edit.left
    one = omission or addition
    fits, dangling = _fit(edit, right, here.right)
    kind = "omission" if omission else "addition" if addition else "replacement"
    near = min(apart, 6) / 6
    w = WEIGHTS
    return (
        w["bias"]
        + w.get(kind, 0.0)
        + w[f"rare {kind}"] * rare
        + w[f"fit {kind}"] * max(-3.0, min(0.5, fits))
        + one
        * (
            w["strange words"] * min(len(strange), 4)
            + (w["rare and apart"] * near + w["rare and kept"] * pair.kept) * rare
        )
        + w["kept"] * pair.kept
        + w["edits"] * min(len(places), 10) / 10
        + w["apart"] * near
        + omission * w["misfit omission"] * min(fits + 1.5, 0.0)
        + w["dangling"] * dangling
    )


@lru_cache(maxsize=512)
def _places(pair: Pair) -> tuple[Place, ...]:
    left, right = units(pair.left, pair.language), units(pair.right, pair.language)
    return tuple(
        Place(sum(u.token.start < e.left_at for u in left), sum(u.token.start < e.right_at for u in right), e)
        for e in verb_groups(pair)
        if any(t.is_word for t in (*e.left, *e.right))
    )


def _distance(one: Place, other: Place) -> int:
    return max(abs(one.left - other.left), abs(one.right - other.right))


def _strange(tokens: Sequence[Token], others: Sequence[Unit], language: str) -> list[float]:
    """The weights of an edit's content words that nothing in the other text accounts for."""
    function = function_words(language)
    content = [u for u in others if u.token.is_word and u.key not in function]
    found = []
    for token in tokens:
        word = token.text.lower()
        if word in function or not token.is_word:
            continue
        if not any(kinship(word, u.key, language)[1] >= ACCOUNTED for u in content):
            found.append(weight(Unit(token, word), language))
    return found


def _fit(edit: Edit, right: Sequence[Unit], at: int) -> tuple[float, bool]:
    """How well the words within and around the edit's right side go together, at the worst place; and whether a word
    dangles before a mark."""
    words = right[max(0, at - 1) : at + len(edit.right) + 1]
    texts = [u.token.text for u in words]
    if at == 0:
        texts = [START, *texts]
    elif texts and texts[0] in OPENING:
        texts[0] = START
    beside = list(pairwise(texts))
    fits = [fit(a, b) for a, b in beside if b[0].isalnum() and (a == START or a[0].isalnum())]
    if len(fits) < len(beside) or not beside:
        fits.append(0.0)  # nothing is known of words beside marks
    dangling = any(a.lower() in DANGLING and b[0] in ".,;:)" for a, b in beside)
    return min(fits), dangling
