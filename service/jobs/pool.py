"""The embedded form: a few threads in the server's own process work off the jobs of its database.

Several server processes may share one database: each job is claimed by one thread of all of them. What a process that
died was running is taken up by whoever is there once its lease ran out.
"""

import logging
import threading
from time import monotonic

from service.jobs.lease import GRACE_SECONDS, check
from service.jobs.run_job import work, worker_name
from service.jobs.submitter import Watch, nobody
from service.model.errors import StoreError
from service.model.protocols import Engines
from service.model.stores import JobStore
from service.model.work import Job
from service.settings import Settings

IDLE_SECONDS = 1.0
"""How long a thread with nothing to do waits before it looks for what others queued or left behind."""
QUICK_BYTES = 40_000
"""Of all versions together: the most that counts as small."""
HAND_BACK_SECONDS = 2.0
"""The beat of a lease, at which jobs are handed back, and the time to write that down."""

log = logging.getLogger(__name__)


class Pool:
    """`settings.workers` threads, and `settings.quick_workers` more for what is small and waited for. They start at
    once, and take up what was queued before."""

    def __init__(self, jobs: JobStore, engines: Engines, settings: Settings, watch: Watch = nobody) -> None:
        """`engines` load at the first job. `watch` is told each report, in one of the threads."""
        check(settings)
        self._jobs, self._engines, self._settings, self._watch = jobs, engines, settings, watch
        self._news = threading.Condition()
        self._told = 0  # of so many jobs
        self._stopping = threading.Event()
        self._leave_at = float("inf")
        largest = [None] * max(1, settings.workers) + [QUICK_BYTES] * settings.quick_workers
        self._threads = [
            threading.Thread(target=self._run, args=(most,), name=f"jobs {number}", daemon=True)
            for number, most in enumerate(largest)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, job_id: str) -> None:
        """A job was queued: the threads look for it at once. Never waits."""
        with self._news:
            self._told += 1
            self._news.notify_all()  # not all of them take every job

    def stop(self, seconds: float = GRACE_SECONDS) -> None:
        """Takes no new job; what runs may end within `seconds`, and is handed back then. Returns when all is at rest,
        or a little later than that where a call into an engine does not end: what it finds is not written any more."""
        self._leave_at = monotonic() + seconds
        with self._news:
            self._stopping.set()
            self._news.notify_all()
        for thread in self._threads:
            thread.join(max(0.0, self._leave_at + HAND_BACK_SECONDS - monotonic()))

    def _run(self, largest: int | None) -> None:
        worker = worker_name()
        while not self._stopping.is_set():
            told = self._told
            if job := self._claimed(worker, largest):
                work(job, self._jobs, self._engines, self._settings, worker, self._must_leave, self._watch)
            else:
                self._rest(told)

    def _must_leave(self) -> bool:
        return monotonic() >= self._leave_at

    def _claimed(self, worker: str, largest: int | None) -> Job | None:
        of = self._settings
        try:
            return self._jobs.claim(worker, of.lease_seconds, None, of.owner_running, largest)
        except StoreError as error:
            log.warning("no job could be claimed: %s", error)
            self._stopping.wait(IDLE_SECONDS)
        except Exception:  # a thread that ends would leave the server without work for ever
            log.exception("no job could be claimed")
            self._stopping.wait(IDLE_SECONDS)
        return None

    def _rest(self, told: int) -> None:
        with self._news:
            self._news.wait_for(lambda: self._told > told or self._stopping.is_set(), IDLE_SECONDS)
