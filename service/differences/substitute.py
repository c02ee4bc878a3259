"""Tells which words of a version stand for a name or term that another version has."""

from collections.abc import Sequence

import numpy as np

from service.languages.dates import month_names, weekday_names
from service.languages.load import knowledge
from service.languages.names import COMMON_NOUN_CAPITALS, alike, find_names
from service.languages.rarity import is_common
from service.languages.terms import Place
from service.languages.tokens import Token, spaceless, words
from service.model.collation import Cell
from service.model.protocols import Embedder
from service.model.version import primary_subtag

LIKE_LETTERS = 65.0
"""Likeness 0..100 of two words from which on one is taken for a misspelling or translation of a name's word: Platform
and Plattform have 94, Helen and Helene 91, Fisher and Fischer 92."""

MEANT, CLEARLY, LEFT_OVER = 0.5, 0.15, 0.28
"""Cosine of words from which on one stands for the other: quay and dock have .51, Bundeskanzler and minister .53,
Chancellor and leader .55, but Chancellor and Berlin .33, government .42. Words that are rare get less (ceasefire and
armistice .46): a lead of .15 over the next one will do, too, and .28 where it is the only word that is left over, as
primeiro-ministro (.31) for Bundeskanzler; "promised", in a sentence that says "he", has .27."""

PER_WORD = 0.03
"""What a window gains for each word more: harbour has .67 to "port authority", "harbour board" .66."""

TAKEN, NEARER = 0.5, 0.1
"""Cosine from which on a word is the translation of another word of the sentence, and how much nearer it must be to
that than to the term: praised and lobte have .58, residents and Жители .58 (.41 to перемирие)."""


def like_name(name: str, cell: Cell) -> tuple[int, int] | None:
    """The offsets in `cell.text` of the words that look like a name's: "Platform X" for "Plattform X"."""
    parts = [word.text for word in words(name)]
    theirs = words(cell.text)
    best = [max(theirs, key=lambda t, p=part: alike(p, t.text), default=None) for part in parts]  # type: ignore[misc]
    found = [t for part, t in zip(parts, best, strict=True) if t and alike(part, t.text) >= LIKE_LETTERS]
    if not any(len(t.text) > 2 for t in found):
        return None  # an X alone, or an article
    places = sorted(theirs.index(t) for t in found)
    if places[-1] - places[0] > len(parts):
        return None
    return theirs[places[0]].start, theirs[places[-1]].end


def shortened_name(name: str, quote: str) -> bool:
    """Whether a quote is a part of a name, as in "Fischer" for "Helene Fischer": good style, if not by the letter."""
    return {w.text for w in words(quote)} < {w.text for w in words(name)} and any(len(w.text) > 3 for w in words(quote))


def is_name(quote: str, cell: Cell) -> bool:
    """Whether words that mean a name are one, too (Sea Breeze for Brisa do Mar), and not a description: the singer."""
    return quote[:1].isupper() and primary_subtag(cell.language) not in COMMON_NOUN_CAPITALS


def stands_for(
    embedder: Embedder, holder: Cell, place: Place, cell: Cell, wordings: Sequence[str]
) -> tuple[int, int] | None:
    """The offsets in `cell.text` of the words that mean what stands at `place` of the holder's text or one of its
    `wordings`, and nothing else that the holder says. None where they cannot be told."""
    if any(spaceless(c.language) or not embedder.covers(c.language) for c in (holder, cell)):
        return None
    mine = [t for t in _content(holder) if t.end <= place.start or place.end <= t.start]
    wanted = [holder.text[place.start : place.end], *wordings]
    free = _free(embedder, _content(cell), [t.text for t in mine], wanted)
    longest = max(len(wording.split()) for wording in wanted)
    windows = [
        run[a : a + n] for run in _runs(free, cell) for n in range(1, longest + 1) for a in range(len(run) - n + 1)
    ]
    if not windows:
        return None
    quotes = [cell.text[w[0].start : w[-1].end] for w in windows]
    cosine = (embedder.encode(quotes) @ embedder.encode(wanted).T).max(axis=1)
    best = int(np.argmax(cosine + [PER_WORD * len(window) for window in windows]))
    apart = [c for c, window in zip(cosine, windows, strict=True) if not set(window) & set(windows[best])]
    needed = LEFT_OVER if not apart else min(MEANT, max(apart) + CLEARLY)
    if cosine[best] < max(LEFT_OVER, needed) or _a_name(windows[best], cell):
        return None
    return windows[best][0].start, windows[best][-1].end


def _a_name(window: Sequence[Token], cell: Cell) -> bool:
    """Whether it is somebody's name: Scholz for the chancellor is good style, not another term."""
    names = {n.start for n in find_names(cell.text, cell.language) if n.sure}
    return all(t.start in names and not is_common(t.text, cell.language) for t in window)


def _content(cell: Cell) -> list[Token]:
    """What may be a term: neither function words nor the calendar."""
    calendar = month_names(cell.language).keys() | weekday_names(cell.language)
    table = knowledge(cell.language).words
    aside = table.group("function") | frozenset(table.days) | calendar
    return [t for t in words(cell.text) if t.text.lower() not in aside and t.text[0].isalpha()]


def _free(embedder: Embedder, theirs: Sequence[Token], mine: Sequence[str], wanted: Sequence[str]) -> list[Token]:
    """Those that are nobody else's translation."""
    if not theirs or not mine:
        return list(theirs)
    vectors = embedder.encode([t.text for t in theirs])
    taken = (vectors @ embedder.encode(list(mine)).T).max(axis=1)
    near = (vectors @ embedder.encode(list(wanted)).T).max(axis=1)
    return [t for t, a, b in zip(theirs, taken, near, strict=True) if a < TAKEN or a < b + NEARER]


def _runs(tokens: Sequence[Token], cell: Cell) -> list[list[Token]]:
    """Words that stand side by side."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and not cell.text[runs[-1][-1].end : token.start].strip():
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs
