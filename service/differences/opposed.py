"""A word of which the other version has the opposite, wherever it stands there: "in the end the talks failed", "success
came at last". In one place of like wordings `lexical.meaning` sees it; here two sentences may be worded freely.
"""

from collections.abc import Iterator, Sequence

from service.differences import rules, turned
from service.differences.edits import Edit, Pair
from service.differences.grammar import function_words
from service.differences.verdict import Verdict
from service.languages.kinship import Kin, kinship
from service.languages.lemmas import lemmas
from service.languages.meaning import opposites
from service.languages.phrases import find_phrases
from service.languages.rarity import zipf
from service.languages.senses import senses
from service.languages.tokens import Token, words
from service.model.kept import read_once
from service.model.version import primary_subtag

KINDRED = 0.65
"""Kinship from which on a word of the other text says the same, so that nothing stands opposed."""

VERDICT = Verdict(rules.OPPOSITE_ELSEWHERE, sure=True)
AS_GOOD = frozenset({Kin.SAME, Kin.FORM, Kin.SYNONYM, Kin.NEAR})
WIDER = AS_GOOD | {Kin.KIND}
"""What is as good as an opposite where the two words stand against each other: easy and simple, hard and difficult."""

MANY_SENSES = 5.5
"""Zipf value from which on a word has so many senses that in one of them it is a kind of anything: new, other."""

SHORTEST = 3
NEGATED = 3
"""Words before one within which a "not" turns it round."""

LONGEST = 60
"""Words of a text in which two may be opposed by chance: several sentences."""


def found(pair: Pair) -> Iterator[tuple[Edit, Verdict]]:
    """The places where a word has no counterpart but an opposite, which itself has no other counterpart.

    Of DEMETR's pairs of a human translation and a machine's (dev part) 1 in 300 has such a place, and of those with a
    planted opposite 1 in 3.
    """
    for other, word, denied in _places(pair):
        if not denied:
            yield Edit((other,), (word,), other.start, word.start), VERDICT


def exchanged(edit: Edit, language: str) -> bool:
    """Whether an edit sets a word against its opposite."""
    return any(kinship(a.text, b.text, language)[0] is Kin.OPPOSITE for a in edit.left for b in edit.right)


def made_good(pair: Pair) -> bool:
    """Whether a "not" that only one text has is made good by an opposite: "no success", "a failure"."""
    return any(denied for _, _, denied in _places(pair))


@read_once
def _places(pair: Pair) -> tuple[tuple[Token, Token, bool], ...]:
    """The two words, and whether one of them is denied."""
    if primary_subtag(pair.language) != "en" or pair.left == pair.right:
        return ()  # where synonyms are not known, "together than alone" seems the opposite of "united than divided"
    texts = words(pair.left), words(pair.right)
    if max(map(len, texts)) > LONGEST:
        return ()
    mine, theirs = (_content(tokens, pair.language) for tokens in texts)
    changed = {t.start for edit in pair.edits for t in edit.right}
    opposed = []
    for word in theirs:
        if word.start not in changed or _has(word, mine, pair.language):
            continue
        other = next((w for w in mine if _opposed(w, word, pair.language)), None)
        if not other or _has(other, theirs, pair.language):
            continue
        ambiguous = any(_either_way(w, pair.language) for w in (other, word))
        if not ambiguous and not _contrasted(other, word, mine, theirs, pair):
            denied = _negated(word, pair.right, pair.language) != _negated(other, pair.left, pair.language)
            facing = not denied and any(other in e.left and word in e.right for e in pair.edits)
            facing = facing and not any(_many_senses(w.text, pair.language) for w in (other, word))
            if facing or _opposed(other, word, pair.language, AS_GOOD):
                opposed.append((other, word, denied))
    return tuple(opposed)


def _either_way(word: Token, language: str) -> bool:
    """Whether a word has both sides of an axis by the tables of senses: who is beaten loses, who has beaten wins."""
    names = {s.name for s in senses(word.text, language)}
    return any(len(names.intersection(axis)) > 1 for axis in turned.met(word.text, language))


def _content(tokens: Sequence[Token], language: str) -> list[Token]:
    function = function_words(language)
    return [t for t in tokens if t.text.isalpha() and len(t.text) >= SHORTEST and t.text.lower() not in function]


def _has(word: Token, others: Sequence[Token], language: str) -> bool:
    """Whether one of the other words says the same."""
    kin = (kinship(word.text, other.text, language) for other in others)
    return any(grade >= KINDRED and relation not in (Kin.OPPOSITE, Kin.SPELT) for relation, grade in kin)


def _many_senses(word: str, language: str) -> bool:
    return max(zipf(form, language) for form in (word, *lemmas(word, language))) >= MANY_SENSES


def _contrasted(other: Token, word: Token, mine: Sequence[Token], theirs: Sequence[Token], pair: Pair) -> bool:
    """Whether each text has both sides: previous and current, past and present."""
    return all(
        any(_opposed(w, one, pair.language) for w in tokens if w is not one)
        for one, tokens in ((other, mine), (word, theirs))
    )


def _opposed(one: Token, other: Token, language: str, as_good: frozenset[Kin] = WIDER) -> bool:
    """Whether a word says the opposite of another, or what is as good as that."""
    here, there = opposites(one.text.lower(), language), opposites(other.text.lower(), language)
    return _says(one, there, language, as_good) or _says(other, here, language, as_good)


def _says(word: Token, against: frozenset[str], language: str, as_good: frozenset[Kin]) -> bool:
    return any(kinship(opposite, word.text, language)[0] in as_good for opposite in against)


def _negated(word: Token, text: str, language: str) -> bool:
    """Whether a "not", or another word that denies, stands before a word."""
    before = [t.start for t in words(text) if t.start < word.start][-NEGATED:]
    return any(before[0] <= p.start < word.start for p in find_phrases(text, language, "negation")) if before else False
