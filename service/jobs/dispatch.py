"""Sends messages again whose jobs nobody took: the broker lost them, or was away when the job was queued, or the worker
died that had them."""

import logging
from collections.abc import Callable
from time import monotonic

from service.model.errors import StoreError
from service.model.stores import JobStore

LONGEST_SECONDS = 120.0
"""A queue may simply be long, so each message is sent again after twice the time, up to this."""

log = logging.getLogger(__name__)


class Dispatcher:
    """To be called every few seconds, in any number of workers."""

    def __init__(
        self, jobs: JobStore, send: Callable[[str], object], seconds: float, clock: Callable[[], float] = monotonic
    ) -> None:
        """`seconds`: how long a job may wait before its message counts as lost. `send` may raise anything."""
        self._jobs, self._send, self._seconds, self._clock = jobs, send, seconds, clock
        self._sent: dict[str, tuple[float, float]] = {}  # job -> when its message may go out again, the wait after that
        self.ignored = 0
        """Jobs that nobody took although their messages were sent again, as of the last call."""

    def __call__(self) -> int:
        """Sends what is due, and how many that were. Raises nothing: the next call tries again."""
        try:
            lost = self._jobs.expired(self._seconds)
        except StoreError as error:
            log.warning("lost messages cannot be looked for: %s", error)
            return 0
        self._sent = {job: times for job, times in self._sent.items() if job in set(lost)}
        self.ignored = len(self._sent)
        now, sent = self._clock(), 0
        for job in lost:
            due, pause = self._sent.get(job, (now, self._seconds))
            if now < due:
                continue
            try:
                self._send(job)
            except Exception as error:  # whatever the broker's client raises
                log.warning("the broker does not take messages: %s", error)
                return sent
            self._sent[job] = (now + pause, min(2 * pause, LONGEST_SECONDS))
            sent += 1
        if sent:
            log.info("sent %d messages again", sent)
        return sent
