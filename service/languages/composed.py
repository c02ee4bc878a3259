"""Numbers told in two steps: "two years and a half", "a quarter of a million", "1 million 200 thousand"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.languages.figures import multiplier_after
from service.languages.load import knowledge
from service.languages.named import one_of
from service.languages.quantity import Quantity
from service.languages.steps import stepped
from service.model.kept import loaded_once

HALF = 0.5
LEAST_LARGE = 1000
LONGEST_GAP = 16
"""Characters between the parts of one number: the longest of the tables is " с половиной "."""

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
    between, table = text[first.end : second.start], knowledge(language).numbers
    large = second.value >= LEAST_LARGE and second.value in LARGE
    if 0 < first.value < 1 and first.strength < 2 and large and OF.fullmatch(between):
        return _valued(first, second.end, first.value * second.value)
    if second.value == HALF and not first.clock and first.value >= 1 and not first.value % 1:
        behind = _half_behind(language)
        match = behind.fullmatch(text, first.end, second.end) if behind else None
        if match:
            step = next((size for size in LARGE if not first.value % size), 1) if not match["noun"] else 1
            end, factor = multiplier_after(text, second.end, table) if not match["noun"] else (second.end, 1)
            return _valued(first, end, (first.value + HALF * step) * factor)
    whole = stepped(text[first.start : second.end], language) if _may_go_on(first, second, between) else None
    return _valued(first, second.end, whole) if whole else None


def _may_go_on(first: Quantity, second: Quantity, between: str) -> bool:
    plain = not (first.clock or second.clock or first.kind or second.kind or first.units or second.units)
    return plain and len(between) <= LONGEST_GAP and (first.value >= LEAST_LARGE or second.value >= LEAST_LARGE)


def _valued(first: Quantity, end: int, value: float) -> Quantity:
    value = round(value, 6)
    return replace(first, end=end, value=value, values=frozenset({value}), strength=2, kind="")


@loaded_once
def _half_behind(language: str) -> re.Pattern[str] | None:
    """What stands from the end of a number to the end of a half behind it: a noun, and the half."""
    words = knowledge(language).words.group("numbers", "half_behind")
    return re.compile(rf"(?P<noun>\s[^\W\d_]+)??\s{one_of(words)}", re.IGNORECASE) if words else None
