"""Finds quotations: what stands between quotation marks, in the marks of any language."""

from dataclasses import dataclass
from functools import lru_cache

from service.languages.load import knowledge

COMMON = ("“”", "„“", "„”", "«»", "»«", "「」", "『』", '""', "‹›", "‚‘")
"""Tried after the language's own marks: a French quote may stand in an English text."""

SWEDISH, OPENING = "”", frozenset("“„")
"""A mark that opens as well, in Swedish and Finnish: where the text has none of those that it elsewhere closes."""

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands at `[start, end)`, the marks not included. `closed` is False where the closing mark is missing."""

    start: int
    end: int
    closed: bool


@lru_cache(maxsize=8192)
def find_quotations(text: str, language: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order. Single marks ('...') are left out: most are apostrophes."""
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
    return tuple(found)
