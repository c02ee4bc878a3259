"""The words and marks of a text as they are compared: contractions taken apart, figures and marks in one form.

"didn't" and "did not" are two units each with the keys `did` and `not`; 272.000 and 272,000 have one key; so have
e-mail and email, and the curly and the straight quotation mark.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from service.languages.tokens import Token, tokens
from service.model.kept import read_once
from service.model.version import primary_subtag

MARKS = (
    dict.fromkeys("“”„«»「」『』‟〝〞", '"')
    | dict.fromkeys("‘’‚‹›`´", "'")
    | dict.fromkeys("–—‐‑−", "-")
    | {"…": "..."}
)
"""Typographic variants of a mark."""

GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
HYPHENS = re.compile("[-\u2010\u2011\u00ad]")

SHORT = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will"}
WHOLE = {"won't": ("wo", "will"), "can't": ("ca", "can"), "shan't": ("sha", "shall"), "cannot": ("can", "can")}
"""Contractions whose first part is not spelt like its word: the part and the word."""

COUNTED = re.compile("(\\d+)[-\u2010\u2011]([^\\W\\d].*)")
"""19-year-old may be written 19 year-old."""

ENDING = re.compile(r"(?:n['’]t|['’](?:m|re|ve|ll|d|s))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A token or a part of one, and the form under which it is compared."""

    token: Token
    key: str


@read_once
def units(text: str, language: str) -> tuple[Unit, ...]:
    """The units of a text, in order."""
    english = primary_subtag(language) == "en"
    found = tuple(u for t in tokens(text) for u in (_taken_apart(t) if english else (Unit(t, key(t)),)))
    return tuple(_loose_ends(found)) if english else found


def _loose_ends(found: Sequence[Unit]) -> Iterator[Unit]:
    """A genitive ending whose word fell out is one unit, too."""
    skip = False
    for unit, after in zip_longest(found, found[1:]):
        if skip:
            skip = False
        elif after and unit.key == "'" and after.key == "s" and unit.token.end == after.token.start:
            yield Unit(Token(unit.token.start, after.token.end, unit.token.text + after.token.text), "'s")
            skip = True
        else:
            yield unit


PERCENT = {"percent": "%", "percents": "%", "pct": "%"}


def key(token: Token) -> str:
    """The form under which a token is compared."""
    if not token.is_word:
        return MARKS.get(token.text, token.text)
    lower = token.text.lower().replace("’", "'")
    if lower in PERCENT:
        return PERCENT[lower]
    if GROUPED.fullmatch(lower):
        return re.sub("[.,]", "", lower)
    return HYPHENS.sub("", lower) or lower


def _taken_apart(token: Token) -> Iterator[Unit]:
    lower = token.text.lower().replace("’", "'")
    if lower in WHOLE:
        part, word = WHOLE[lower]
        yield Unit(_cut(token, 0, len(part)), word)
        yield Unit(_cut(token, len(part), len(lower)), "not")
        return
    if counted := COUNTED.match(token.text):
        yield from (Unit(part, key(part)) for part in (_cut(token, *counted.span(1)), _cut(token, *counted.span(2))))
        return
    ending = ENDING.search(token.text)
    if ending is None or not ending.start():
        yield Unit(token, key(token))
        return
    first, last = _cut(token, 0, ending.start()), _cut(token, ending.start(), len(token.text))
    yield Unit(first, key(first))
    short = last.text.lower().replace("’", "'")
    yield Unit(last, SHORT.get(short, short))


def _cut(token: Token, start: int, end: int) -> Token:
    return Token(token.start + start, token.start + end, token.text[start:end])
