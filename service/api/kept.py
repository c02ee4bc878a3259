"""Answers that take long to find and seldom change: kept for a while."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")
MOST = 64


class Kept(Generic[Value]):
    """Values by key, each for so many seconds. One thread finds out, the others wait for it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._known: dict[Hashable, tuple[float, Value]] = {}

    def get(self, key: Hashable, find: Callable[[], Value]) -> Value:
        """The value of `key`, by `find` where it is not known or too old."""
        with self._lock:
            until, value = self._known.get(key, (0.0, None))
            if value is None or time.monotonic() >= until:
                value = find()
                if len(self._known) >= MOST:
                    self._known.clear()
                self._known[key] = (time.monotonic() + self._seconds, value)
            return value
