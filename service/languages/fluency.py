"""How well two English words stand beside each other, by kinds of words: "in with" and "of were" do not.

Function words and a few hundred of the most frequent are kinds of their own; other words are told apart by the parts
of speech they may be, and by their ending. The counts in `en/bigrams.txt` are made by `en/make_bigrams.py`.
"""

from collections import defaultdict
from collections.abc import Mapping
from math import log

from service.languages.lemmas import forms_by_tag
from service.languages.load import FOLDER
from service.languages.rarity import zipf
from service.model.kept import by_word, loaded_once

TABLE = FOLDER / "en" / "bigrams.txt"
START = "^"
"""Stands for the begin of a sentence."""

OF_ITS_OWN = 6.2
"""Zipf value from which on a word is a kind of its own: a finer grain finds no more (DEMETR's removed words)."""

LETTERS = {"NOUN": "N", "PROPN": "N", "VERB": "V", "AUX": "V", "ADJ": "J", "ADV": "R"}
SMOOTH = 3.0
"""Millionths added to what is seen and what is expected: what would be seen five times in a million says little."""


@by_word
def kind(word: str) -> str:
    """The kind of a word: itself, or parts of speech and ending (`NVs`), `X` for a word that no dictionary has."""
    lower = word.lower()
    if zipf(lower, "en") >= OF_ITS_OWN:
        return lower
    tags = forms_by_tag(lower)
    if not tags:
        return "X"
    letters = "".join(sorted({LETTERS.get(tag, "") for tag in tags}))
    if any(lower in lemmas for lemmas in tags.values()):
        return letters
    if lower.endswith("s"):
        return letters + "s"
    return letters + ("g" if lower.endswith("ing") else "d" if "V" in letters else "c")


@by_word
def fit(first: str, second: str) -> float:
    """The log of how much more often `second` follows `first` (or `START`) than by chance, by their kinds."""
    return _fits().get((first if first == START else kind(first), kind(second)), 0.0)


@loaded_once
def _fits() -> Mapping[tuple[str, str], float]:
    seen: dict[tuple[str, str], float] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        first, second, millionths = line.split("\t")
        seen[first, second] = float(millionths)
    before: dict[str, float] = defaultdict(float)
    behind: dict[str, float] = defaultdict(float)
    for (first, second), often in seen.items():
        before[first] += often
        behind[second] += often
    return {
        (a, b): log((seen.get((a, b), 0.0) + SMOOTH) / (before[a] * behind[b] / 1e6 + SMOOTH))
        for a in before
        for b in behind
    }
