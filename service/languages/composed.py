"""Numbers told in two steps: "two years and a half", "a quarter of a million"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.languages.load import knowledge
from service.languages.named import one_of
from service.languages.quantity import Quantity
from service.model.kept import loaded_once

HALF = 0.5
LEAST_LARGE = 1000
LARGE = (10**12, 10**9, 10**6, 1000)
OF = re.compile(r"\s(?:of|de|di|d['’]|von|van)?\s?(?:an?|one|una?|uno|une|um|een|einer)?\s?", re.IGNORECASE)
"""What may stand between a part and the large number that it is a part of."""


def composed(found: Sequence[Quantity], text: str, language: str) -> list[Quantity]:
    """The quantities of a text, those that belong together made one."""
    result: list[Quantity] = []
    for quantity in found:
        whole = _together(result[-1], quantity, text, language) if result else None
        if whole:
            result[-1] = whole
        else:
            result.append(quantity)
    return result


def _together(first: Quantity, second: Quantity, text: str, language: str) -> Quantity | None:
    """Both as one, if the second only goes on where the first left off."""
    between = text[first.end : second.start]
    large = second.value >= LEAST_LARGE and second.value in LARGE
    if 0 < first.value < 1 and first.strength < 2 and large and OF.fullmatch(between):
        return _valued(first, second.end, first.value * second.value)
    if second.value == HALF and not first.clock and first.value >= 1 and not first.value % 1:
        behind = _half_behind(language)
        if behind and behind.fullmatch(text, first.end, second.end):
            step = next((size for size in LARGE if not first.value % size), 1) if between.count(" ") == 2 else 1
            return _valued(first, second.end, first.value + HALF * step)
    return None


def _valued(first: Quantity, end: int, value: float) -> Quantity:
    value = round(value, 6)
    return replace(first, end=end, value=value, values=frozenset({value}), strength=2, kind="")


@loaded_once
def _half_behind(language: str) -> re.Pattern[str] | None:
    """What stands from the end of a number to the end of a half behind it: a noun, and the half."""
    words = knowledge(language).words.group("numbers", "half_behind")
    return re.compile(rf"(?:\s[^\W\d_]+)?\s{one_of(words)}", re.IGNORECASE) if words else None
