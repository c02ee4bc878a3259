"""What is loaded once: however many threads ask at once, and again in a process that was forked.

CTranslate2 keeps threads that a fork does not copy: a model loaded before the fork hangs when it is used after it (8 of
8 trials), and again when it is freed, even at exit. So a child forgets what its parent loaded, without freeing it.
"""

import ctypes
import logging
import os
import threading
import time
import weakref
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")

log = logging.getLogger(__name__)

_ALL: "weakref.WeakSet[Loaded[Any, Any]]" = weakref.WeakSet()


class Loaded(Generic[Key, Thing]):
    """Things by key. A load that raises leaves nothing behind, and the next one tries again."""

    def __init__(self, what: str) -> None:
        """`what` names the things in the log."""
        self._what = what
        self._things: dict[Key, Thing] = {}
        self._lock = threading.Lock()
        _ALL.add(self)

    def get(self, key: Key, load: Callable[[], Thing]) -> Thing:
        """The thing of this key; the first thread that asks loads it, the others wait."""
        if key in self._things:
            return self._things[key]
        with self._lock:
            if key not in self._things:
                started = time.perf_counter()
                self._things[key] = load()
                log.info("loaded %s %s in %.2f s", self._what, str(key)[:80], time.perf_counter() - started)
            return self._things[key]

    def forget(self) -> None:
        """Starts anew in a forked child. The lock may have been held by a thread that the child does not have."""
        for thing in self._things.values():
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(thing))  # one reference too many: it is never freed
        self._things, self._lock = {}, threading.Lock()


def _forget_all() -> None:
    for loaded in list(_ALL):
        loaded.forget()


if hasattr(os, "register_at_fork"):  # Windows does not fork
    os.register_at_fork(after_in_child=_forget_all)
