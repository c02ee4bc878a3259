"""Reads numbers in words, by the additive and multiplicative rules that most languages share."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.languages.compounds import compound, run_together
from service.languages.load import Numbers, knowledge
from service.languages.sums import Spelled as Spelled
from service.languages.sums import Sum, fits
from service.languages.tokens import BLANKS, MARKED_WORD, lowered, spaceless
from service.model.kept import loaded_once

LONGEST_PHRASE = 4
DUAL = 2
HUNDRED = 100
QUARTER = 0.25
SMALL = 20
"""A number word up to it may be idiom or a pronoun ("one of the two"); a larger one is a number."""

LARGEST = 1e18
"""Beyond it stands no number of a news story, but somebody's joke."""
KINDS = ("words", "multipliers", "groups", "fractions", "ordinals", "plurals")
JOINABLE = ("words", "multipliers", "fractions", "groups")
MORE = {"half_more": 0.5, "quarter_more": 0.25, "quarter_less": -0.25}
"""What some words add to the number behind them: Hindi says "half more than three"."""

Word = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a language needs to build numbers: its table, what the entries begin with, its articles, words that add to
    the next number, what may be written on to the front of a number word (the Arabic "and"), and what makes a hundred
    or thousand behind it no exact number ("mehrere hundert", "pour cent")."""

    table: Numbers
    begins: frozenset[str]
    articles: frozenset[str]
    more: Mapping[str, float]
    prefixes: tuple[str, ...]
    vague: frozenset[str]


def spelled_numbers(text: str, table: Numbers, language: str) -> Iterator[Spelled]:
    """All numbers in words."""
    if not table.words:
        return
    if spaceless(language):
        yield from run_together(text, table, language)
        return
    words = [(m.start(), m.end(), lowered(m[0], language)) for m in MARKED_WORD.finditer(text)]
    grammar = _grammar(language)
    at = 0
    while at < len(words):
        if of_figure := _of_a_figure(text, words, at, grammar):
            at += of_figure
            continue
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
    per = {before for phrase in table.percent for before, _, last in [phrase.rpartition(" ")] if last in table.alone}
    vague = words.group("quantifiers", "many", "some", "few") | words.group("numbers", "vague") | per | {*table.plurals}
    articles = words.group("function", "articles")
    return Grammar(table, begins, articles, more, tuple(words.group("numbers", "prefixes")), frozenset(vague))


def _read(text: str, words: list[Word], at: int, grammar: Grammar, commas: bool = True) -> tuple[int, Spelled | None]:
    """One number from `words[at]` on: how many words it takes, and the number."""
    so_far = Sum()
    used = _led_by_article(text, words, at, grammar)
    led, end = used > 0, 0
    alone = not led and _counts_alone(text, words, at, grammar)
    while at + used < len(words):
        skipped = _between(text, words, at + used, grammar, so_far, commas) if so_far.kinds else 0
        if skipped < 0:
            break
        size, kind, worth = _lookup(text, words, at + used + skipped, grammar, going_on=bool(so_far.kinds))
        if kind == "ordinals" and so_far.kinds and (led or text.startswith("-", words[at + used + skipped][1])):
            break  # a thousand first-time voters
        inverted = words[at + used + skipped][2].startswith(grammar.prefixes) if kind and grammar.prefixes else False
        if not kind or not so_far.take(kind, worth, skipped > 0, inverted):
            break
        used += skipped + size
        end = words[at + used - 1][1]
        if kind in ("ordinals", "plurals", "fractions"):
            break
    if so_far.kinds == ["multipliers"] and not (led or alone or " " in text[words[at][0] : end]):
        return used, None
    return used, _number(words[at][0], end, so_far, led, words[at][2], " " in text[words[at][0] : end], grammar)


def _number(start: int, end: int, so_far: Sum, led: bool, first: str, phrase: bool, grammar: Grammar) -> Spelled | None:
    """What has been read, if it is a number and no pronoun, no vague amount and no joke."""
    kinds = so_far.kinds
    if not kinds or kinds in (["more"], ["plurals"]):
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
    sure = len(kinds) > 1 or led or (so_far.value > SMALL and first not in grammar.table.alone)
    return Spelled(start, end, value, 2 if sure else 1, kind)


def _doubtful(word: str, grammar: Grammar) -> bool:
    return word in grammar.table.ordinals or grammar.table.fractions.get(word) == QUARTER


def _of_a_figure(text: str, words: list[Word], at: int, grammar: Grammar) -> int:
    """How many words from `at` on multiply a figure before them: they begin no number of their own ("$1 million two
    years ago")."""
    used = 0
    if text[max(0, words[at][0] - 2) : words[at][0]].strip(BLANKS + "-")[-1:].isdigit():
        while (entry := _lookup(text, words, at + used, grammar))[1] == "multipliers" and (
            not used or _touch(text, words[at + used - 1], words[at + used])
        ):
            used += entry[0]
    return used


def _counts_alone(text: str, words: list[Word], at: int, grammar: Grammar) -> bool:
    """Whether a multiplier with no number before it is one itself: "mil personas", but not "mehrere tausend"."""
    before = at and _touch(text, words[at - 1], words[at]) and words[at - 1][2] in grammar.vague
    return words[at][2] in grammar.table.alone and not before


def _led_by_article(text: str, words: list[Word], at: int, grammar: Grammar) -> int:
    """1 where an article stands before a lone thousand, million or third: "a million" is one million."""
    if words[at][2] not in grammar.articles or at + 1 >= len(words) or not _touch(text, words[at], words[at + 1]):
        return 0
    _, kind, worth = _lookup(text, words, at + 1, grammar)
    return int(kind == "multipliers" and worth >= 1000)


def _comma(text: str, words: list[Word], at: int, grammar: Grammar, so_far: Sum) -> bool:
    """Whether a comma only parts the thousands from the hundreds behind it: "two thousand, six hundred"."""
    gap = text[words[at - 1][1] : words[at][0]].rstrip(BLANKS)
    if gap != "," or gap not in grammar.table.joiners or so_far.last != "multipliers":
        return False
    _, behind = _read(text, words, at, grammar, commas=False)
    return behind is not None and behind.value >= HUNDRED and fits(so_far.terms[-1], behind.value)


def _between(text: str, words: list[Word], at: int, grammar: Grammar, so_far: Sum, commas: bool) -> int:
    """How many little words stand before the next part of the number (and, a): 0 mostly, -1 where the number ends."""
    skipped = 0
    while at + skipped < len(words):
        gap = words[at + skipped - 1], words[at + skipped]
        if not _touch(text, *gap) and not (commas and _comma(text, words, at + skipped, grammar, so_far)):
            return -1
        word = words[at + skipped][2]
        _, kind, _ = _lookup(text, words, at + skipped, grammar, going_on=True)
        article = word in grammar.articles and (skipped or so_far.last == "groups")
        if article and at + skipped + 1 < len(words):
            following = _lookup(text, words, at + skipped + 1, grammar)[1]
            if following == "groups" or (following == "multipliers" and so_far.last == "groups"):
                kind = ""  # half a million, un millón y una docena; but "treinta y un mil" are 31,000
        if kind:
            return -1 if skipped and kind in ("ordinals", "plurals") else skipped
        if not (word in grammar.table.joiners or article):
            return -1
        skipped += 1
    return -1


def _touch(text: str, one: Word, other: Word) -> bool:
    return text[one[1] : other[0]].strip(BLANKS + "-\u2010\u2011\n\r") == ""


def _lookup(text: str, words: list[Word], at: int, grammar: Grammar, going_on: bool = False) -> tuple[int, str, float]:
    """The longest entry that starts at `words[at]`: how many words it takes, its kind and worth."""
    if at >= len(words):
        return 0, "", 0.0
    word = words[at][2]
    if found := _entry(text, words, at, word, grammar, KINDS):
        return found
    if word in grammar.more:
        return 1, "more", grammar.more[word]
    if going_on:  # the Arabic "and" is written on to the word
        for prefix in grammar.prefixes:
            bare = word.removeprefix(prefix)
            if bare != word and (found := _entry(text, words, at, bare, grammar, JOINABLE)):
                return found
    if grammar.table.compound:
        worth = compound(word, grammar.table)
        if worth is not None:
            return 1, "words", worth
    return 0, "", 0.0


def _entry(
    text: str, words: list[Word], at: int, first: str, grammar: Grammar, kinds: tuple[str, ...]
) -> tuple[int, str, float] | None:
    """The longest entry of the table that begins with `first`, the word at `at` or what is left of it."""
    longest = LONGEST_PHRASE if first in grammar.begins else 0
    whole = min(longest, len(words) - at)
    reach = next((n for n in range(1, whole) if not _touch(text, words[at + n - 1], words[at + n])), whole)
    for size in range(reach, 0, -1):
        chain = [first, *(word for _, _, word in words[at + 1 : at + size])]
        for phrase in (" ".join(chain), "-".join(chain)):
            for kind in kinds:
                worths: Mapping[str, float] = getattr(grammar.table, kind)
                if phrase in worths:
                    return size, kind, float(worths[phrase])
    return None
