"""HTML: its words without the tags, and its words translated between them.

By lxml (libxml2): the parser of the standard library takes quadratic time on hostile input and leaves it to the caller
to close what is open; libxml2 reads broken HTML as browsers do, in linear time. Tags and attributes stay; how they were
written (quotes, capitals) does not.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from service.model.errors import InputError

SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "title"})
KEPT = frozenset({"script", "style", "code", "pre", "kbd", "samp", "var", "textarea", "svg", "math", "iframe"})
INLINE = frozenset(
    (  # noqa: SIM905 # one reads it more easily than forty strings
        "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark meter output q ruby "
        "rb rp rt s samp small span strike strong sub sup time tt u var wbr"
    ).split(" ")
)
LINES = frozenset({"br", "li", "tr", "td", "th"})
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

Node = tuple[Any, str]
"""An element, and which of its two texts is meant: `text` (within it) or `tail` (behind it)."""


def text_of(html: str) -> str:
    """The words of a page or a piece of one: a line for each block. Without scripts, styles, and whatever is not shown.

    Raises `InputError` for what cannot be read at all. Elements nested deeper than 255 are left out, as libxml2 has it.
    """
    parts: list[str] = []
    for element, event in _walk(_parsed(html)):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and (name not in INLINE or name == "br"):
            parts.append("\n" if name in LINES else "\n\n")
        if event == "start" and element.text and name:
            parts.append(_one_line(element.text))
        if event == "end":
            if name and name not in INLINE and name not in SILENT:
                parts.append("\n\n")
            parts.append(_one_line(element.tail or ""))
    lines = [" ".join(line.split()) for line in "".join(parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def translate_html(html: str, translate: Callable[[Sequence[str]], Sequence[str]]) -> str:
    """The same page with its words translated, text by text; attributes, code, scripts, and what is marked
    translate="no" stay. `translate` gets all texts at once, without blanks at their edges. Raises `InputError`."""
    root = _parsed(html)
    nodes = [node for node in _nodes(root, True) if (getattr(*node) or "").strip()]
    old = [getattr(*node) for node in nodes]
    for (element, which), before, after in zip(nodes, old, translate([text.strip() for text in old]), strict=True):
        start = before[: len(before) - len(before.lstrip())]
        end = before[len(before.rstrip()) :]
        setattr(element, which, _ODD.sub(" ", f"{start}{after}{end}"))
    return _written(root)


def _parsed(html: str) -> Any:
    """The pieces of `html` under one element that is not shown."""
    from lxml import etree
    from lxml import html as parser
    from lxml.html import fragments_fromstring

    try:
        pieces = fragments_fromstring(_ODD.sub(" ", html), parser=parser.HTMLParser(huge_tree=False, encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"the HTML cannot be read: {str(error)[:100]}") from None
    root = parser.Element("div")
    for piece in pieces:
        if isinstance(piece, str):
            root.text = piece
        else:
            root.append(piece)
    return root


def _written(root: Any) -> str:
    from lxml import etree

    whole = etree.tostring(root, encoding="unicode", method="html")
    return str(whole)[len("<div>") : -len("</div>")]


def _walk(root: Any) -> Iterator[tuple[Any, str]]:
    """Each element that is shown, when it begins and when it ends; a comment has an end alone."""
    stack: list[tuple[Any, bool]] = [(root, True)]
    while stack:
        element, begins = stack.pop()
        shown = isinstance(element.tag, str) and element.tag not in SILENT
        if not begins or not shown:
            yield element, "end"
            continue
        yield element, "start"
        stack.append((element, False))
        stack += [(child, True) for child in reversed(element)]


def _nodes(root: Any, translated: bool) -> Iterator[Node]:
    """The texts to translate, in order."""
    stack: list[tuple[Any, bool, str]] = [(root, translated, "text")]
    while stack:
        element, wanted, which = stack.pop()
        if which == "tail":
            if wanted:
                yield element, "tail"
            continue
        inside = wanted and _translatable(element)
        if inside:
            yield element, "text"
        for child in reversed(element):
            stack.append((child, inside, "tail"))
            stack.append((child, inside, "text"))


def _translatable(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in KEPT:
        return False
    return element.get("translate", "yes").lower() != "no" and "notranslate" not in element.get("class", "").split()


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
