"""Joins the calls of threads: what comes while the engine is busy waits, and goes to it as one call.

An engine that translates in batches does most for many sentences at once; eight small comparisons side by side would
each give it a small batch, and take each other's processor. Who finds the engine free goes to it, with what waits
behind; when that is done, the one that waits longest goes next. Nobody works for others more than once.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from service.engines.loaded import Loaded
from service.model import offers
from service.model.protocols import Translator

MOST = 1024
"""Texts of a joint call; a longer call of one caller goes alone. A third of a minute with a real package on two cores,
and that is how long somebody else may have to wait."""

Answer = tuple[Any, ...]
Ask = Callable[..., Sequence[Any]]
Key = tuple[str, str, str]


class _Call:
    """One caller's texts, in one or more columns of equal length, and what became of them."""

    def __init__(self, columns: Sequence[Sequence[str]]) -> None:
        self.columns = columns
        self.answer: Answer | None = None
        self.leads = False  # who is woken without an answer goes to the engine: for all that wait, or for itself alone
        self.woken = threading.Event()

    def __len__(self) -> int:
        return len(self.columns[0])


class _Desk:
    """Who waits, by method and pair. A key is there exactly while somebody is with the engine for it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waiting: dict[Key, list[_Call]] = {}

    def enter(self, key: Key, call: _Call) -> None:
        with self.lock:
            call.leads = key not in self.waiting
            self.waiting.setdefault(key, []).append(call)

    def take(self, key: Key, first: _Call, most: int) -> list[_Call]:
        """`first`, which waits no longer, and those behind it as far as there is room."""
        with self.lock:
            queue = self.waiting[key]
            queue.remove(first)
            taken, texts = [first], len(first)
            while queue and texts + len(queue[0]) <= most:
                taken.append(queue.pop(0))
                texts += len(taken[-1])
            return taken

    def leave(self, key: Key, call: _Call) -> None:
        """For a caller that goes for good, whatever became of it: somebody else's turn if it was its own."""
        with self.lock:
            queue = self.waiting.get(key, [])
            if call in queue:
                queue.remove(call)
            if not call.leads:
                return
            if queue:
                queue[0].leads = True
                queue[0].woken.set()
            else:
                self.waiting.pop(key, None)


class Gathered:
    """A translator whose callers share its calls. Name, version, answers and errors are those of the one inside.

    Where a joint call fails, each caller asks for itself: the error then goes to those that it belongs to.
    """

    def __init__(self, inner: Translator, most: int = MOST) -> None:
        """`most`: texts of a joint call."""
        self._inner = inner
        self._most = most
        self._desk: Loaded[None, _Desk] = Loaded("joint calls")  # a forked child's is empty, and nobody holds its lock
        self.name = inner.name
        self.version = inner.version

    def supports(self, source: str, target: str) -> bool:
        """What the engine supports."""
        return self._inner.supports(source, target)

    def package(self, source: str, target: str) -> str:
        """The engine's."""
        return offers.package(self._inner, source, target)

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many translations as texts."""
        return self._share(("translate", source, target), self._inner.translate, texts)

    def retry(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """The engine's second attempt."""
        return self._share(("retry", source, target), self._offered(offers.retry), texts)

    def alternatives(self, texts: Sequence[str], source: str, target: str) -> offers.Alternatives:
        """The engine's."""
        return self._share(("alternatives", source, target), self._offered(offers.alternatives), texts)

    def scores(self, sources: Sequence[str], translations: Sequence[str], source: str, target: str) -> offers.Scores:
        """The engine's."""
        return self._share(("scores", source, target), self._offered(offers.scores), sources, translations)

    def _offered(self, offer: Ask) -> Ask:
        return lambda *arguments: offer(self._inner, *arguments)

    def _share(self, key: Key, ask: Ask, *columns: Sequence[str]) -> Answer:
        _, source, target = key
        if not columns[0] or len({len(column) for column in columns}) > 1:  # nothing to join, or the caller's mistake
            return tuple(ask(*columns, source, target))
        desk = self._desk.get(None, _Desk)
        call = _Call(columns)
        try:
            desk.enter(key, call)
            if not call.leads:
                call.woken.wait()
            if call.leads:
                self._lead(desk, key, call, ask)
        finally:  # whatever ends a caller, be it an interrupt while it waits
            desk.leave(key, call)
        return tuple(ask(*columns, source, target)) if call.answer is None else call.answer

    def _lead(self, desk: _Desk, key: Key, call: _Call, ask: Ask) -> None:
        """Answers all that it takes along, or wakes them without: then each asks for itself."""
        together = desk.take(key, call, self._most)
        try:
            if len(together) > 1:
                _ask_for_all(together, ask, *key[1:])
            else:
                call.answer = tuple(ask(*call.columns, *key[1:]))
        finally:
            for other in together[1:]:
                other.woken.set()


def _ask_for_all(calls: Sequence[_Call], ask: Ask, source: str, target: str) -> None:
    joint = [[text for call in calls for text in call.columns[k]] for k in range(len(calls[0].columns))]
    try:
        done = tuple(ask(*joint, source, target))
    except Exception:  # whose texts it was shows when each asks for itself
        return
    if len(done) != len(joint[0]):
        return
    at = 0
    for call in calls:
        call.answer = done[at : at + len(call)]
        at += len(call)
