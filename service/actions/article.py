"""The article of a web page: its words without the menus around them.

A page says itself where its article is: by `article` or `main`. Measured against it, trafilatura brings 22 MB in eleven
packages, most of them to find out dates, and drops captions, which are part of what versions are compared in.
"""

from typing import Any

from service.actions.read_upload import Upload, decoded
from service.actions.translate_html import text_of
from service.model.errors import InputError, NothingToCompare

AROUND = ("nav", "aside", "footer", "form", "button", "dialog", "select", "script", "style", "noscript", "template")
"""What no article holds."""
ROLES = ("navigation", "complementary", "contentinfo", "search", "dialog", "banner")
LEAST_SHARE = 0.3
"""Of a page's words. With less, what calls itself the article is a teaser, or one of many comments."""


def article_text(name: str, data: bytes, charset: str | None = None) -> Upload:
    """The words of the page in `data`; `charset` as in `decoded`. Raises `UnreadableFile`, `InputError`."""
    from lxml import etree
    from lxml import html as parser

    page = decoded(name, data, charset)
    try:
        utf8 = parser.HTMLParser(huge_tree=False, encoding="utf-8")
        root = parser.document_fromstring(page.text.encode("utf-8"), parser=utf8)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"the page cannot be read: {str(error)[:100]}") from None
    _drop_around(root)
    everything = _words(root)
    inside = [_words(one) for one in root.iter("article", "main") if _outermost(one)]
    longest = max(inside, key=len, default="")
    text = longest if len(longest) >= LEAST_SHARE * len(everything) else everything
    if not text:
        raise NothingToCompare("the page holds no words; it may need a script that makes them")
    return Upload(text, page.guessed)


def _drop_around(root: Any) -> None:
    for element in [one for one in root.iter() if isinstance(one.tag, str)]:
        around = element.tag in AROUND or element.get("role") in ROLES or element.get("hidden") is not None
        if around and element.getparent() is not None:
            element.drop_tree()


def _outermost(element: Any) -> bool:
    return not any(parent.tag == "article" for parent in element.iterancestors())


def _words(element: Any) -> str:
    from lxml import etree

    return text_of(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
