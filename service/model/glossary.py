"""A glossary: names that are not translated, terms whose translation is agreed, words that judge what they name."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from service.model.errors import InputError
from service.model.version import primary_subtag


class BadGlossary(InputError):
    """A glossary is no TOML, or one of its entries cannot be understood or contradicts another."""

    code = "bad-glossary"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing and what it is called: a BCP 47 code and the accepted spellings, the one to use first, for each of at
    least two languages."""

    forms: tuple[tuple[str, tuple[str, ...]], ...]

    def spellings(self, language: str) -> tuple[str, ...]:
        """The accepted spellings in a language: for `pt-BR` its own, else those of `pt`; for plain `pt` those of any
        region where there are no others. Empty where the entry does not cover the language."""
        table = {code.lower(): words for code, words in self.forms}
        parts = language.lower().split("-")
        for length in range(len(parts), 0, -1):
            if found := table.get("-".join(parts[:length])):
                return found
        if len(parts) > 1:
            return ()
        return next((words for code, words in table.items() if primary_subtag(code) == parts[0]), ())

    def contradicts(self, other: "Term") -> tuple[str, str] | None:
        """A language and a spelling that both have, where they differ on another language; None if they get on."""
        mine, theirs = dict(self.forms), dict(other.forms)
        both = [code for code in mine if code in theirs]
        shared = {code: _folded(mine[code]) & _folded(theirs[code]) for code in both}
        differing = [code for code in both if mine[code][0].casefold() != theirs[code][0].casefold()]
        for code in both:
            if shared[code] and any(d != code for d in differing):
                return code, next(w for w in mine[code] if w.casefold() in shared[code])
        return None


@dataclass(frozen=True, slots=True)
class Topic:
    """Loaded words: one thing and the words for it in one language (a BCP 47 code), each of which judges it otherwise
    than those of the other `shades`; the words of one shade judge alike (fighter, rebel)."""

    language: str
    name: str
    shades: tuple[tuple[str, ...], ...]

    def covers(self, language: str) -> bool:
        """Whether a text of that language is asked: `pt` covers all regions, `pt-BR` covers itself."""
        return f"{language.lower()}-".startswith(f"{self.language.lower()}-")


@dataclass(frozen=True, slots=True)
class Glossary:
    """`keep`: names that stay letter for letter in every language. `terms`: what is called what. `loaded`: words that
    judge, beside those that Variorum knows."""

    keep: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    loaded: tuple[Topic, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.keep or self.terms or self.loaded)

    def over(self, other: "Glossary") -> "Glossary":
        """Both as one; what `other` says is dropped where it contradicts this one, or names the same topic."""
        names = _folded(self.keep)
        ours = {word.casefold() for term in self.terms for _, words in term.forms for word in words}
        keep = (*self.keep, *(n for n in other.keep if n not in self.keep and n.casefold() not in ours))
        terms = (
            t
            for t in other.terms
            if t not in self.terms
            and not any(t.contradicts(mine) for mine in self.terms)
            and not any(names & _folded(words) for _, words in t.forms)
        )
        mine = {(topic.language, topic.name) for topic in self.loaded}
        loaded = (*self.loaded, *(t for t in other.loaded if (t.language, t.name) not in mine))
        return Glossary(keep, (*self.terms, *terms), loaded)

    @property
    def fingerprint(self) -> str:
        """Tells two glossaries apart, for the signature of a report."""
        told = (self.keep, self.terms, *([self.loaded] if self.loaded else []))
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:12]


EMPTY = Glossary()
"""No glossary: nothing is kept, nothing is agreed."""


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)
