"""Numbers by places of ten, hundred, thousand and ten thousand, in Han, and with figures in Hangul: 2万5千, 2만."""

import re
from collections.abc import Iterator, Sequence

from service.languages.figures import values_of
from service.languages.load import Numbers

HAN = "〇一二三四五六七八九"
DIGITS = {c: i for i, c in enumerate(HAN)} | {"零": 0, "两": 2, "兩": 2, "壱": 1, "弐": 2, "参": 3}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
HANGUL_DIGITS = {c: i for i, c in enumerate("영일이삼사오육칠팔구")} | {"륙": 6, "공": 0}
HANGUL_PLACES = {"십": 10, "백": 100, "천": 1000}
HANGUL_MYRIADS = {"만": 10**4, "억": 10**8, "조": 10**12}

ALL_DIGITS = DIGITS | HANGUL_DIGITS
ALL_PLACES = PLACES | HANGUL_PLACES
ALL_MYRIADS = MYRIADS | HANGUL_MYRIADS

LITERAL = r"\d+(?:[.,]\d+)*"
LONGEST = 24
LARGEST_WHOLE = 1000
HAN_WORD = re.compile(f"[{''.join((*DIGITS, *PLACES, *MYRIADS))}]+")
LONGEST_RUN = "{1,24}"
HAN_MIXED = re.compile(
    rf"(?<![\d.,]){LITERAL}\s?(?=[{''.join((*PLACES, *MYRIADS))}])"
    rf"(?:[{''.join((*DIGITS, *PLACES, *MYRIADS))}]|(?<=[{''.join((*PLACES, *MYRIADS))}]){LITERAL}){LONGEST_RUN}"
)
_SYLLABLES = "".join((*HANGUL_DIGITS, *HANGUL_PLACES, *HANGUL_MYRIADS))
_HANGUL_PLACES = "".join((*HANGUL_PLACES, *HANGUL_MYRIADS))
HANGUL_MIXED = re.compile(
    rf"(?<![\d.,]){LITERAL}\s?(?=[{_HANGUL_PLACES}])"
    rf"(?:[{_SYLLABLES}]|(?<=[{_HANGUL_PLACES}])(?:(?<=[만억조])\s)?{LITERAL}){LONGEST_RUN}"
)
HAN_DECIMAL = re.compile(
    rf"(?P<whole>[{''.join((*DIGITS, *PLACES))}]{{1,6}})[点點](?P<rest>[{''.join(DIGITS)}]{{1,4}})(?![十分刻半钟鐘])"
    rf"(?P<place>[{''.join(MYRIADS)}]?)"
)
HAN_NUMERAL = frozenset((*DIGITS, *PLACES, *MYRIADS))
FIGURES = frozenset("0123456789")
BLANKED = re.compile("\x00+")

Read = tuple[int, int, Sequence[float], int]
"""Start, end, values, and strength as in `Quantity`."""


def read_myriads(text: str, table: Numbers) -> Iterator[Read]:
    """All such numbers of a text. Figures before 万 or 천 are read in every language, Han numerals in their own."""
    for mixed in (HAN_MIXED, HANGUL_MIXED):
        for match in mixed.finditer(text):
            if values := _mixed_values(match[0], table):
                yield match.start(), match.end(), values, 2
    if MYRIADS.keys() & table.multipliers.keys():
        for match in HAN_DECIMAL.finditer(text):
            whole = numeral_value(match["whole"])
            if whole is not None and whole < LARGEST_WHOLE:
                rest = "".join(str(DIGITS[c]) for c in match["rest"])
                value = float(f"{int(whole)}.{rest}") * MYRIADS.get(match["place"], 1)
                yield match.start(), match.end(), (round(value, 6),), 2
        for match in HAN_WORD.finditer(text):
            worth = numeral_value(match[0])
            if worth is not None:
                strength = 2 if len(match[0]) > 2 else 1 if len(match[0]) == 2 else 0
                yield match.start(), match.end(), (worth,), strength


def within_numerals(text: str, blanked: str) -> str:
    """The text without its lookalikes, but with those that a numeral runs into: 万一 is "if", and 三万一千 31,000."""

    def kept(match: re.Match[str]) -> str:
        first = text[match.start()]
        numeral = HAN_NUMERAL if first in DIGITS else HAN_NUMERAL | FIGURES
        inside = first in HAN_NUMERAL and text[match.start() - 1 : match.start()] in numeral
        return text[match.start() : match.end()] if inside and match.start() else match[0]

    return BLANKED.sub(kept, blanked)


def numeral_value(word: str) -> float | None:
    """Positional (二〇二三) or with places (二十五万); None for what is no number (万一, a lone 千)."""
    if not word or len(word) > LONGEST:
        return None
    if all(c in ALL_DIGITS for c in word):
        return float("".join(str(ALL_DIGITS[c]) for c in word))
    return _by_places(list(word), [ALL_DIGITS.get(c) for c in word])


def _mixed_values(quote: str, table: Numbers) -> Sequence[float]:
    """25万 and 2.5万 with all that the figure may mean; 1億2000万 and 2천500 by their likeliest reading."""
    parts = re.findall(rf"{LITERAL}|\S", quote)
    literals = [values_of(part, table) if part[0].isdigit() else () for part in parts]
    worths = [values[0] if values else ALL_DIGITS.get(part) for part, values in zip(parts, literals, strict=True)]
    value = _by_places(parts, worths)
    if value is None:
        return ()
    others = literals[0][1:] if len(literals) > 1 and not any(literals[1:]) else ()
    rest = [_by_places(parts, [other, *worths[1:]]) for other in others]
    return [round(v, 6) for v in (value, *rest) if v is not None]


def _by_places(parts: Sequence[str], worths: Sequence[float | None]) -> float | None:
    total = section = digit = 0.0
    for part, worth in zip(parts, worths, strict=True):
        if worth is not None:
            digit = worth
        elif part in ALL_PLACES:
            section += (digit or 1) * ALL_PLACES[part]
            digit = 0
        else:
            if not section + digit:
                return None
            total += (section + digit) * ALL_MYRIADS[part]
            section = digit = 0
    return total + section + digit
