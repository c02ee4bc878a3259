"""A comparison that takes long says now and then that it is still at it, so that whoever asked can end it."""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

import numpy as np

from service.model.protocols import Embedder, Vectors

SECONDS = 0.5
"""Between two words within a stage."""
TEXTS = 32
"""That the embedder is asked for at once, about a second on two cores: 32 take no more time a text than 512 do. Other
comparisons come in between."""

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is. It may raise, which ends the comparison."""


class Pace:
    """A `Progress` that passes on what it is told, and says the last of it again at `tick`."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._last: tuple[str, int, int] = ("", 0, 0)
        self._said = perf_counter()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """On it goes."""
        self._last, self._said = (stage, done, total), perf_counter()
        self._progress(stage, done, total)

    def tick(self) -> None:
        """To be called often: mostly it does nothing."""
        if perf_counter() - self._said >= SECONDS:
            self(*self._last)


class Paced:
    """An embedder that is asked for a few texts at a time, with a `tick` between. The vectors are the same."""

    def __init__(self, embedder: Embedder, tick: Callable[[], None]) -> None:
        self._embedder, self._tick = embedder, tick
        self.name, self.version = embedder.name, embedder.version

    def __getattr__(self, name: str) -> Any:
        """What this embedder can do beside."""
        return getattr(self._embedder, name)

    def covers(self, language: str) -> bool:
        """As the embedder says."""
        return self._embedder.covers(language)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a text."""
        self._tick()
        different = sorted(set(texts), key=lambda text: (len(text), text))
        if len(different) <= TEXTS:
            return self._embedder.encode(texts)
        rows: dict[str, Vectors] = {}
        for at in range(0, len(different), TEXTS):
            few = different[at : at + TEXTS]
            rows.update(zip(few, self._embedder.encode(few), strict=True))
            self._tick()
        return np.stack([rows[text] for text in texts])
