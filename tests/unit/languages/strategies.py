"""What the property tests draw: any text at all, and text that is full of what the finders look for."""

from collections.abc import Sequence
from typing import Protocol

from hypothesis import strategies as st

from service.languages import known

LANGUAGES = st.sampled_from((*known(), "und", "zh-Hant", "pt-BR"))

ANYTHING = st.text(st.characters(), max_size=60)
"""Any code points, lone surrogates and control characters with them."""

PIECES = st.sampled_from(
    [
        *"0123456789٣५๒７%.,:;-–—'’\"“”„«»‹›「」『』()/ \u00a0\u202f\u00ad\u200b\u200f\ufeff\x00\n",
        *"年月日時半万億亿兆千百十零〇二三两하이천만억",
        *(
            "p.m.",
            "a.m.",
            "h",
            "Uhr",
            "%",
            "May",
            "March",
            "7. Oktober",
            "2023",
            "nicht",
            "not",
            "n't",
            "Genf",
            "İ",
            "ſ",
            "ß",
        ),
        *(
            "two",
            "and",
            "half",
            "dozen",
            "fünfund",
            "zwanzig",
            "hundert",
            "tausend",
            "million",
            "Millionen",
            "zweihundert",
        ),
        *("вторник", "семь", "тысяч", "мая", "خمسة", "مئة", "पाँच", "लाख", "หนึ่ง", "iki", "bin", "yüz", "천", "e\u0301"),
    ]
)
DENSE = st.lists(PIECES, max_size=14).map("".join) | st.lists(PIECES, max_size=10).map(" ".join)

TEXTS = ANYTHING | DENSE


class Located(Protocol):
    """Something that stands at `[start, end)` of a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def assert_located(found: Sequence[Located], text: str) -> None:
    """Offsets lie inside the text, nothing is empty, all is in order, nothing overlaps."""
    at = 0
    for item in found:
        assert at <= item.start < item.end <= len(text)
        at = item.end
