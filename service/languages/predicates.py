"""Which words of a sentence are its verb.

A predicate is the finite verb with the auxiliaries, the infinitive and the participle that belong to it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from service.languages.conjugation import (
    FINITE,
    INFINITIVE,
    PARTICIPLE,
    Auxiliary,
    Conjugation,
    Form,
    auxiliary,
    conjugation,
    plain,
    same_verb,
    verb_forms,
)
from service.languages.load import knowledge
from service.languages.tokens import Token, tokens
from service.model.kept import read_once

FINITE_FIRST = ("must", "should", "claimed", "can", "may", "want", "future", "become", "have", "be")
"""Which of two words that may each be finite or an infinitive is finite: sollen bezahlt haben."""

BETWEEN = 3
"""How many little words may stand between the parts of a predicate."""

ADVERBS = re.compile(r"\w{3,}(?:mente?|ément)")


@dataclass(frozen=True, slots=True)
class Predicate:
    """The verb group at a place: its auxiliaries, its main verb if one was found, and the finite one of them. `cues`:
    words beside them that change their force (Russian бы); `links`: what ties them together (va a subir)."""

    language: str
    auxiliaries: tuple[Token, ...]
    main: Token | None
    finite: Token
    cues: tuple[Token, ...] = ()
    links: tuple[Token, ...] = ()
    reflexive: bool = False

    @property
    def members(self) -> tuple[Token, ...]:
        """All its words, in text order."""
        return tuple(sorted((*self.auxiliaries, *((self.main,) if self.main else ())), key=lambda t: t.start))

    @property
    def forms(self) -> frozenset[Form]:
        """What the main verb may be."""
        return verb_forms(self.main.text, self.language) if self.main else frozenset()


@read_once
def predicate(text: str, language: str, at: int, like: frozenset[str] = frozenset()) -> Predicate | None:
    """The predicate to which the word at an offset belongs, or at whose edge the offset lies. `like`: the infinitives
    of what stands against it in the other text, by which a verb without auxiliaries is found further off, too."""
    table = conjugation(language)
    if table is None:
        return None
    find: Callable[[Sequence[Token], int, str, Conjugation], Predicate | Sequence[Token]]
    find = _bracket if table.order == "bracket" else _run
    at = _before_cue(text, at, table)
    found = find(tokens(text), at, language, table)
    return found if isinstance(found, Predicate) else _lone(found, at, text, language, like)


def helping(token: Token, language: str) -> frozenset[Auxiliary]:
    """What a word may be as an auxiliary; a capital within the sentence makes it a name or a noun."""
    return frozenset() if token.text[0].isupper() and token.start else auxiliary(token.text, language)


def role(finite: Token, language: str) -> Auxiliary:
    """What a finite auxiliary is, where it may be several."""
    roles = [a for a in helping(finite, language) if a.form in FINITE]
    return min(roles, key=lambda a: (FINITE_FIRST.index(a.family), a.form))


def _bracket(found: Sequence[Token], at: int, language: str, table: Conjugation) -> Predicate | Sequence[Token]:
    """German, Dutch: the predicate embraces its clause, whose auxiliaries are all its own; the participle or infinitive
    stands far right. Without auxiliaries the words among which the verb is."""
    clause = _clause(found, at, table)
    helpers = tuple(t for t in clause if helping(t, language))
    main = next((t for t in reversed(clause) if t not in helpers and _nonfinite(t, language)), None)
    his = table.words("doubtful")
    if not any(a.form in FINITE for t in helpers for a in helping(t, language) if main or t.text.lower() not in his):
        wider = _clause(found, at, replace(table, lists={}))
        shared = any(a.form in FINITE for t in wider for a in helping(t, language))
        # "hat ... gesenkt und ... verkauft": what may be a participle is none that is finite
        return tuple(t for t in clause if not (shared and _nonfinite(t, language)))
    finite = _finite(helpers, language)
    if finite is None:
        return ()
    return Predicate(language, helpers, main, finite)


def _clause(found: Sequence[Token], at: int, table: Conjugation) -> tuple[Token, ...]:
    breaks = table.words("breaks")
    before = [t for t in found if t.end <= at]
    behind = [t for t in found if t.start >= at or t.start < at < t.end]

    def runs_on(token: Token) -> bool:
        return token.is_word and token.text.lower() not in breaks

    return (*reversed(tuple(takewhile(runs_on, reversed(before)))), *takewhile(runs_on, behind))


def _run(found: Sequence[Token], at: int, language: str, table: Conjugation) -> Predicate | Sequence[Token]:
    """Romance, Slavic: the parts of a predicate stand side by side, with little words between them. Without auxiliaries
    the words among which the verb is."""
    before, behind = [t for t in reversed(found) if t.end <= at], [t for t in found if t.start >= at]
    helpers = (*reversed(_helpers(before, language, table)), *_helpers(behind, language, table))
    if not helpers:
        return (*_close(behind, language, table), *before[:2])
    finite = _finite(helpers, language)
    if finite is None:
        return ()
    end = helpers[-1].end
    rest = _close([t for t in found if t.start >= end], language, table)
    main = next((t for t in rest if _nonfinite(t, language)), None)
    cues = [t for t in rest if t.text.lower() in table.words("particle")]
    last = main or helpers[-1]
    links = [t for t in found if helpers[0].end <= t.start < last.start and t.text.lower() in table.words("links")]
    pronoun = next((t for t in reversed(found) if t.end <= finite.start), finite)
    reflexive = pronoun.text.lower() in table.words("reflexive") or finite.text.lower().startswith(("s'", "s’"))
    return Predicate(language, helpers, main, finite, tuple(cues), tuple(links), reflexive)


def _helpers(found: Sequence[Token], language: str, table: Conjugation) -> list[Token]:
    """The auxiliaries that follow each other from the first token on."""
    helpers: list[Token] = []
    while True:
        rest = found[found.index(helpers[-1]) + 1 :] if helpers else found
        behind = next((t for t in _close(rest, language, table) if helping(t, language)), None)
        if behind is None:
            return helpers
        helpers.append(behind)


def _close(found: Sequence[Token], language: str, table: Conjugation) -> list[Token]:
    """The first tokens up to and with the first that is no little word."""
    little = list(takewhile(lambda t: t.is_word and _between(t, language, table), found))[:BETWEEN]
    return [*little, *(t for t in found[len(little) : len(little) + 1] if t.is_word)]


def _between(token: Token, language: str, table: Conjugation) -> bool:
    word = plain(token.text)
    if helping(token, language):
        return False
    little = knowledge(language).words.group("function", "pronouns") | table.words("between") | table.words("links")
    denying = knowledge(language).words.group("negation", "words", "particles", "paired")
    return word in little or word in denying or word in table.words("particle") or bool(ADVERBS.fullmatch(word))


def _lone(found: Sequence[Token], at: int, text: str, language: str, like: frozenset[str]) -> Predicate | None:
    """A verb without auxiliaries: the word at the offset itself, or else one that is like the other text's."""
    for token in sorted(found, key=lambda t: not t.start <= at < t.end):
        finite = [f.infinitive for f in verb_forms(token.text, language) if f.form in FINITE]
        here = token.start <= at < token.end
        if finite and (here or any(same_verb(a, b, language) for a in finite for b in like)):
            return Predicate(language, (), token, token, _cues(token, text, language))
    return None


def _before_cue(text: str, at: int, table: Conjugation) -> int:
    """The place of the verb where a particle of its own stands at an offset."""
    before = 0
    for token in tokens(text):
        if token.start >= at:
            return before if token.start == at and token.text.lower() in table.words("particle") else at
        before = token.start
    return at


def _cues(verb: Token, text: str, language: str) -> tuple[Token, ...]:
    """The particles right behind a verb."""
    table = conjugation(language)
    behind = [t for t in tokens(text) if t.start >= verb.end][:1]
    return tuple(t for t in behind if table and t.text.lower() in table.words("particle"))


def _finite(helpers: Sequence[Token], language: str) -> Token | None:
    """The finite one of the auxiliaries; None where there are two."""
    finite = [t for t in helpers if any(a.form in FINITE for a in helping(t, language))]
    sure = [t for t in finite if all(a.form in FINITE for a in helping(t, language))]
    if len(sure) > 1:
        be = [t for t in sure if role(t, language).family == "be"]  # должен был
        return be[0] if len(be) == 1 and len(sure) == 2 and language[:2] in ("ru", "pl") else None
    if sure:
        return sure[0]
    return min(finite, key=lambda t: FINITE_FIRST.index(role(t, language).family), default=None)


def _nonfinite(token: Token, language: str) -> bool:
    if not token.text[0].islower():
        return False
    return any(f.form in (INFINITIVE, PARTICIPLE) for f in verb_forms(token.text, language))
