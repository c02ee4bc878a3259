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
HAND_BACK_SECONDS = 2.0
"""The beat of a lease, at which jobs are handed back, and the time to write that down."""

log = logging.getLogger(__name__)


class Pool:
    """`settings.workers` threads. They start at once, and take up what was queued before."""

    def __init__(self, jobs: JobStore, engines: Engines, settings: Settings, watch: Watch = nobody) -> None:
        """`engines` load at the first job. `watch` is told each report, in one of the threads."""
        check(settings)
        self._jobs, self._engines, self._settings, self._watch = jobs, engines, settings, watch
        self._news = threading.Condition()
        self._waiting = 0  # submitted, and looked for by nobody yet
        self._stopping = threading.Event()
        self._leave_at = float("inf")
        self._threads = [
            threading.Thread(target=self._run, name=f"jobs {number}", daemon=True)
            for number in range(max(1, settings.workers))
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, job_id: str) -> None:
        """A job was queued: one thread looks for it at once. Never waits."""
        with self._news:
            self._waiting += 1
            self._news.notify()

    def stop(self, seconds: float = GRACE_SECONDS) -> None:
        """Takes no new job; what runs may end within `seconds`, and is handed back then. Returns when all is at rest,
        or a little later than that where a call into an engine does not end: what it finds is not written any more."""
        self._leave_at = monotonic() + seconds
        with self._news:
            self._stopping.set()
            self._news.notify_all()
        for thread in self._threads:
            thread.join(max(0.0, self._leave_at + HAND_BACK_SECONDS - monotonic()))

    def _run(self) -> None:
        worker = worker_name()
        while not self._stopping.is_set():
            if job := self._claimed(worker):
                work(job, self._jobs, self._engines, self._settings, worker, self._must_leave, self._watch)
            else:
                self._rest()

    def _must_leave(self) -> bool:
        return monotonic() >= self._leave_at

    def _claimed(self, worker: str) -> Job | None:
        with self._news:
            self._waiting = max(0, self._waiting - 1)
        try:
            return self._jobs.claim(worker, self._settings.lease_seconds)
        except StoreError as error:
            log.warning("no job could be claimed: %s", error)
            self._stopping.wait(IDLE_SECONDS)
        except Exception:  # a thread that ends would leave the server without work for ever
            log.exception("no job could be claimed")
            self._stopping.wait(IDLE_SECONDS)
        return None

    def _rest(self) -> None:
        with self._news:
            self._news.wait_for(lambda: self._waiting > 0 or self._stopping.is_set(), IDLE_SECONDS)
