"""Words and marks of a text, located."""

import re
from dataclasses import dataclass

from service.model.kept import read_once
from service.model.version import primary_subtag

SPACELESS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Thai, kana and Han: written without blanks between words. Each such character is a token of its own here."""

BLANKS = " \u00a0\u2009\u202f"
MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
"""Accents, vowel and tone signs that are written onto a letter; Python's \\w leaves them out."""

LETTER = rf"[\w{MARKS}]"
"""A letter or digit, or a sign that is written onto one."""

MARKED_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}\u200c\u200d])*(?:[’'][^\W\d_]+)?")
"""A word of letters with their signs."""

TOKEN = re.compile(
    rf"{SPACELESS.pattern}|\d+(?:[.,]\d+)+(?!\w)|(?:(?!{SPACELESS.pattern})[\w\u00ad{MARKS}])+(?:['’\-\u2010\u2011.](?:(?!{SPACELESS.pattern})[\w{MARKS}])+)*|[^\w\s]"
)
SPACELESS_LANGUAGES = frozenset({"zh", "ja", "th", "lo", "km", "my"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark at `[start, end)` of the text it was found in."""

    start: int
    end: int
    text: str

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or a digit."""
        return self.text.isalnum() or any(c.isalnum() for c in self.text)


@read_once
def tokens(text: str) -> tuple[Token, ...]:
    """Words (with inner apostrophes, hyphens and full stops: don't, Al-Asad, U.S) and single marks, in order."""
    return tuple(Token(m.start(), m.end(), m[0]) for m in TOKEN.finditer(text))


@read_once
def words(text: str) -> tuple[Token, ...]:
    """The tokens that are words."""
    return tuple(token for token in tokens(text) if token.is_word)


def spaceless(language: str) -> bool:
    """Whether the language is written without blanks between words."""
    return primary_subtag(language) in SPACELESS_LANGUAGES


SPACELESS_WEIGHT = 2.5
"""A Han, kana or Thai character says about as much as 2.5 letters (character counts of the WMT 2021 stories)."""


def size(text: str) -> float:
    """How much a text says, in letters: comparable across scripts. At least 1."""
    return max(1.0, len(text) + (SPACELESS_WEIGHT - 1) * len(SPACELESS.findall(text)))


def lowered(word: str, language: str) -> str:
    """Lower case by the language's rules: Turkish has a dotless and a dotted i."""
    if primary_subtag(language) in ("tr", "az"):
        word = word.replace("İ", "i").replace("I", "ı")
    return word.lower()
