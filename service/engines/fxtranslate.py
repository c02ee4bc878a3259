"""Models of Firefox Translations by `fxtranslate`: the bundled Portuguese-English ones, and those the user has.

An instance of fxtranslate panics in any thread but the one that made it; so each model has a thread of its own, and
sentences come to it in a queue. Its `translate` cuts what is long without a word, so it never gets more than a
sentence, nor a long one whole. It could download models (`Translator.load`); we never ask it to.
"""

import importlib.util
import logging
import threading
import weakref
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from service.engines.distributions import installed_version
from service.engines.firefox_models import Model, find_model
from service.engines.loaded import Loaded
from service.engines.pieces import cut_at_marks, translate_pieces
from service.model.errors import EngineError, UnsupportedPair
from service.model.version import primary_subtag
from service.settings import Settings

LONGEST = 400
"""Code points a call. The bundled model gave 388 (five sentences) back whole, and repeated itself from 461 on."""
LONGEST_DENSE = 160
"""The same for languages whose characters are syllables or words, 2.5 letters' worth each."""
SMALLEST = 10_000  # bytes of a vocabulary; the bundled ones have 800,000
DENSE = frozenset({"zh", "ja", "ko"})

log = logging.getLogger(__name__)

_Order = tuple[Sequence[str], "Future[list[str]]"]


class FxTranslate:
    """Every pair that a model on this machine translates. Any thread may ask; each model answers in its own."""

    def __init__(self, models: str = "") -> None:
        """`models`: a folder with a subfolder `<source>-<target>` for each model; empty for the bundled ones alone."""
        self.name = "fxtranslate"
        self.version = installed_version("fxtranslate")
        self._folder = Path(models).expanduser() if models else None
        self._workers: Loaded[tuple[str, str], _Worker] = Loaded("Firefox Translations model")

    def supports(self, source: str, target: str) -> bool:
        """Whether a model for this very pair is there, and fxtranslate installed; imports and loads nothing."""
        return importlib.util.find_spec("fxtranslate") is not None and self._find(source, target) is not None

    def package(self, source: str, target: str) -> str:
        """The model that serves the pair, with a fingerprint of it: "pt-en 1f3a9c00"; "" if none does."""
        model = self._find(source, target)
        try:
            return f"{model.pair} {model.version}" if model else ""
        except OSError:
            return ""

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many translations as texts; "" for one that the model fails on, which a warning names."""
        model = self._find(source, target)
        if model is None or not self.supports(source, target):
            raise UnsupportedPair(f"no Firefox Translations model that is here translates {source} to {target}")
        key = str(model.weights), self.package(source, target)
        worker = self._workers.get(key, lambda: _Worker(model))
        longest = LONGEST_DENSE if primary_subtag(source) in DENSE else LONGEST
        return translate_pieces(texts, target, lambda text: cut_at_marks(text, longest), worker.translate)

    def _find(self, source: str, target: str) -> Model | None:
        return find_model(self._folder, source, target)


def from_settings(settings: Settings) -> FxTranslate:
    """For the table of engines."""
    return FxTranslate(models=settings.firefox_models)


class _Worker:
    """A thread with a model. It ends when nobody holds its worker any more, or with the process."""

    def __init__(self, model: Model) -> None:
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        ready: Future[None] = Future()
        threading.Thread(target=_work, args=(model, self._orders, ready), name=model.pair, daemon=True).start()
        weakref.finalize(self, self._orders.put, None)
        ready.result()

    def translate(self, pieces: Sequence[str]) -> list[str]:
        answer: Future[list[str]] = Future()
        self._orders.put((pieces, answer))
        return answer.result()


def _work(model: Model, orders: "SimpleQueue[_Order | None]", ready: "Future[None]") -> None:
    """The thread: makes the instance, uses it, and lets go of it. Whatever native code raises goes to who asked."""
    try:
        instance = _load(model)
    except BaseException as error:  # a panic in Rust is no Exception
        ready.set_exception(EngineError(f"fxtranslate cannot load {model.weights.parent}: {_line(error)}"))
        return
    ready.set_result(None)
    while order := orders.get():
        pieces, answer = order
        done = []
        try:
            for piece in pieces:
                try:
                    done.append(str(instance.translate(piece)))
                except BaseException as error:  # what comes after a panic gets a fresh instance
                    log.warning("fxtranslate failed on %r: %s", piece[:60], _line(error))
                    done.append("")
                    instance = _load(model)
            answer.set_result(done)
        except BaseException as error:
            answer.set_exception(EngineError(f"fxtranslate cannot load {model.weights.parent} again: {_line(error)}"))


def _load(model: Model) -> Any:
    from fxtranslate import Translator

    source, target = model.source_vocabulary.read_bytes(), model.target_vocabulary.read_bytes()
    # fxtranslate takes any bytes for a vocabulary, and answers with nonsense. SentencePiece's files are protobuf: the
    # first field, a list of thousands of pieces, has the tag 0x0a.
    if not all(each.startswith(b"\n") and len(each) > SMALLEST for each in (source, target)):
        raise ValueError("a vocabulary is no SentencePiece model")
    return Translator(
        model.weights.read_bytes(), source, target, model.shortlist.read_bytes() if model.shortlist else None
    )


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
