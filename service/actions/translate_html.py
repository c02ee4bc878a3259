"""HTML: its words without the tags, and its words translated between them. What reads it is in service/parsers/html.py,
and runs in a process of its own."""

from collections.abc import Callable, Sequence

from service.sandbox import Allowance
from service.settings import Settings


def allowance_of(settings: Settings) -> Allowance:
    """What one request may spend on reading files and pages."""
    return Allowance(settings.parse_seconds, settings.parse_megabytes)


def text_of(html: str, allowance: Allowance | None = None) -> str:
    """The words of a page or a piece of one: a line for each block. Without scripts, styles, and whatever is not shown.

    Raises `InputError` for what cannot be read at all, and as `Allowance.parse`. Elements nested deeper than 255 are
    left out, as libxml2 has it.
    """
    return str((allowance or Allowance()).parse("words-of-html", _bytes(html)))


def translate_html(
    html: str, translate: Callable[[Sequence[str]], Sequence[str]], allowance: Allowance | None = None
) -> str:
    """The same page with its words translated, text by text; attributes, code, scripts, and what is marked
    translate="no" stay. `translate` gets all texts at once, without blanks at their edges. Raises as `text_of`."""
    allowance = allowance or Allowance()
    others = translate(allowance.parse("texts-of-html", _bytes(html)))
    return str(allowance.parse("html-with-texts", _bytes(html), others=list(others)))


def _bytes(html: str) -> bytes:
    """JSON may hold half a character, which no text holds; the parser leaves it out."""
    return html.encode("utf-8", "surrogatepass")
