"""Numbers in figures: which marks group and which divide, and the words that multiply a figure: 2,5 Millionen."""

import re
from collections.abc import Iterator, Sequence

from service.languages.load import Numbers
from service.languages.tokens import BLANKS, MARKED_WORD, SPACELESS

APOSTROPHES = "'’"
ARABIC_MARKS = str.maketrans("٫٬", ".,")
"""The Arabic decimal and thousands marks, which are never ambiguous; both become the English ones."""

GROUPS = rf"\d{{1,3}}(?P<mark>[.,٬{BLANKS}{APOSTROPHES}])\d{{3}}(?:(?P=mark)\d{{3}}){{0,9}}(?!\d)(?:[.,٫]\d+)?"
INDIAN = r"\d{1,3}(?:,\d\d){1,9},\d{3}(?!\d)(?:\.\d+)?"
FIGURE = re.compile(rf"(?<!\d){GROUPS}|(?<!\d){INDIAN}|\d+(?:[.,٫]\d+)?")
ENGLISH = Numbers()
SMALLEST_GROUP = 2
LONGEST_MULTIPLIER = 10
GAP = re.compile(rf"[{BLANKS}\-]{{0,2}}")

Figure = tuple[int, int, Sequence[float]]
"""Start, end and all values, the likeliest first."""


def read_figures(text: str, table: Numbers) -> Iterator[Figure]:
    """All figures of a text, whose digits are plain, with what multiplies them."""
    for match in FIGURE.finditer(text):
        values = values_of(match[0], table)
        end, factor = multiplier_after(text, match.end(), table)
        yield match.start(), end, [round(v * factor, 6) for v in values]


def values_of(figure: str, table: Numbers) -> Sequence[float]:
    """What a figure may be worth, likeliest first: 2.500 is 2500 or 2.5."""
    if "٫" in figure or "٬" in figure:
        figure, table = figure.translate(ARABIC_MARKS), ENGLISH
    bare = re.sub(f"[{BLANKS}{APOSTROPHES}]", "", figure)
    marks = [c for c in bare if c in ".,"]
    if not marks:
        return [float(bare)]
    if len(set(marks)) == 2:  # 1.234,5 and 1,234.5 say themselves which mark is which
        decimal = marks[-1]
        return [float(bare.replace("." if decimal == "," else ",", "").replace(decimal, "."))]
    mark = marks[0]
    whole = float(bare.replace(mark, ""))
    if len(marks) > 1:
        return [whole]
    broken = float(bare.replace(mark, "."))
    if len(bare.rsplit(mark, 1)[1]) != 3 or bare.startswith("0"):
        return [broken]
    return [broken, whole] if mark == table.decimal else [whole, broken]


def multiplier_after(text: str, end: int, table: Numbers) -> tuple[int, float]:
    """Where a number really ends, and the factor: 2,5 Millionen, 3 mil millones, 2 dozen."""
    factor = 1.0
    while True:
        gap = GAP.match(text, end)
        match = MARKED_WORD.match(text, gap.end()) if gap else None
        if not match:
            return end, factor
        if SPACELESS.match(match[0]):
            run = match[0]
            word = next((run[:n] for n in range(LONGEST_MULTIPLIER, 1, -1) if run[:n] in table.multipliers), "")
            if not word:
                return end, factor
            factor, end = factor * table.multipliers[word], match.start() + len(word)
            continue
        word, stop = match[0].lower(), match.end()
        dotted = f"{word}." if text[stop : stop + 1] == "." else word
        worth = table.multipliers.get(dotted) or table.multipliers.get(word) or _amount(word, table)
        if not worth:
            return end, factor
        factor, end = factor * worth, stop + int(dotted != word and dotted in table.multipliers)


def _amount(word: str, table: Numbers) -> float:
    """A dozen or a score behind a figure, in singular or plural."""
    worth = table.groups.get(word, 0) or table.plurals.get(word, 0)
    return worth if worth >= SMALLEST_GROUP else 0
