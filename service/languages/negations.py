"""Finds what denies: plain words ("not", "kein", "ne ... pas"), and other means ("fail to", "unauthorised")."""

import re

from service.languages.load import knowledge
from service.languages.meaning import denies
from service.languages.phrases import Phrase, find_phrases, without_lookalikes
from service.languages.tokens import Token, words
from service.model.kept import read_once

BEFORE, BEHIND = 60, 30
"""Characters within which the particle must stand that a paired word needs: "n'a, selon lui, pas"; "aucun ne"."""

ONLY = 40
"""Characters within which a "que" may stand that makes an "only" of a particle."""

CLAUSE = re.compile(r"[.!?;:]\s")


@read_once
def plain(text: str, language: str) -> tuple[Phrase, ...]:
    """The words that deny plainly, in text order, but for those of idioms: "not far off" may stand for no "not" at
    all."""
    found = find_phrases(text, language, "negation", "words") + _paired(text, language)
    return _no_idioms(text, language, found)


@read_once
def firm(text: str, language: str) -> tuple[Phrase, ...]:
    """What denies by other means beyond doubt: "without", "refused to", "illegal"; in text order."""
    return _no_idioms(text, language, find_phrases(text, language, "negation", "firm"))


def denied_behind(word: Token, text: str, language: str) -> bool:
    """Whether the word right behind one denies: with no."""
    behind = next((t for t in words(text) if t.start >= word.end), None)
    return behind is not None and any(p.start == behind.start for p in plain(text, language))


def _no_idioms(text: str, language: str, found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    idioms = find_phrases(text, language, "negation", "idioms")
    alone = (p for p in found if not any(i.start < p.end and p.start < i.end for i in idioms))
    return tuple(sorted(alone, key=lambda p: p.start))


@read_once
def oblique(text: str, language: str) -> tuple[Phrase, ...]:
    """What denies by other means, or belongs to an idiom with a "not", in text order."""
    found = find_phrases(text, language, "negation", "verbs", "firm", "idioms")
    particles = find_phrases(text, language, "negation", "particles")
    rest = (p for p in particles if not _only(text, p, language))
    return tuple(sorted((*found, *rest), key=lambda p: p.start))


@read_once
def prefixed(text: str, language: str) -> bool:
    """Whether a word of the text is another one with a prefix or an ending that denies it."""
    return any(denies(w.text, language) for w in words(without_lookalikes(text, language, "negation")))


def _paired(text: str, language: str) -> tuple[Phrase, ...]:
    """Words that deny beside a particle, or at the start of a sentence: "ne ... pas", "aucun ne", "Pas de train"; else
    they may be a noun or an "ever"."""
    found = find_phrases(text, language, "negation", "paired")
    particles = find_phrases(text, language, "negation", "particles")
    return tuple(p for p in found if _begins(text, p) or any(_near(text, particle, p) for particle in particles))


def _begins(text: str, phrase: Phrase) -> bool:
    before = text[: phrase.start].rstrip(" «“\"'—–-")
    return not before or before[-1] in ".!?:;\n"


def _near(text: str, particle: Phrase, phrase: Phrase) -> bool:
    between = text[particle.end : phrase.start] if particle.start < phrase.start else text[phrase.end : particle.start]
    return len(between) <= (BEFORE if particle.start < phrase.start else BEHIND) and not CLAUSE.search(between)


def _only(text: str, particle: Phrase, language: str) -> bool:
    """Whether a particle stands in a "ne ... que", which is "only"."""
    stretch = text[particle.end : particle.end + ONLY]
    stretch = stretch[: m.start()] if (m := CLAUSE.search(stretch)) else stretch
    only = knowledge(language).words.group("negation", "only")
    if not only or find_phrases(stretch, language, "negation", "paired", "words"):
        return False
    return any(re.search(rf"\b{re.escape(word)}", stretch, re.IGNORECASE) for word in only)
