"""Finds quotations: what stands between quotation marks, in the marks of any language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.languages.load import knowledge
from service.model.kept import read_once

COMMON = ("“”", "„“", "„”", "«»", "»«", "「」", "『』", '""', "‹›", "‚‘")
"""Tried after the language's own marks: a French quote may stand in an English text."""

SWEDISH, OPENING = "”", frozenset("“„")
"""A mark that opens as well, in Swedish and Finnish: where the text has none of those that it elsewhere closes."""

SHORTEST = 2
SINGLE = "‘’"
OPENS = re.compile(r"(?<![^\s(—–-])‘(?=\w)(?![st] )")
CLOSES = re.compile(r"’(?!\w)")
BESIDE = re.compile(r"[,.!?…]’|’[,.;:!?)]|’$")
"""A mark beside a comma closes a quotation; another one may end "the workers’"."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands at `[start, end)`, the marks not included. `closed` is False where the closing mark is missing."""

    start: int
    end: int
    closed: bool


@read_once
def find_quotations(text: str, language: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order. Straight single marks are left out, most are apostrophes; curly
    ones count where the language quotes with them and the text has no others."""
    own = tuple(m for m in knowledge(language).words.group("quotes", "marks") if len(m) == 2 and m[0] not in "'‘’")
    closing = {pair[0]: pair[1] for pair in (*COMMON[::-1], *own)}
    ours = {pair[0] for pair in own}
    if text.count(SWEDISH) > 1 and not OPENING & set(text):
        closing[SWEDISH] = SWEDISH
        ours.add(SWEDISH)
    closers_of_own = {pair[1] for pair in own}
    found: list[Quotation] = []
    at = 0
    while at < len(text):
        mark = text[at]
        close = closing.get(mark)
        # In German text “ closes; only a mark that the language does not close with may open.
        if close is None or (mark in closers_of_own and mark not in ours and mark != close):
            at += 1
            continue
        end = text.find(close, at + 1)
        if end < 0 and mark == "„":
            end = text.find('"', at + 1)
        if end < 0:
            if (len(text) - at > SHORTEST and mark != '"') or (mark == '"' and (at == 0 or text[at - 1].isspace())):
                found.append(Quotation(at + 1, len(text), closed=False))
            break
        if end - at > SHORTEST:
            found.append(Quotation(at + 1, end, closed=True))
        at = end + 1
    return tuple(found or _single(text, language))


def _single(text: str, language: str) -> Iterator[Quotation]:
    """What stands in ‘...’, several words of it: one may be a nickname."""
    if SINGLE not in knowledge(language).words.group("quotes", "marks"):
        return
    at = 0
    while opening := OPENS.search(text, at):
        closing = list(CLOSES.finditer(text, opening.end()))
        sure = [m for m in closing if BESIDE.search(text[m.start() - 1 : m.end() + 1])]
        last = next(iter(sure or closing), None)
        if last is None:
            return
        if " " in text[opening.end() : last.start()].strip():
            yield Quotation(opening.end(), last.start(), closed=True)
        at = last.end()
