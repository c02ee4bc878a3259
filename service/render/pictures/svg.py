"""SVG as text: elements, escaped words, and how much room words take. No styles: colours come by class from the page,
whose policy forbids inline ones and which has a dark and a light mode."""

import re
import unicodedata
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
    """`text`, or so much of it as has room, with `…`; a letter keeps its accents."""
    text = visible(text)
    if _room(text) <= pixels:
        return text
    taken, used = 0, _WIDE
    for char in text:
        used += _room(char)
        if used > pixels:
            break
        taken += 1
    return text[:taken].rstrip() + "…"


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
