"""Numbers that begin a longer word: dreimonatig, tříměsíční, трёхлетний, zwölfsekündig."""

import re
from collections.abc import Iterable, Iterator

from service.languages.load import Numbers, knowledge
from service.languages.number_words import Spelled
from service.model.kept import loaded_once

LEAST = 2
"""Smaller numbers begin words of many meanings: einseitig."""


def counted_words(text: str, table: Numbers, language: str) -> Iterator[Spelled]:
    """The numbers before what the language joins them to (`[numbers] counted` in words.toml): days, months, storeys."""
    pattern = _pattern(language)
    if not pattern:
        return
    for match in pattern.finditer(text):
        value = float(table.words[match["number"].lower()])
        yield Spelled(match.start("number"), match.end("number"), value, 1)


@loaded_once
def _pattern(language: str) -> re.Pattern[str] | None:
    stems = knowledge(language).words.group("numbers", "counted")
    words = [word for word, value in knowledge(language).numbers.words.items() if value >= LEAST]
    if not stems or not words:
        return None
    return re.compile(rf"(?<!\w)(?P<number>{_any(words)})(?:{_any(stems)})\w*", re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
