"""How many and how much, said without a figure: all or most of them, stricter or as strict, the largest or one of the
largest."""

import re
from collections.abc import Sequence

from service.differences import opposed, rules
from service.differences.edits import Edit, Pair
from service.differences.grammar import function_words
from service.differences.verdict import Verdict
from service.languages.degree import Graded, graded
from service.languages.lemmas import lemmas
from service.languages.negations import plain
from service.languages.phrases import Phrase, find_phrases
from service.languages.tokens import Token, words
from service.model.protocols import Embedder

SCALE = ("few", "some", "many", "most", "all")
"""The kinds of the table `[quantifiers]`, from the least to the most."""

FAR = 2
"""Steps of the scale from which on a translator's choice is none: most and some."""

ABOUT = re.compile(r"\s?\d")
"""What follows a "some" that means "about"."""


TOLD = Verdict(rules.WITH_ADJECTIVE)
"""Of the little words of a comparison (as, than) whose adjective has an edit of its own."""


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """An edit that changes how many or to what degree, opposites aside."""
    if edit.moved or opposed.exchanged(edit, pair.language):
        return None
    return _how_many(edit, pair) or _how_much(edit, pair)


def _how_many(edit: Edit, pair: Pair) -> Verdict | None:
    if len(plain(pair.left, pair.language)) != len(plain(pair.right, pair.language)):
        return None  # few can, most cannot
    left, right = _phrases(pair.left, edit.left, pair.language), _phrases(pair.right, edit.right, pair.language)
    ranks = [{rank for _, rank in found} for found in (left, right)]
    if len(ranks[0]) != 1 or len(ranks[1]) != 1 or ranks[0] == ranks[1]:
        return None
    (one,), (other,) = ranks
    if abs(one - other) < FAR and len(SCALE) - 1 not in (one, other):
        return Verdict(rules.QUANTITY_NEXT)
    function = function_words(pair.language)
    bare = all(
        t.text.lower() in function or any(p.start <= t.start < p.end for p, _ in found)
        for tokens, found in ((edit.left, left), (edit.right, right))
        for t in tokens
    )
    return Verdict(rules.QUANTITY_OTHER, sure=bare)


def _phrases(text: str, tokens: Sequence[Token], language: str) -> list[tuple[Phrase, int]]:
    """The phrases that words of an edit belong to, with their steps on the scale; of those within each other the
    longest."""
    found = [
        (p, rank)
        for rank, kind in enumerate(SCALE if tokens else ())
        for p in find_phrases(text, language, "quantifiers", kind)
        if not (kind == "some" and ABOUT.match(text, p.end))
    ]
    return [
        (p, rank)
        for p, rank in found
        if any(p.start <= t.start < p.end for t in tokens)
        and not any(o.start <= p.start and p.end <= o.end and o.end - o.start > p.end - p.start for o, _ in found)
    ]


def _how_much(edit: Edit, pair: Pair) -> Verdict | None:
    sides = ((edit.left, edit.right, pair.left, pair.right), (edit.right, edit.left, pair.right, pair.left))
    for tokens, facing, here, there in sides:
        for word in graded(here, pair.language):
            if not any(word.start <= t.start < word.end for t in tokens):
                continue
            changed = {t.start for e in pair.edits for t in (e.left if here == pair.left else e.right)}
            itself = any(t.start == word.at for t in tokens)
            others = _degrees_of(word, facing if itself else words(there), there, pair.language)
            if not others or word.degree in others:
                continue
            if itself or word.at not in changed:
                return Verdict(rules.DEGREE_EDITED[edit.what], sure="plain" not in others)
            if _little(edit, pair.language):
                return TOLD
    return None


def _little(edit: Edit, language: str) -> bool:
    function = function_words(language)
    return all(t.text.lower() in function for t in (*edit.left, *edit.right))


def _degrees_of(word: Graded, tokens: Sequence[Token], text: str, language: str) -> set[str]:
    """The degrees in which some words of a text have another one: "plain" where it stands by itself; none where they
    have it not."""
    found = {g.at: g.degree for g in graded(text, language) if g.bases & word.bases}
    return {found.get(t.start, "plain") for t in tokens if lemmas(t.text, language) & word.bases or t.start in found}
