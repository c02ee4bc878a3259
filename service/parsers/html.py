"""HTML: its words without the tags, and other words put between its tags.

By lxml (libxml2): the parser of the standard library takes quadratic time on hostile input and leaves it to the caller
to close what is open; libxml2 reads broken HTML as browsers do. It is quadratic itself in the attributes of one tag,
which the limits of the sandbox hold. Tags and attributes stay; how they were written (quotes, capitals) does not.
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
EVENTS = ("start", "end", "comment", "pi")
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

Node = tuple[Any, str]
"""An element, and which of its two texts is meant: `text` (within it) or `tail` (behind it)."""


def words(data: bytes) -> str:
    """The words of a page or a piece of one: a line for each block. Without scripts, styles, and whatever is not shown.

    `data` is UTF-8. Raises `InputError` for what cannot be read at all. Elements nested deeper than 255 are left out,
    as libxml2 has it.
    """
    return words_of(_parsed(data))


def texts(data: bytes) -> list[str]:
    """What is to be translated, text by text, without blanks at the edges; not attributes, code, scripts, and what is
    marked translate="no". Raises `InputError`."""
    return [getattr(*node).strip() for node in _filled(_parsed(data))]


def with_texts(data: bytes, others: Sequence[str]) -> str:
    """The same page with `others` in the places of its `texts`. Raises `InputError`."""
    root = _parsed(data)
    for (element, which), other in zip(list(_filled(root)), others, strict=True):
        before = getattr(element, which)
        start = before[: len(before) - len(before.lstrip())]
        end = before[len(before.rstrip()) :]
        setattr(element, which, _ODD.sub(" ", f"{start}{other}{end}"))
    return _written(root)


def words_of(root: Any, left_out: Callable[[Any], bool] = lambda element: False) -> str:
    """The words of an element, but for those of elements that are `left_out`."""
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(root, events=EVENTS)
    for event, element in walk:
        plain = event in ("start", "end")
        if event == "start":
            shown = element.tag not in SILENT and not left_out(element)
            if shown and (element.tag not in INLINE or element.tag == "br"):
                parts.append("\n" if element.tag in LINES else "\n\n")
            if shown:
                parts.append(_one_line(element.text or ""))
            else:
                walk.skip_subtree()
            continue
        if plain and element.tag not in INLINE and element.tag not in SILENT and not left_out(element):
            parts.append("\n\n")
        if element is not root:
            parts.append(_one_line(element.tail or ""))
    lines = [" ".join(line.split()) for line in "".join(parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def read(reader: Callable[[Any], Any]) -> Any:
    """What `reader` makes with lxml's parser of HTML. Raises `InputError`, `MemoryError`."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        return reader(lxml_html.HTMLParser(huge_tree=False, encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:  # "unknown error", it says
            raise MemoryError from None
        raise InputError(f"the HTML cannot be read: {str(error)[:100]}") from None


def _parsed(data: bytes) -> Any:
    """The pieces of a page under one element that is not shown."""
    from lxml.html import Element, fragments_fromstring

    html = _ODD.sub(" ", data.decode("utf-8", "surrogatepass"))
    pieces = read(lambda parser: fragments_fromstring(html, parser=parser))
    root = Element("div")
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


def _filled(root: Any) -> Iterator[Node]:
    """The texts to translate, in order, that hold more than blanks."""
    stack: list[tuple[Any, bool, str]] = [(root, True, "text")]
    while stack:
        element, wanted, which = stack.pop()
        inside = wanted and (which == "tail" or _translatable(element))
        if inside and (getattr(element, which) or "").strip():
            yield element, which
        if which == "text":
            for child in reversed(element):
                stack.append((child, inside, "tail"))
                stack.append((child, inside, "text"))


def _translatable(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in KEPT:
        return False
    return element.get("translate", "yes").lower() != "no" and "notranslate" not in element.get("class", "").split()


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
