"""A Celery worker: a process that gets the messages, and children, forked from it, that carry out the jobs.

The models are loaded by a child at its first job. The parent loads none: a model that was loaded before a fork hangs
after it (service/engines/loaded.py).
"""

import logging
import warnings
from collections.abc import Callable
from math import inf
from multiprocessing import RawValue
from time import monotonic
from typing import Any

from celery import Celery, bootsteps, signals
from celery.exceptions import CPendingDeprecationWarning, Reject
from celery.worker.state import reserved_requests

from service.jobs.celery_app import TASK, celery_app
from service.jobs.celery_queue import send
from service.jobs.dispatch import Dispatcher
from service.jobs.lease import GRACE_SECONDS
from service.jobs.run_job import Ended, work, worker_name
from service.model.errors import StoreError
from service.model.protocols import Engines
from service.model.stores import JobStore
from service.settings import Settings

LONGEST_PAUSE = 10.0
"""Between two looks for lost messages, in seconds; a third of the lease where that is less."""

log = logging.getLogger(__name__)


def run_worker(settings: Settings, jobs: JobStore, engines: Callable[[], Engines], grace: float = GRACE_SECONDS) -> int:
    """Works until it is told to stop (SIGTERM); what runs may end within `grace` seconds, and is handed back then. The
    exit code. `engines` is called in the children alone. Raises `SettingsError`."""
    app = celery_app(settings)
    leave = _leave_when_told(grace)
    signals.setup_logging.connect(_leave_logging_alone)
    warnings.filterwarnings("ignore", category=CPendingDeprecationWarning)  # about what celery_app sets with reason
    _add_task(app, settings, jobs, engines, leave)
    _add_dispatcher(app, settings, jobs)
    worker = app.Worker(pool="prefork", quiet=True, without_gossip=True, without_mingle=True)
    worker.start()
    return int(worker.exitcode or 0)


def _leave_logging_alone(**_: object) -> None:
    """Celery asks whoever listens to this signal instead of setting up its own."""


def _leave_when_told(grace: float) -> Callable[[], bool]:
    """Whether a job must be handed back now; the parent tells its children by a number in shared memory."""
    leave_at = RawValue("d", inf)  # without a lock, which a child that is killed would keep for ever

    def told(**_: object) -> None:
        leave_at.value = monotonic() + grace

    signals.worker_shutting_down.connect(told, weak=False)
    return lambda: monotonic() >= leave_at.value  # one clock for all processes of a machine


def _add_task(
    app: Celery, settings: Settings, jobs: JobStore, engines: Callable[[], Engines], leave: Callable[[], bool]
) -> None:
    def compare(job_id: str) -> None:
        """A message says that one more job waits; which is done is a matter of turns, not of who wrote first."""
        worker = worker_name()
        try:
            job = jobs.claim(worker, settings.lease_seconds, None, settings.owner_running)
        except StoreError as error:  # the message is sent again when the database is back
            log.warning("no job could be claimed for the message of job %s: %s", job_id, error)
            return
        if job is None:  # all are done, or others have them: messages may come twice
            return
        if work(job, jobs, engines(), settings, worker, leave) is Ended.HANDED_BACK:
            raise Reject("the worker was told to stop", requeue=True)
        if settings.owner_running:
            _wake(app, jobs, job.id)

    app.task(compare, name=TASK)


def _wake(app: Celery, jobs: JobStore, job_id: str) -> None:
    """The message of a job whose owner had too many running was used up in vain: now that one less runs, there is
    another. What it cannot tell the dispatcher does later."""
    try:
        if jobs.depth().queued:
            send(app, job_id)
    except Exception as error:  # whatever the broker's client raises, or the store
        log.warning("no worker could be told that job %s is over: %s", job_id, error)


def _add_dispatcher(app: Celery, settings: Settings, jobs: JobStore) -> None:
    """By the worker's own clock, which is set anew whenever the broker was away: a thread beside it would be forked
    with whatever it holds."""
    dispatch = Dispatcher(jobs, lambda job: send(app, job), settings.lease_seconds)
    pause = min(LONGEST_PAUSE, settings.lease_seconds / 3)
    deaf_until = monotonic()

    def look() -> None:
        nonlocal deaf_until
        dispatch()
        # A Redis that dies while a message is acknowledged leaves the worker waiting for ever (Celery 5.7: the place
        # for the next message stays taken). Who has nothing to do while messages wait opens its connection anew.
        if dispatch.ignored and not reserved_requests and monotonic() >= deaf_until:
            deaf_until = monotonic() + 2 * settings.lease_seconds
            raise ConnectionResetError("messages wait that do not arrive")

    class Dispatching(bootsteps.StartStopStep):  # type: ignore[misc]  # celery ships no types
        """Celery's way to hang something into a worker."""

        requires = ("celery.worker.consumer.tasks:Tasks",)

        def start(self, consumer: Any) -> None:
            """The broker is there."""
            self.timer = consumer.timer.call_repeatedly(pause, look)

        def stop(self, consumer: Any) -> None:
            """It is not any more."""
            if getattr(self, "timer", None):
                self.timer.cancel()

    app.steps["consumer"].add(Dispatching)
