"""Patterns that find the words of a table in running text: whole words where the script has them, stems with a star."""

import re
from collections import defaultdict
from collections.abc import Iterable

from service.languages.tokens import LETTER, SPACELESS
from service.languages.trie import any_of

HANGUL = re.compile("[가-힣]")
CLITICS = {"he": "[ובלכמהש]{0,2}", "ar": "(?:[وف]?[بلك]?(?:ال)?|لل)"}
"""What Hebrew and Arabic write on to the word behind it: and, in, to, the."""

Borders = tuple[str, str]
"""The patterns of what stands before and behind a word."""


def one_of(words: Iterable[str], language: str = "und") -> str:
    """A pattern of any of the words, the longest first; one that matches nothing for no words.

    Words of like borders share one pattern of their letters: to compile the borders word by word took half a second
    for a language's units.
    """
    layers: dict[tuple[int, Borders], list[str]] = defaultdict(list)
    for word, layer in _layered({word: _borders(word, language) for word in set(words)}):
        layers[layer].append(word.rstrip("*"))
    found = "|".join(f"{b}(?:{any_of(layers[at, (b, a)])}){a}" for at, (b, a) in sorted(layers))
    return f"(?:{found})" if found else "(?!)"


def _layered(borders: dict[str, Borders]) -> Iterable[tuple[str, tuple[int, Borders]]]:
    """Each word with its layer and borders: a word that another one continues, in other borders, is tried after it."""
    spelt: dict[str, list[str]] = defaultdict(list)
    for word in borders:
        spelt[word.rstrip("*").lower()].append(word)
    found = dict.fromkeys(borders, 0)
    for stem in sorted(spelt, key=lambda s: (-len(s), s)):
        for word in sorted(spelt[stem], reverse=True):  # the one with a star first: it goes further
            yield word, (found[word], borders[word])
            for shorter in (w for end in range(1, len(stem) + 1) for w in spelt.get(stem[:end], ()) if w != word):
                found[shorter] = max(found[shorter], found[word] + (borders[shorter] != borders[word]))


def _borders(word: str, language: str) -> Borders:
    stem = word.rstrip("*")
    before = "" if _open(stem[:1]) else f"(?<!{LETTER}){CLITICS.get(language.split('-')[0], '')}"
    if word.endswith("*"):
        return before, f"{LETTER}*"
    return before, "" if _open(stem[-1:]) or HANGUL.match(stem[-1:]) else f"(?!{LETTER})"


def _open(edge: str) -> bool:
    """Whether a word may begin or end there in the middle of a run: it is a mark, or its script has no blanks."""
    return bool(SPACELESS.match(edge)) or (not edge.isalnum() and not re.match(LETTER, edge))
