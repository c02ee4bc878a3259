"""Reads numbers whose words are written together: fünfundzwanzig, ventuno, สองร้อยห้าสิบ."""

import re
from collections.abc import Iterable, Iterator

from service.languages.load import Numbers, knowledge
from service.languages.named import one_of
from service.languages.sums import Spelled, summed

SHORTEST_COMPOUND = 5
LONGEST_COMPOUND = 80
LONGEST_PARTS = 40
SURE = 20
"""A single word from it on is hardly part of another one: ยี่สิบ."""

VAGUE = ("数", "數", "几", "幾", "何", "หลาย")
"""What makes a number vague in front of it: 数百, several hundred."""


def run_together(text: str, table: Numbers, language: str) -> Iterator[Spelled]:
    """Number words of a script without blanks: several in a row are a number, one alone may be part of a word, and
    counts only before what is counted."""
    part = one_of((*table.words, *table.multipliers))
    counters = knowledge(language).words.group("numbers", "counters")
    alone = re.compile(one_of(counters))
    for match in re.compile(f"{part}{{1,{LONGEST_PARTS}}}").finditer(text):
        if match[0] in table.plurals or text.endswith(VAGUE, 0, match.start()):
            continue
        parts = re.findall(part, match[0])
        sure = len(parts) > 1 or table.words.get(match[0], 0) >= SURE or alone.match(text, match.end())
        value = summed(_kinds(parts, table)) if sure else None
        counts = table.words.keys() & set(parts) or parts[0] in table.alone
        if value is not None and counts and (len(parts) > 1 or value > 1):
            yield Spelled(match.start(), match.end(), value, 2 if len(parts) > 1 or value >= SURE else 1)
    for worths, kind in ((table.groups, "fraction"), (table.ordinals, "ordinal")):
        for match in re.compile(one_of(worths)).finditer(text):
            yield Spelled(
                match.start(),
                match.end(),
                worths[match[0]],
                0,
                kind if worths[match[0]] < 1 or kind == "ordinal" else "",
            )


def compound(word: str, table: Numbers) -> float | None:
    """A number written as one word: fünfundzwanzig, zweihunderttausend, ventiquattro, vijfentwintig."""
    if (
        not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND
        or not table.part
        or not re.fullmatch(f"(?:{table.part.pattern})+", word)
    ):
        return None
    parts = [match[0] for match in table.part.finditer(word)]
    return summed(_kinds(parts, table)) if len(parts) > 1 else None


def _kinds(parts: Iterable[str], table: Numbers) -> Iterator[tuple[str, float]]:
    """What the parts of a compound are, and are worth; joiners left out."""
    for part in parts:
        part = table.elided.get(part, part)
        kind = next((k for k in ("multipliers", "words", "groups") if part in getattr(table, k)), "")
        if kind:
            yield kind, float(getattr(table, kind)[part])
