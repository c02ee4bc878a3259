"""A circuit breaker: a server that fails again and again is left alone for a while (Nygard, Release It!, 2007, 5.2)."""

import time
from collections.abc import Callable

FAILURES = 5
OPEN_SECONDS = 30.0


class Breaker:
    """Counts failures in a row. Without a lock, so that a fork cannot copy one that is held: when threads race, one
    more of them may ask the server, which does no harm."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._open_until = float("-inf")

    def allows(self) -> bool:
        """Whether the server may be asked. When the time is over one caller may try, the others wait for its result."""
        if self._failures < FAILURES:
            return True
        if self._clock() < self._open_until:
            return False
        self._open_until = self._clock() + OPEN_SECONDS
        return True

    def succeeded(self) -> None:
        """The server answered, be it that it refused."""
        self._failures = 0

    def failed(self) -> None:
        """It did not, or could not."""
        self._failures += 1
        self._open_until = self._clock() + OPEN_SECONDS
