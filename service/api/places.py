"""Places for requests that take long: half of the server's threads. The other half stays free for quick ones."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.exceptions import ServiceUnavailable


class Places:
    """A bounded number of them. One who finds none is not kept waiting, since waiting takes a thread as well."""

    def __init__(self, count: int) -> None:
        self._free = threading.BoundedSemaphore(max(1, count))

    def take(self) -> bool:
        """Whether there was one; who takes it must `leave` it."""
        return self._free.acquire(blocking=False)

    def leave(self) -> None:
        """It is free again."""
        self._free.release()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Raises 503 where there is none."""
        if not self.take():
            raise ServiceUnavailable("as many requests that take long are under way as there may be; try again")
        try:
            yield
        finally:
            self.leave()
