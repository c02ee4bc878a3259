"""Reads numbers in words, by the additive and multiplicative rules that most languages share."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from service.languages.load import Numbers, knowledge
from service.languages.tokens import BLANKS, MARKED_WORD, lowered

LONGEST_PHRASE = 4
SHORTEST_COMPOUND = 5
LONGEST_COMPOUND = 80
LARGEST = 1e18
"""Beyond it stands no number of a news story, but somebody's joke."""
KINDS = ("words", "multipliers", "groups", "fractions", "ordinals", "plurals")

Word = tuple[int, int, str]


@dataclass(slots=True)
class Sum:
    """What has been read so far. `total` holds what a thousand or million closed, `current` what is still open."""

    total: float = 0.0
    current: float = 0.0
    kinds: list[str] = field(default_factory=list)

    @property
    def value(self) -> float:
        """The number as far as it goes."""
        return self.total + self.current

    def take(self, kind: str, worth: float, joined: bool) -> bool:
        """Adds the next word, if it can belong to the same number; `joined` by an "and"."""
        last = self.kinds[-1] if self.kinds else ""
        if kind == "multipliers":
            if last in ("ordinals", "fractions"):
                return False
            if worth >= 1000:
                self.total, self.current = self.total + (self.current or 1) * worth, 0.0
            else:
                self.current = (self.current or 1) * worth
        elif kind == "words":
            if last in ("groups", "ordinals", "fractions") or not (not self.current or _fits(self.current, worth)):
                return False
            self.current += worth
        elif kind == "groups":
            if last not in ("", "words"):
                return False
            if self.kinds and (worth >= 2 or not joined):  # two dozen; eine halbe Million
                self.current *= worth
            else:
                self.current += worth
        elif kind == "fractions":
            if last not in ("", "words") or self.total:
                return False
            self.current = (self.current or 1) * worth
        else:
            if self.kinds and not (
                kind == "ordinals" and last in ("words", "multipliers") and _fits(self.current, worth)
            ):
                return False
            self.current += worth
        self.kinds.append(kind)
        return True


def spelled_numbers(text: str, table: Numbers, language: str) -> Iterator[tuple[int, int, float, int]]:
    """All numbers in words: (start, end, value, strength as in `Quantity`)."""
    if not table.words:
        return
    words = [(m.start(), m.end(), lowered(m[0], language)) for m in MARKED_WORD.finditer(text)]
    articles = knowledge(language).words.group("function", "articles")
    at = 0
    while at < len(words):
        used, found = _read(text, words, at, table, articles)
        if found:
            yield found
        at += max(1, used)


def _read(
    text: str, words: list[Word], at: int, table: Numbers, articles: frozenset[str]
) -> tuple[int, tuple[int, int, float, int] | None]:
    """One number from `words[at]` on: how many words it takes, and the number."""
    so_far = Sum()
    used = _led_by_article(text, words, at, table, articles)
    led, end = used > 0, 0
    while at + used < len(words):
        skipped = _between(text, words, at + used, table, articles, so_far) if so_far.kinds else 0
        if skipped < 0:
            break
        size, kind, worth = _lookup(words, at + used + skipped, table)
        if not kind or not so_far.take(kind, worth, joined=skipped > 0):
            break
        used += skipped + size
        end = words[at + used - 1][1]
        if kind in ("ordinals", "plurals", "fractions"):
            break
    kinds = so_far.kinds
    phrase = " " in text[words[at][0] : end]
    if not kinds or (kinds == ["multipliers"] and not led and not phrase) or "plurals" in kinds:
        return used, None
    if so_far.value > LARGEST or (len(kinds) == 1 and not led and words[at][2] in table.pronouns):
        return used, None
    sure = len(kinds) > 1 or led or so_far.value > 20
    strength = 0 if kinds[-1] in ("groups", "ordinals", "fractions") and len(kinds) == 1 else 2 if sure else 1
    return used, (words[at][0], end, round(so_far.value, 6), 0 if kinds[-1] == "ordinals" else strength)


def _led_by_article(text: str, words: list[Word], at: int, table: Numbers, articles: frozenset[str]) -> int:
    """1 where an article stands before a lone thousand or million: "a million" is one million."""
    if words[at][2] not in articles or at + 1 >= len(words) or not _touch(text, words[at], words[at + 1]):
        return 0
    _, kind, worth = _lookup(words, at + 1, table)
    return int(kind == "multipliers" and worth >= 1000)


def _between(text: str, words: list[Word], at: int, table: Numbers, articles: frozenset[str], so_far: Sum) -> int:
    """How many little words stand before the next part of the number (and, a): 0 mostly, -1 where the number ends."""
    skipped = 0
    while at + skipped < len(words):
        if not _touch(text, words[at + skipped - 1], words[at + skipped]):
            return -1
        word = words[at + skipped][2]
        _, kind, _ = _lookup(words, at + skipped, table)
        article = word in articles and (skipped or so_far.kinds[-1] == "groups")
        if article and at + skipped + 1 < len(words):
            following = _lookup(words, at + skipped + 1, table)[1]
            if following in ("groups", "multipliers"):
                kind = ""
        if kind:
            return -1 if skipped and kind in ("ordinals", "plurals") else skipped
        if not (word in table.joiners or article):
            return -1
        skipped += 1
    return -1


def _touch(text: str, one: Word, other: Word) -> bool:
    return text[one[1] : other[0]].strip(BLANKS + "-\u2010\u2011\n\r") == ""


def _fits(current: float, worth: float) -> bool:
    """Whether `worth` can be added to what stands: 20 + 5 and 200 + 25, never 5 + 6 or 20 + 30."""
    place = 1
    while current % (place * 10) == 0:
        place *= 10
    return worth < place


def _lookup(words: list[Word], at: int, table: Numbers) -> tuple[int, str, float]:
    """The longest entry that starts at `words[at]`: how many words it takes, its kind and worth."""
    for size in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
        chain = [word for _, _, word in words[at : at + size]]
        for phrase in (" ".join(chain), "-".join(chain)):
            for kind in KINDS:
                worths: Mapping[str, float] = getattr(table, kind)
                if phrase in worths:
                    return size, kind, float(worths[phrase])
    if table.compound and at < len(words):
        worth = _compound(words[at][2], table)
        if worth is not None:
            return 1, "words", worth
    return 0, "", 0.0


def _compound(word: str, table: Numbers) -> float | None:
    """A number written as one word: fünfundzwanzig, zweihunderttausend, ventiquattro, vijfentwintig."""
    if (
        not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND
        or not table.part
        or not re.fullmatch(f"(?:{table.part.pattern})+", word)
    ):
        return None
    total = current = 0.0
    parts = [match[0] for match in table.part.finditer(word)]
    for part in parts:
        factor = table.multipliers.get(part, 0)
        if factor >= 1000:
            total, current = total + (current or 1) * factor, 0.0
        elif factor:
            current = (current or 1) * factor
        else:
            current += table.words.get(part, table.groups.get(part, 0))
    return total + current if len(parts) > 1 else None
