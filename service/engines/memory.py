"""Translation memory: what an engine said once, it is not asked again. Versions of one story repeat most sentences."""

import json
import threading
from collections.abc import Callable, Sequence
from hashlib import sha256

from service.engines.memory_stores import ROWS, InProcess, Store
from service.model import offers
from service.model.errors import EngineError
from service.model.protocols import Translator

LONGEST = 10_000
"""Code points of a text that is remembered: rows are bounded, and so should be their size."""


class Remembered:
    """How many sentences were looked up in this process's memories, for the metrics: `known` were there, `new` not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.known = self.new = 0

    def __call__(self, known: int, new: int) -> None:
        """Adds to both."""
        with self._lock:
            self.known += known
            self.new += new


REMEMBERED = Remembered()


class Remembering:
    """A translator that remembers. What it answers, and its name and version, are those of the one inside.

    Remembered is what belongs to the same text, pair, engine, version and language package; so a new package begins
    anew. A sentence that the engine left out ("") is asked for again.
    """

    def __init__(self, inner: Translator, store: Store | None = None) -> None:
        """`store`: where translations lie, which engines may share; without one, a memory within this process."""
        self._inner = inner
        self._store = store if store is not None else InProcess(ROWS)
        self.name = inner.name
        self.version = inner.version

    def supports(self, source: str, target: str) -> bool:
        """What the engine supports: what is remembered of a package that went is not used."""
        return self._inner.supports(source, target)

    def package(self, source: str, target: str) -> str:
        """The engine's."""
        return offers.package(self._inner, source, target)

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many translations as texts; the engine is asked for what is new, each text once."""
        return self._remembered("translate", self._inner.translate, texts, source, target)

    def retry(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """The engine's second attempt, remembered apart from its first."""

        def ask(new: Sequence[str], source: str, target: str) -> Sequence[str]:
            return offers.retry(self._inner, new, source, target)

        return self._remembered("retry", ask, texts, source, target)

    def alternatives(self, texts: Sequence[str], source: str, target: str) -> offers.Alternatives:
        """The engine's, remembered too."""

        def ask(new: Sequence[str], source: str, target: str) -> list[str]:
            return [json.dumps(one) for one in offers.alternatives(self._inner, new, source, target)]

        known = self._remembered("alternatives", ask, texts, source, target)
        return tuple(tuple(json.loads(one)) if one else () for one in known)

    def scores(self, sources: Sequence[str], translations: Sequence[str], source: str, target: str) -> offers.Scores:
        """The engine's, asked anew each time: the translations are somebody else's."""
        return offers.scores(self._inner, sources, translations, source, target)

    def _remembered(
        self,
        what: str,
        ask: Callable[[Sequence[str], str, str], Sequence[str]],
        texts: Sequence[str],
        source: str,
        target: str,
    ) -> tuple[str, ...]:
        """White space alone is not worth asking for; it gives ""."""
        about = "\0".join([what, source, target, self.name, self.version, self.package(source, target)])
        keys = {text: _key(about, text) for text in dict.fromkeys(texts) if text.strip()}
        known = self._store.get(list(keys.values()))
        new = [text for text, key in keys.items() if key not in known]
        REMEMBERED(len(known), len(new))
        if new or not keys:  # without any text the engine still says whether it has the pair
            done = ask(new, source, target)
            if len(done) != len(new):
                raise EngineError(f"{self.name} gave {len(done)} translations for {len(new)} texts")
            fresh = dict(zip(new, done, strict=True))
            self._store.put({keys[text]: words for text, words in fresh.items() if _lasting(text, words)})
            known |= {keys[text]: words for text, words in fresh.items()}
        return tuple(known[keys[text]] if text in keys else "" for text in texts)


def _lasting(text: str, words: str) -> bool:
    """A lone surrogate is no text that a database could hold."""
    return bool(words.strip()) and len(text) <= LONGEST and not any("\ud800" <= c <= "\udfff" for c in words)


def _key(about: str, text: str) -> str:
    return sha256(f"{about}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
