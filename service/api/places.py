"""Places for requests that take long: so many of the server's threads. The others stay free for quick ones."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.exceptions import ServiceUnavailable

LEFT_FOR_OTHERS = 4
"""One in so many, and at least one, is for others than whoever holds the most."""


class Places:
    """A bounded number of them, of which one owner never has all. One who finds none is not kept waiting, since waiting
    takes a thread as well."""

    def __init__(self, count: int) -> None:
        self._count = max(1, count)
        self._most = max(1, self._count - max(1, self._count // LEFT_FOR_OTHERS))
        self._lock = threading.Lock()
        self._held: Counter[str | None] = Counter()

    def take(self, who: str | None = None) -> bool:
        """Whether there was one for `who`, who must `leave` it; None has nobody to share with (`access.holder`)."""
        with self._lock:
            if self._held.total() >= self._count or (who is not None and self._held[who] >= self._most):
                return False
            self._held[who] += 1
            return True

    def leave(self, who: str | None = None) -> None:
        """It is free again."""
        with self._lock:
            if self._held[who] < 1:
                raise ValueError("a place is left that nobody took")
            self._held[who] -= 1
            self._held += Counter()  # names of those who hold none go

    @contextmanager
    def taken(self) -> Iterator[None]:
        """In a view, for who asks. Raises 503 where there is none."""
        from service.api.access import holder

        who = holder()
        if not self.take(who):
            raise ServiceUnavailable("as many requests that take long are under way as there may be; try again")
        try:
            yield
        finally:
            self.leave(who)
