"""Adjectives and adverbs by degree, in English and German: stricter, as strict as, the strictest, the second strictest,
one of the strictest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.languages.lemmas import forms_by_tag, lemmas
from service.languages.tokens import Token, words
from service.model.kept import read_once
from service.model.version import primary_subtag

MARKERS = {"more": "more", "most": "most", "less": "less", "least": "least"}
"""English words that make a degree of the one behind them."""

IDIOMS = frozenset(
    {"well", "long", "soon", "far", "much", "many", "good", "little", "few", "such", "early", "late", "recently"}
)
"""What stands between "as" and "as" without comparing: as well as, as early as Monday."""

IRREGULAR = frozenset({"better", "best", "worse", "worst"})
ORDINALS = (
    *("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt"),
)
"""Two to ten, twice."""

RANKS = re.compile(
    rf"(?:(?P<figure>\d{{1,9}})(?:st|nd|rd|th)|({'|'.join(ORDINALS[:9])}))-?|({'|'.join(ORDINALS[9:])})(?=\w{{4}})"
)
ONE_OF = re.compile(
    r"(?:(?:one|some|part) of|among|amongst)(?: \S+){0,3}"
    r"|(?:eine[rsmn]?|einige) (?:der|[dsm]einer|ihrer|unserer)(?: \S+)?|(?:zu|unter) den(?: \S+)?"
)
"""Words before a superlative that share the place: one of the three largest, zu den größten."""

BEFORE = 4
GERMAN_MOST = re.compile(r"(?:[^s]s|ß)t(?:e[nrsm]?)$")
GERMAN_MORE = re.compile(r"er(?P<ending>e[nrsm]?)?$")


@dataclass(frozen=True, slots=True)
class Graded:
    """A word with what makes its degree at `[start, end)`, itself at `at`: its base forms, and the degree: more, most,
    less, least, equal; "most, 2" and "most, among" are no "most"."""

    start: int
    end: int
    at: int
    bases: frozenset[str]
    degree: str


@read_once
def graded(text: str, language: str) -> tuple[Graded, ...]:
    """The words of a text that stand in a degree, in order; none in other languages."""
    read = {"en": _english, "de": _german}.get(primary_subtag(language))
    return tuple(read(words(text))) if read else ()


def _english(found: Sequence[Token]) -> Iterator[Graded]:
    lower = [t.text.lower() for t in found]
    for at, token in enumerate(found):
        before, behind = lower[at - 1] if at else "", lower[at + 1] if at + 1 < len(found) else ""
        word = RANKS.sub("", lower[at]) or lower[at]
        if before == behind == "as" and word not in IDIOMS and _compares(lower[at + 2 : at + 3]):
            denied = at > 1 and lower[at - 2] in ("not", "n't", "nearly", "half")
            if not {"ADJ", "ADV"}.isdisjoint(forms_by_tag(word)):
                yield Graded(found[at - 1].start, found[at + 1].end, token.start, lemmas(word, "en"), _equal(denied))
            continue
        bases = _bases(word)
        if not bases:
            continue
        if bases != {word} and word not in MARKERS and (word in IRREGULAR or word.endswith(("er", "est"))):
            degree = "most" if word.endswith("st") else "more"
            yield _placed(found, lower, at, at, bases, degree)
        elif before in MARKERS and word not in MARKERS and lower[at - 2 : at - 1] != ["at"]:  # at least partly
            yield _placed(found, lower, at - 1, at, bases, MARKERS[before])


def _bases(word: str) -> frozenset[str]:
    """The adjectives and adverbs that an English word may be a form of, unless it may be a noun."""
    tags = forms_by_tag(word)
    if "NOUN" in tags and word not in IRREGULAR:
        return frozenset()
    return frozenset(base for tag in ("ADJ", "ADV") for base in tags.get(tag, ()))


def _german(found: Sequence[Token]) -> Iterator[Graded]:
    lower = [t.text.lower() for t in found]
    for at, token in enumerate(found):
        before, behind = lower[at - 1] if at else "", lower[at + 1] if at + 1 < len(found) else ""
        word = RANKS.sub("", lower[at]) or lower[at]
        if before == "so" and behind == "wie":
            denied = at > 1 and lower[at - 2] in ("nicht", "kaum", "nie", "halb")
            yield Graded(found[at - 1].start, found[at + 1].end, token.start, lemmas(word, "de"), _equal(denied))
            continue
        more = GERMAN_MORE.search(word)
        if not (more or GERMAN_MOST.search(word)) or token.text[0].isupper():
            continue
        bases = lemmas(word, "de")
        if word in bases or any(base.endswith(("er", "st", "ßt", "te")) for base in bases):
            continue  # andere, feste
        if not more:
            yield _placed(found, lower, at, at, bases, "most")
        elif more["ending"] or behind == "als":
            yield Graded(token.start, token.end, token.start, bases, "more")


def _compares(behind: Sequence[str]) -> bool:
    """Whether "as ... as" compares: not "as quickly as possible", "as high as 80"."""
    return not any(word == "possible" or word[0].isdigit() for word in behind)


def _equal(denied: bool) -> str:
    return "less" if denied else "equal"


def _placed(
    found: Sequence[Token], lower: Sequence[str], first: int, at: int, bases: frozenset[str], degree: str
) -> Graded:
    """A graded word with what stands before a superlative."""
    if degree == "most":
        for k in range(at, max(0, first - BEFORE) - 1, -1):
            if rank := RANKS.match(lower[k]) if k == at else RANKS.fullmatch(lower[k]):
                number = rank["figure"] or ORDINALS.index(rank[0].rstrip("-")) % 9 + 2
                first, degree = min(k, first), f"most, {number}"
                break
            if ONE_OF.fullmatch(" ".join(lower[k:at])):
                first, degree = k, "most, among"
                break
    return Graded(found[first].start, found[at].end, found[at].start, bases, degree)
