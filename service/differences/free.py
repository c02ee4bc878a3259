"""How likely a difference between two free wordings of one sentence is more than style.

A linear model of what tells an error from a rewording: whether the other text has a word near in meaning, how much
nearer the two sentences come to each other once the words in question are left out, how rare the words are, and
whether those that now stand side by side go together ("is in with"). The weights were fitted to DEMETR's critical
errors (Karpinska et al. 2022), English human against machine translations, by logistic regression with an L1 penalty.
Cross-validated by sentence it finds, at 11 alarms in 100 clean pairs, 34 % of the removed adjectives, 44 % of the
verbs, 59 % of the nouns and 27 % of what was put in; without the vectors it found 20, 31, 42 and 14 %.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from service.model.kept import read_once
from service.model.protocols import Embedder
from service.model.rule import Change, Step
from service.model.version import primary_subtag

LIKELY = 1.15
"""What the sum must reach: about 11 alarms in 100 clean pairs."""

WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "omission": {
        "bias": -0.26, "unmet": 0.87, "gain": 29.0, "rare and apart": 1.44, "apart": 0.24, "fit": -0.5,
        "grammar": -1.24, "tense": -1.71,
    },
    "addition": {
        "bias": -0.23, "unmet": 2.37, "gain": 10.6, "rare and kept": 3.57, "kept": -1.49, "new": -0.21, "fit": -0.54,
        "grammar": -0.36,
    },
    "replacement": {
        "bias": 0.0, "unmet": 1.14, "gain": 6.33, "another sense": 1.76, "rare and apart": 1.12, "apart": -0.57,
        "kept": -0.88, "cosine": -0.83, "length": -0.64, "fit": -0.43, "dangling": 3.32, "name": 1.52,
        "spelling": -4.12,
    },
}  # fmt: skip
"""What each thing that is known of an edit weighs, by what the edit does."""

COUNTED = frozenset(
    {
        FindingType.ADDITION,
        FindingType.GRAMMAR,
        FindingType.MEANING,
        FindingType.NAME,
        FindingType.NUMBER,
        FindingType.OMISSION,
        FindingType.SPELLING,
        FindingType.TENSE,
        FindingType.WORDING,
    }
)
"""Types of verdict that may be more than style."""

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

FAR, MOST_NEW = 6, 5
"""Words apart, and new words, beyond which more make no difference."""

MOST_GAIN = 0.15
"""What a sentence comes nearer at most by the words left out; of 2,400 edits none gained more."""

WORDS, MOST_WORDS = 20, 60
"""A word is worth less in a long sentence's vector: the gain counts in units of this many words."""


@dataclass(frozen=True, slots=True)
class Place:
    """An edit and where it stands: indexes into the units of both texts."""

    left: int
    right: int
    edit: Edit


def more_than_style(edit: Edit, pair: Pair, verdict: Verdict, embedder: Embedder) -> Verdict | None:
    """The verdict, as major as it deserves between free wordings; None where it is probably style."""
    if verdict.type not in COUNTED or edit.moved or primary_subtag(pair.language) != "en":
        return None
    if verdict.type is FindingType.NAME and verdict.severity is Severity.MINOR:
        return None  # the same name in another form
    if max(len(edit.left), len(edit.right)) >= LONGEST:
        return None
    total = _sum(edit, pair, verdict, embedder)
    if total < LIKELY:
        return None
    told = FindingType.MEANING if verdict.type is FindingType.WORDING else None
    confidence = min(0.7, 0.4 + 0.1 * (total - LIKELY))
    graver = Step(Change.FREELY_WORDED, Severity.MAJOR, confidence, told)
    return Verdict(verdict.rule, reason=verdict.reason, steps=(*verdict.steps, graver))


def _sum(edit: Edit, pair: Pair, verdict: Verdict, embedder: Embedder) -> float:
    """The worth of all that is known of an edit; what is dear to find out is not asked for where it could not make
    it likely any more."""
    weights = WEIGHTS["omission" if not edit.right else "addition" if not edit.left else "replacement"]
    long = min(len(units(pair.left, pair.language)), MOST_WORDS) / WORDS
    total = _worth(weights, _seen(edit, pair) | {str(verdict.type): 1.0})
    sentences = _worth(weights, {"gain": MOST_GAIN * long})
    if total + _worth(weights, {"unmet": 1.0, "another sense": 1.0}) + sentences < LIKELY:
        return total
    total += _worth(weights, _by_words(edit, pair, embedder))
    if total + sentences < LIKELY:
        return total
    cosine, gain = _gain(edit, pair, embedder)
    return total + _worth(weights, {"gain": min(MOST_GAIN, gain) * long, "cosine": max(0.0, cosine)})


def _worth(weights: Mapping[str, float], known: Mapping[str, float]) -> float:
    return sum(weights.get(what, 0.0) * amount for what, amount in known.items())


def _seen(edit: Edit, pair: Pair) -> dict[str, float]:
    """What is known of an edit without the embedder, most of it 0..1."""
    left, right = units(pair.left, pair.language), units(pair.right, pair.language)
    places = _places(pair)
    here = next(p for p in places if p.edit.left_at == edit.left_at and p.edit.right_at == edit.right_at)
    apart = min(FAR, min((_distance(here, p) for p in places if p is not here), default=FAR)) / FAR
    strange = [*_strange(edit.left, pair.right, pair.language), *_strange(edit.right, pair.left, pair.language)]
    rare = max(strange, default=0.0)
    fits, dangling = _fit(edit, right, here.right)
    return {
        "bias": 1.0,
        "rare and apart": rare * apart,
        "rare and kept": rare * pair.kept,
        "apart": apart,
        "kept": pair.kept,
        "length": min(2.0, len(right) / max(1, len(left))),
        "new": 0.0 if edit.left else min(MOST_NEW, len(_strange([u.token for u in right], pair.left, pair.language))),
        "fit": max(-3.0, min(0.5, fits)),
        "dangling": dangling,
    }


def _by_words(edit: Edit, pair: Pair, embedder: Embedder) -> dict[str, float]:
    """What the vectors of words tell, 0..1."""
    unmet = max(_unmet(edit.left, pair.right, pair, embedder), _unmet(edit.right, pair.left, pair, embedder))
    if not edit.left or not edit.right:
        return {"unmet": min(1.0, unmet)}
    vectors = embedder.encode([edit.left_text, edit.right_text])
    return {"unmet": min(1.0, unmet), "another sense": min(1.0, 1.0 - float(vectors[0] @ vectors[1]))}


@read_once
def _places(pair: Pair) -> tuple[Place, ...]:
    left, right = units(pair.left, pair.language), units(pair.right, pair.language)
    return tuple(
        Place(sum(u.token.start < e.left_at for u in left), sum(u.token.start < e.right_at for u in right), e)
        for e in verb_groups(pair)
        if any(t.is_word for t in (*e.left, *e.right))
    )


def _distance(one: Place, other: Place) -> int:
    return max(abs(one.left - other.left), abs(one.right - other.right))


def _content(found: Iterable[Unit], language: str) -> tuple[Unit, ...]:
    function = function_words(language)
    return tuple(u for u in found if u.token.is_word and u.key not in function)


@read_once
def _content_of(text: str, language: str) -> tuple[Unit, ...]:
    """The content words of a text; asked for at each of its edits."""
    return _content(units(text, language), language)


def _alone(tokens: Sequence[Token]) -> tuple[Unit, ...]:
    """Each token as a unit of its own."""
    return tuple(Unit(t, t.text.lower()) for t in tokens)


def _strange(tokens: Sequence[Token], other: str, language: str) -> list[float]:
    """The weights of the content words among `tokens` that nothing in the other text accounts for."""
    content = _content_of(other, language)
    mine = _content(_alone(tokens), language)
    return [
        weight(u, language)
        for u in mine
        if not any(kinship(u.key, other.key, language)[1] >= ACCOUNTED for other in content)
    ]


def _unmet(tokens: Sequence[Token], other: str, pair: Pair, embedder: Embedder) -> float:
    """How far the strangest of an edit's content words is from the nearest word of the other text: 1 - cosine."""
    mine = [u.token.text for u in _content(_alone(tokens), pair.language)]
    theirs = [u.token.text for u in _content_of(other, pair.language)]
    if not mine or not theirs:
        return 0.0
    nearest = (embedder.encode(mine) @ embedder.encode(theirs).T).max(axis=1)
    return 1.0 - float(nearest.min())


def _gain(edit: Edit, pair: Pair, embedder: Embedder) -> tuple[float, float]:
    """The cosine of the two texts, and how much it rises when the edit's words are left out of the side that has
    them (the left one, if both have)."""
    left, right, rest = embedder.encode([pair.left, pair.right, _without(edit, pair)])
    cosine = float(left @ right)
    return cosine, float(rest @ (right if edit.left else left)) - cosine


def _without(edit: Edit, pair: Pair) -> str:
    rest = pair.left if edit.left else pair.right
    for token in sorted(edit.left or edit.right, key=lambda t: -t.start):
        rest = rest[: token.start] + rest[token.end :]
    return " ".join(rest.split()) or " "


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
