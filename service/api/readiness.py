"""What /ready says, found out once for all who ask at the same time: anybody may ask, as often as they like."""

import threading
import time
from collections.abc import Callable

from service.model.errors import StoreError

SECONDS = 1.0
"""A look writes to the disk and waits for it: some milliseconds on a good one, ten seconds where it hangs."""


class Readiness:
    """While one request finds out, which may take long where things are bad, the others are told what was known."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._looking = threading.Lock()
        self._known_at = float("-inf")
        self._wrong: StoreError | None = StoreError("the database was not looked at yet")

    def see(self, look: Callable[[], None]) -> None:
        """Raises what `look` raised, now or within the last second."""
        if time.monotonic() - self._known_at >= SECONDS and self._looking.acquire(blocking=False):
            try:
                look()
                self._wrong = None
            except StoreError as error:
                self._wrong = error
            finally:
                self._known_at = time.monotonic()
                self._looking.release()
        if self._wrong is not None:
            raise StoreError(str(self._wrong)) from self._wrong
