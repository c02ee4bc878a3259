"""What the pipeline asks of its heavy parts. Anything of this shape will do; wiring picks them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from service.model.version import Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
else:  # numpy takes a fifth of a second to import, and a caller that only names the types need not pay it
    Vectors = Any


@runtime_checkable
class Detector(Protocol):
    """Tells a text's language."""

    name: str
    version: str

    def rank(self, text: str) -> tuple[Language, ...]:
        """The likely languages of `text`, likeliest first; empty where nothing can be said."""
        ...


@runtime_checkable
class Translator(Protocol):
    """Translates. May also have `alternatives(texts, source, target)` and `scores(sources, translations, source,
    target)`."""

    name: str
    version: str

    def supports(self, source: str, target: str) -> bool:
        """Whether `translate` would work for this pair, without loading anything heavy."""
        ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """As many translations as texts, in their order. Raises `UnsupportedPair` or `EngineError`."""
        ...


@runtime_checkable
class Embedder(Protocol):
    """Turns sentences of several languages into vectors of one space."""

    name: str
    version: str

    def covers(self, language: str) -> bool:
        """Whether its vectors can be trusted for this language."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a text: shape (len(texts), dimensions)."""
        ...


@dataclass(frozen=True, slots=True)
class Engines:
    """The heavy parts of one comparison."""

    detector: Detector
    embedder: Embedder
    translator: Translator
