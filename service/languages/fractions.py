"""Parts of a whole: 2/3, ½, 2½, 3分の2, 三分之二, 3분의 2, üçte iki, and the percent of 百分之三十 and 3割."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from service.languages.figures import multiplier_after, values_of
from service.languages.load import Numbers, knowledge
from service.languages.myriads import ALL_DIGITS, ALL_MYRIADS, ALL_PLACES, numeral_value
from service.languages.named import one_of
from service.model.version import primary_subtag

NUMERAL = rf"(?:\d{{1,15}}(?:[.,]\d{{1,15}})?|[{''.join((*ALL_DIGITS, *ALL_PLACES, *ALL_MYRIADS))}]{{1,6}})"
EASTERN = re.compile(rf"(?P<whole>{NUMERAL})\s?(?:分の|分之|분의)\s?(?P<part>{NUMERAL})")
TENTHS = re.compile(
    rf"(?P<n>{NUMERAL})(?:割(?!引|合|り|れ|る|い|っ|愛|当)(?:(?P<more>{NUMERAL})分)?|成(?![为為立功员員本果就年熟分长長都语語]))"
)
VULGAR = "".join(chr(c) for c in (*range(0xBC, 0xBF), *range(0x2150, 0x215F)))
MIXED = re.compile(rf"(?:(?P<n>\d{{1,4}})[ \u2009\u202f]?)?(?P<mark>[{VULGAR}])")
SLASHED = re.compile(r"(?<![\d/.,\w])(?:(?P<n>\d{1,3}) )?(?P<part>[1-9])[/\u2044](?P<whole>[2-9]|10)(?![\d/]|[.,]\d)")
HUNDRED = 100.0
LARGEST = 1e6


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole at `[start, end)`, worth `value`; `percent`: told in hundredths."""

    start: int
    end: int
    value: float
    percent: bool = False


def find_parts(text: str, table: Numbers, language: str) -> Iterator[Part]:
    """All fractions that are written with figures or in the East Asian way. Those in words are read with the words."""
    for match in EASTERN.finditer(text):
        whole, part = _worth(match["whole"], table), _worth(match["part"], table)
        if whole and part is not None and part <= LARGEST:
            percent = whole == HUNDRED
            yield Part(match.start(), match.end(), part if percent else round(part / whole, 6), percent)
    if primary_subtag(language) in ("ja", "zh"):
        for match in TENTHS.finditer(text):
            tenths, more = _worth(match["n"], table), _worth(match["more"] or "0", table)
            if tenths is not None and 0 < tenths <= 10 and more is not None:  # ten tenths are all
                yield Part(match.start(), match.end(), tenths * 10 + more, percent=True)
    for match in MIXED.finditer(text):
        yield _times(text, match, float(match["n"] or 0) + unicodedata.numeric(match["mark"]), table)
    for match in SLASHED.finditer(text):
        part, whole = int(match["part"]), int(match["whole"])
        if part < whole:
            yield _times(text, match, int(match["n"] or 0) + part / whole, table)
    yield from _named_wholes(text, table, language)


def _times(text: str, match: re.Match[str], value: float, table: Numbers) -> Part:
    """A fraction with the thousand or million behind it: 1¼ Millionen, 2 1/2 million."""
    end, factor = multiplier_after(text, match.end(), table)
    return Part(match.start(), end, round(value * factor, 6))


def _worth(numeral: str, table: Numbers) -> float | None:
    return values_of(numeral, table)[0] if numeral[0].isdigit() else numeral_value(numeral)


def _named_wholes(text: str, table: Numbers, language: str) -> Iterator[Part]:
    """Turkish and Thai name the whole first, as a word: üçte iki, "of three, two"."""
    wholes = knowledge(language).words.tables.get("wholes", {})
    for whole, names in wholes.items():
        for match in re.finditer(rf"{one_of(names, language)}\s(?P<part>\d+|[^\W\d_]+)", text, re.IGNORECASE):
            word = match["part"].lower()
            part = float(word) if word.isdecimal() else table.words.get(word, 0)
            if 0 < part <= int(whole):
                value = round(part / int(whole), 6) if whole != "100" else part
                yield Part(match.start(), match.end(), value, whole == "100")
