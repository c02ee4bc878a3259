"""Finds days of the week and days that are told from the day of the text: Monday, yesterday."""

import re
from dataclasses import dataclass

from service.languages.calendar_names import days_of_the_week
from service.languages.load import knowledge
from service.languages.named import CLITICS, one_of
from service.languages.phrases import without_lookalikes
from service.model.kept import loaded_once, read_once
from service.model.version import primary_subtag


@dataclass(frozen=True, slots=True)
class Day:
    """A day at `[start, end)`: `number` is the day of the week (Monday is 1), or how many days it lies from the day of
    the text."""

    start: int
    end: int
    number: int


@read_once
def find_weekdays(text: str, language: str) -> tuple[Day, ...]:
    """All days of the week that a text names."""
    return _find(text, language, "weekdays")


@read_once
def find_relative_days(text: str, language: str) -> tuple[Day, ...]:
    """Yesterday, today, the day after tomorrow."""
    return _find(without_lookalikes(text, language, "time"), language, "time")


def _find(text: str, language: str, kind: str) -> tuple[Day, ...]:
    names, pattern = _named(language, kind)
    found = []
    for match in pattern.finditer(text):
        word = re.sub(r"\s+", " ", match[0].lower()).replace("’", "'")
        number = names.get(word)
        if number is None and primary_subtag(language) in CLITICS:
            number = next((names[n] for n in sorted(names, key=len, reverse=True) if word.endswith(n)), None)
        if number is not None:
            found.append(Day(match.start(), match.end(), number))
    return tuple(found)


@loaded_once
def _named(language: str, kind: str) -> tuple[dict[str, int], re.Pattern[str]]:
    words = days_of_the_week(language) if kind == "weekdays" else knowledge(language).words.days
    names = {name.replace("’", "'"): day for name, day in words.items()}
    return names, re.compile(one_of(names, language), re.IGNORECASE)
