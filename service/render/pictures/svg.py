"""SVG as text: elements, escaped words, and how much room words take. No styles: colours come by class from the page,
whose policy forbids inline ones and which has a dark and a light mode."""

import re
import unicodedata
from itertools import accumulate
from xml.sax.saxutils import escape, quoteattr

from service.render.visible import visible

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) has no place for, once `visible` has spelt out controls and lone surrogates."""
_ISOLATE, _END = "\u2068", "\u2069"
_WIDE, _NARROW, _CAPITAL = 14.0, 7.2, 10.0
"""Pixels of a letter at 13 px in the widest of the page's sans fonts, by eye in Chromium: too much rather than too
little, since labels must not run over the edge."""


def element(name: str, *inner: str, **attributes: str | float) -> str:
    """`inner` is markup already; `class_` is written `class`, `view_box` `viewBox`, other `_` as `-`."""
    named = {"class_": "class", "view_box": "viewBox"}
    written = "".join(
        f" {named.get(key, key.replace('_', '-'))}={quoteattr(_plain(value))}" for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(inner)}</{name}>"


def words(text: str) -> str:
    """A stranger's words as markup, each to be read in its own direction."""
    return _ISOLATE + safe(text) + _END


def safe(text: str) -> str:
    """Words of ours as markup."""
    return escape(_NO_XML.sub("\ufffd", visible(text)))


def fitted(text: str, pixels: float) -> str:
    """`text`, or its start and its end around `…`, as far as there is room: names of files differ at either. A letter
    keeps its accents."""
    text = visible(text)
    if _room(text) <= pixels:
        return text
    half = (pixels - _WIDE) / 2
    head = _taken(_letters(text), half)
    tail = _taken(_letters(text)[::-1], half)[::-1]
    return f"{''.join(head).rstrip()}…{''.join(tail).lstrip()}"


def _letters(text: str) -> list[str]:
    """Each with the signs that are written onto it."""
    letters: list[str] = []
    for char in text:
        if letters and not _width(char):
            letters[-1] += char
        else:
            letters.append(char)
    return letters


def _taken(letters: list[str], pixels: float) -> list[str]:
    """So many of the first letters as have room."""
    for count, used in enumerate(accumulate(map(_room, letters))):
        if used > pixels:
            return letters[:count]
    return letters


def _room(text: str) -> float:
    return sum(map(_width, text))


def _width(char: str) -> float:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(char) in "WF" or char in "mwMW@%‹›…—":
        return _WIDE
    return _CAPITAL if char.isupper() else _NARROW


def _plain(value: str | float) -> str:
    return _NO_XML.sub("\ufffd", visible(value)) if isinstance(value, str) else f"{value:g}"
