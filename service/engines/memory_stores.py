"""Where remembered translations lie: any `Store`; here in the process, in service/store/ in a shared database."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Protocol

from service.engines.loaded import Loaded

ROWS = 20_000
"""Translations that are kept where nobody says how many."""


class Store(Protocol):
    """Words by key. What was used longest ago goes first where there is no room."""

    def get(self, keys: Sequence[str]) -> dict[str, str]:
        """What is known of these."""
        ...

    def put(self, known: Mapping[str, str]) -> None:
        """Adds these."""
        ...


class InProcess:
    """A dictionary. A forked child begins with an empty one: its parent's may have been in use at that moment."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: Loaded[None, tuple[threading.Lock, OrderedDict[str, str]]] = Loaded("translation memory")

    def get(self, keys: Sequence[str]) -> dict[str, str]:
        """What is known of these."""
        lock, rows = self._open()
        with lock:
            found = {key: rows[key] for key in keys if key in rows}
            for key in found:
                rows.move_to_end(key)
        return found

    def put(self, known: Mapping[str, str]) -> None:
        """Adds these."""
        lock, rows = self._open()
        with lock:
            for key, words in known.items():
                rows[key] = words
                rows.move_to_end(key)
            while len(rows) > self._limit:
                rows.popitem(last=False)

    def _open(self) -> tuple[threading.Lock, OrderedDict[str, str]]:
        return self._parts.get(None, lambda: (threading.Lock(), OrderedDict()))
