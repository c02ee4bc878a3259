"""A worker's hold on the job it runs: renewed while the work goes on, and given up when it has to be."""

import logging
import threading
from collections.abc import Callable
from math import inf
from time import monotonic
from typing import TypeVar

from service.model.errors import SettingsError, StoreError
from service.model.stores import JobStore
from service.model.work import Job
from service.settings import Settings

BEAT_SECONDS = 1.0
"""How often the lease is renewed at most: what a client sees of the progress, and how soon cancelling is noticed."""
GRACE_SECONDS = 8.0
"""How long a job may still run after its worker was told to stop: containers are killed after ten."""

TOO_LONG = "too-long"

Result = TypeVar("Result")

log = logging.getLogger(__name__)


def never() -> bool:
    """Nobody will tell this worker to leave."""
    return False


class Stopped(Exception):
    """The job is not this worker's any more: nothing more may be written. It is no error, and no `VariorumError`, so
    that nobody on the way takes it for an engine that failed."""


def check(settings: Settings) -> None:
    """Raises `SettingsError` for a lease that would be over when it begins."""
    if settings.lease_seconds < 1:
        raise SettingsError("VARIORUM_LEASE_SECONDS must be 1 at least")


class Lease:
    """A context in which a job is held. A thread of its own renews it, since one call of an engine may take longer than
    the lease lasts; it also writes down how far the work is, so that progress costs no write a sentence."""

    def __init__(
        self,
        jobs: JobStore,
        job: Job,
        worker: str,
        seconds: float,
        leave: Callable[[], bool] = never,
        limit: float = 0,
    ) -> None:
        """`leave` is asked at each beat; the job is handed back when it says so. After `limit` seconds it is failed,
        also where the pipeline says nothing for long; 0 for no limit."""
        self._jobs, self._job, self._worker, self._seconds, self._leave = jobs, job, worker, seconds, leave
        self._limit = limit
        self._end_at = monotonic() + limit if limit else inf
        self._progress: tuple[str | None, int, int] = (job.stage, 0, 0)
        self._beat = min(BEAT_SECONDS, seconds / 3)
        self._over = threading.Event()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._keep, name=f"lease of {job.id}", daemon=True)
        self.handed_back = False
        self.too_long = False

    def __enter__(self) -> "Lease":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def progress(self, stage: str, done: int, total: int) -> None:
        """What the pipeline calls. Raises `Stopped`."""
        self._progress = (stage, done, total)
        if self._over.is_set():
            raise Stopped

    def insist(self, call: Callable[[], Result]) -> Result:
        """What the store answers, asked again while it is away: a report that took minutes must not be lost because the
        database was being restarted. Raises `Stopped` where the lease is over before it comes back."""
        while True:
            if self._over.is_set():
                raise Stopped
            try:
                return call()
            except StoreError as error:
                log.warning("the database is away, job %s waits for it: %s", self._job.id, error)
                self._over.wait(self._beat)

    def _keep(self) -> None:
        while not self._end.wait(self._beat):
            if monotonic() >= self._end_at:
                self._over.set()  # it works for nothing from now on, whether or not that can be written down
                if self._failed():
                    return
                continue
            if self._leave():
                self._hand_back()
                return
            if not self._renewed():
                self._over.set()
                return

    def _renewed(self) -> bool:
        """Where the database is away nobody else can take the job either, so it goes on."""
        try:
            return self._jobs.renew(self._job, self._worker, self._seconds, *self._progress)
        except StoreError as error:
            log.warning("the lease of job %s could not be renewed: %s", self._job.id, error)
            return True

    def _failed(self) -> bool:
        """As taking too long. False while the database is away: it is tried again as long as the work goes on, and the
        lease runs out meanwhile."""
        said = (
            f"The comparison took longer than {self._limit:g} seconds and was ended (VARIORUM_JOB_SECONDS). Compare "
            "fewer or shorter versions at a time."
        )
        try:
            self.too_long = self._jobs.fail(self._job, self._worker, TOO_LONG, said)
        except StoreError as error:
            log.warning("job %s, which took too long, could not be failed: %s", self._job.id, error)
            return False
        return True

    def _hand_back(self) -> None:
        self._over.set()  # first: from now on this worker writes nothing
        try:
            self._jobs.hand_back(self._job, self._worker)
            self.handed_back = True
        except StoreError as error:
            log.warning("job %s could not be handed back, its lease will run out: %s", self._job.id, error)
