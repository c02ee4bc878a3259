"""Reads numbers in words, by the additive and multiplicative rules that most languages share."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.languages.load import Numbers, knowledge
from service.languages.named import one_of
from service.languages.tokens import BLANKS, MARKED_WORD, lowered, spaceless
from service.model.kept import loaded_once

LONGEST_PHRASE = 4
SHORTEST_COMPOUND = 5
LONGEST_COMPOUND = 80
LONGEST_PARTS = 16
VAGUE = frozenset("数數几幾何หลาย")
"""What makes a number vague in front of it: 数百, several hundred."""

TEN = 10
DUAL = 2
QUARTER = 0.25
SMALL = 20
"""A number word up to it may be idiom or a pronoun ("one of the two"); a larger one is a number."""

LARGEST = 1e18
"""Beyond it stands no number of a news story, but somebody's joke."""
KINDS = ("words", "multipliers", "groups", "fractions", "ordinals", "plurals")
MORE = {"half_more": 0.5, "quarter_more": 0.25, "quarter_less": -0.25}
"""What some words add to the number behind them: Hindi says "half more than three"."""

Word = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words at `[start, end)`. `strength` as in `Quantity`; `kind` is "ordinal", "fraction" or empty."""

    start: int
    end: int
    value: float
    strength: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a language needs to build numbers: its table, what the entries begin with, its articles, words that add to
    the next number, and what may be written on to the front of a number word (the Arabic "and")."""

    table: Numbers
    begins: frozenset[str]
    articles: frozenset[str]
    more: Mapping[str, float]
    prefixes: tuple[str, ...]


@dataclass(slots=True)
class Sum:
    """What has been read so far. `total` holds what a thousand or million closed, `current` what is still open."""

    total: float = 0.0
    current: float = 0.0
    more: float = 0.0
    kinds: list[str] = field(default_factory=list)

    @property
    def value(self) -> float:
        """The number as far as it goes."""
        return self.total + self.current

    def take(self, kind: str, worth: float, joined: bool, inverted: bool = False) -> bool:
        """Adds the next word, if it can belong to the same number; `joined` by an "and". `inverted`: the tens may stand
        behind the ones, as in Arabic."""
        last = self.kinds[-1] if self.kinds else ""
        if kind == "more":
            if self.kinds:
                return False
            self.more = worth
        elif kind == "multipliers":
            if last in ("ordinals", "fractions"):
                return False
            if last == "more":
                self.current = 1 + self.more
            if worth >= 1000:
                self.total, self.current = self.total + (self.current or 1) * worth, 0.0
            else:
                self.current = (self.current or 1) * worth
        elif kind == "words":
            turned = inverted and 0 < self.current % 100 < TEN and worth % TEN == 0 and worth < 10 * TEN
            fits = not self.current or _fits(self.current, worth) or turned
            if last in ("groups", "ordinals", "fractions") or not fits:
                return False
            self.current += worth + (self.more if last == "more" else 0)
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
        elif kind == "plurals" and last in ("words", "groups", "multipliers") and not self.total:
            self.current *= worth  # two dozens
        else:
            if self.kinds and not (
                kind == "ordinals" and last in ("words", "multipliers") and _fits(self.current, worth)
            ):
                return False
            self.current += worth
        self.kinds.append(kind)
        return True


def spelled_numbers(text: str, table: Numbers, language: str) -> Iterator[Spelled]:
    """All numbers in words."""
    if not table.words:
        return
    if spaceless(language):
        yield from _run_together(text, table)
        return
    words = [(m.start(), m.end(), lowered(m[0], language)) for m in MARKED_WORD.finditer(text)]
    grammar = _grammar(language)
    at = 0
    while at < len(words):
        used, found = _read(text, words, at, grammar)
        if found:
            yield found
        at += max(1, used)


@loaded_once
def _grammar(language: str) -> Grammar:
    words, table = knowledge(language).words, knowledge(language).numbers
    entries = [entry for kind in KINDS for entry in getattr(table, kind)]
    begins = frozenset(entry[: m.start()] for entry in entries for m in re.finditer(r"[ -]|\Z", entry))
    more = {word: worth for kind, worth in MORE.items() for word in words.group("numbers", kind)}
    return Grammar(table, begins, words.group("function", "articles"), more, tuple(words.group("numbers", "prefixes")))


def _run_together(text: str, table: Numbers) -> Iterator[Spelled]:
    """Number words of a script without blanks: only several in a row are a number, one alone may be part of a word."""
    part = one_of((*table.words, *table.multipliers))
    for match in re.compile(f"{part}{{2,{LONGEST_PARTS}}}").finditer(text):
        if match[0] not in table.plurals and text[match.start() - 1 : match.start()] not in VAGUE:
            parts = re.findall(part, match[0])
            if table.words.keys() & set(parts):
                yield Spelled(match.start(), match.end(), _product(parts, table), 2)
    for worths, kind in ((table.groups, "fraction"), (table.ordinals, "ordinal")):
        for match in re.compile(one_of(worths)).finditer(text):
            yield Spelled(
                match.start(),
                match.end(),
                worths[match[0]],
                0,
                kind if worths[match[0]] < 1 or kind == "ordinal" else "",
            )


def _read(text: str, words: list[Word], at: int, grammar: Grammar) -> tuple[int, Spelled | None]:
    """One number from `words[at]` on: how many words it takes, and the number."""
    so_far = Sum()
    used = _led_by_article(text, words, at, grammar)
    led, end = used > 0, 0
    while at + used < len(words):
        skipped = _between(text, words, at + used, grammar, so_far) if so_far.kinds else 0
        if skipped < 0:
            break
        size, kind, worth = _lookup(words, at + used + skipped, grammar, going_on=bool(so_far.kinds))
        inverted = words[at + used + skipped][2].startswith(grammar.prefixes) if kind and grammar.prefixes else False
        if not kind or not so_far.take(kind, worth, skipped > 0, inverted):
            break
        used += skipped + size
        end = words[at + used - 1][1]
        if kind in ("ordinals", "plurals", "fractions"):
            break
    return used, _number(words[at][0], end, so_far, led, words[at][2], " " in text[words[at][0] : end], grammar)


def _number(start: int, end: int, so_far: Sum, led: bool, first: str, phrase: bool, grammar: Grammar) -> Spelled | None:
    """What has been read, if it is a number and no pronoun, no vague amount and no joke."""
    kinds = so_far.kinds
    if not kinds or kinds in (["more"], ["plurals"]) or (kinds == ["multipliers"] and not led and not phrase):
        return None
    if so_far.value > LARGEST or (len(kinds) == 1 and not led and not phrase and first in grammar.table.pronouns):
        return None
    last, value = kinds[-1], round(so_far.value, 6)
    # A lone "third" may be a place, and a lone quarter is a part of a year or a town.
    part = last in ("fractions", "groups") and value < 1 and (len(kinds) > 1 or phrase or not _doubtful(first, grammar))
    kind = "ordinal" if last == "ordinals" else "fraction" if part else ""
    dual = last == "groups" and value == DUAL  # "two soldiers" is one Arabic word
    if kind == "ordinal" or (last in ("groups", "fractions") and len(kinds) == 1 and not dual):
        return Spelled(start, end, value, 0, kind)
    sure = len(kinds) > 1 or led or so_far.value > SMALL
    return Spelled(start, end, value, 2 if sure else 1, kind)


def _doubtful(word: str, grammar: Grammar) -> bool:
    return word in grammar.table.ordinals or grammar.table.fractions.get(word) == QUARTER


def _led_by_article(text: str, words: list[Word], at: int, grammar: Grammar) -> int:
    """1 where an article stands before a lone thousand, million or third: "a million" is one million."""
    if words[at][2] not in grammar.articles or at + 1 >= len(words) or not _touch(text, words[at], words[at + 1]):
        return 0
    _, kind, worth = _lookup(words, at + 1, grammar)
    return int(kind == "multipliers" and worth >= 1000)


def _between(text: str, words: list[Word], at: int, grammar: Grammar, so_far: Sum) -> int:
    """How many little words stand before the next part of the number (and, a): 0 mostly, -1 where the number ends."""
    skipped = 0
    while at + skipped < len(words):
        if not _touch(text, words[at + skipped - 1], words[at + skipped]):
            return -1
        word = words[at + skipped][2]
        _, kind, _ = _lookup(words, at + skipped, grammar, going_on=True)
        article = word in grammar.articles and (skipped or so_far.kinds[-1] == "groups")
        if article and at + skipped + 1 < len(words):
            following = _lookup(words, at + skipped + 1, grammar)[1]
            if following in ("groups", "multipliers"):
                kind = ""
        if kind:
            return -1 if skipped and kind in ("ordinals", "plurals") else skipped
        if not (word in grammar.table.joiners or article):
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


def _lookup(words: list[Word], at: int, grammar: Grammar, going_on: bool = False) -> tuple[int, str, float]:
    """The longest entry that starts at `words[at]`: how many words it takes, its kind and worth."""
    table = grammar.table
    longest = LONGEST_PHRASE if at < len(words) and words[at][2] in grammar.begins else 0
    for size in range(min(longest, len(words) - at), 0, -1):
        chain = [word for _, _, word in words[at : at + size]]
        for phrase in (" ".join(chain), "-".join(chain)):
            for kind in KINDS:
                worths: Mapping[str, float] = getattr(table, kind)
                if phrase in worths:
                    return size, kind, float(worths[phrase])
    if at >= len(words):
        return 0, "", 0.0
    word = words[at][2]
    if word in grammar.more:
        return 1, "more", grammar.more[word]
    if going_on:  # the Arabic "and" is written on to the word
        for prefix in grammar.prefixes:
            bare = word.removeprefix(prefix)
            for kind in ("words", "multipliers", "fractions", "groups"):
                if bare != word and bare in (worths := getattr(table, kind)):
                    return 1, kind, float(worths[bare])
    if table.compound:
        worth = _compound(word, table)
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
    parts = [match[0] for match in table.part.finditer(word)]
    return _product(parts, table) if len(parts) > 1 else None


def _product(parts: Sequence[str], table: Numbers) -> float:
    """What the parts of a compound are worth together."""
    total = current = 0.0
    for part in parts:
        factor = table.multipliers.get(part, 0)
        if factor >= 1000:
            total, current = total + (current or 1) * factor, 0.0
        elif factor:
            current = (current or 1) * factor
        else:
            current += table.words.get(part, table.groups.get(part, 0))
    return total + current
