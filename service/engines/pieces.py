"""What every engine needs before and after its model: clean texts, each once, none longer than the model can take.

Models cut what is too long without a word, or begin to babble. In a program that looks for text that fell out, that
would show as a difference between the versions; so a long text is translated in pieces, cut at the nearest mark.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from service.model.version import primary_subtag

_PLACES = tuple(
    re.compile(mark)
    for mark in (r"[.!?…][\"'”’»)\]]*\s|[。！？｡][”’」』）]*", r"[;:,،؛–—]\s|[；：，、]", r"\s")  # best first
)
_UNSEEN = dict.fromkeys(
    [0x00AD, 0x200B, 0x2060, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""Soft hyphen, zero width and bidi marks split words for a tokenizer. The joiners (200C, 200D) are spelling: kept."""
_NO_BLANKS = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that are written without blanks between sentences."""


def translate_pieces(
    texts: Sequence[str],
    target: str,
    cut: Callable[[str], Sequence[str]],
    run: Callable[[Sequence[str]], Sequence[str]],
) -> tuple[str, ...]:
    """As many translations as texts. `cut` cuts one text, `run` translates the pieces of all texts, equal ones once.

    A text of white space alone gives "". So does one of which a piece came back empty: half a translation would read
    as if the rest had been left out.
    """
    cleaned = [clean(text) for text in texts]
    parts = {text: tuple(cut(text)) if text else () for text in dict.fromkeys(cleaned)}
    pieces = list(dict.fromkeys(chain.from_iterable(parts.values())))
    done = dict(zip(pieces, run(pieces), strict=True)) if pieces else {}
    joint = "" if primary_subtag(target) in _NO_BLANKS else " "
    whole = {text: _join([done[piece].strip() for piece in parts[text]], joint) for text in parts}
    return tuple(whole[text] for text in cleaned)


def clean(text: str) -> str:
    """The text on one line, without unseen marks; a lone surrogate, which is no text, becomes a question mark."""
    return " ".join(text.translate(_UNSEEN).encode("utf-8", "replace").decode("utf-8").split())


def cut_at_marks(text: str, limit: int) -> tuple[str, ...]:
    """Pieces of at most `limit` code points, cut in their second half: after a sentence, else a clause, else a word."""
    return tuple(_cut(text.strip(), max(1, limit)))


def _cut(text: str, limit: int) -> Iterator[str]:
    while len(text) > limit:
        ends = ([m.end() for m in place.finditer(text, limit // 2, limit)] for place in _PLACES)
        at = next((found[-1] for found in ends if found), limit)
        yield text[:at].strip()
        text = text[at:].strip()
    if text:
        yield text


def _join(done: Sequence[str], joint: str) -> str:
    return joint.join(done) if all(done) else ""
