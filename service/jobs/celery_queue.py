"""How the server tells workers of a job: a message with its id, sent by a thread of its own.

The job is in the database already. So a broker that is away neither fails a request nor keeps it waiting; a worker
sends the message again later.
"""

import logging
import threading
from queue import Full, Queue

from celery import Celery

from service.jobs.celery_app import TASK

WAITING = 1_000
"""Messages that wait for a slow broker; more are left to the workers' dispatcher."""
STOP_SECONDS = 2.0

log = logging.getLogger(__name__)


def send(app: Celery, job_id: str) -> None:
    """One message; a connection that broke since the last one is opened anew. Raises what the broker's client does."""
    app.send_task(
        TASK, args=[job_id], retry=True, retry_policy={"max_retries": 1, "interval_start": 0, "interval_step": 0}
    )


class CeleryQueue:
    """The submitter of a server whose settings name a queue."""

    def __init__(self, app: Celery) -> None:
        """Nothing is opened before the first job."""
        self._app = app
        self._jobs: Queue[str | None] = Queue(WAITING)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def submit(self, job_id: str) -> None:
        """A job was queued. Never waits and never raises."""
        try:
            self._jobs.put_nowait(job_id)
        except Full:
            log.warning("the broker is slow; job %s waits in the database", job_id)
        with self._starting:
            if self._thread is None:  # not before: a server may fork between
                self._thread = threading.Thread(target=self._run, name="messages", daemon=True)
                self._thread.start()

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Sends what waits, as far as the time goes; the rest is in the database."""
        if self._thread is not None:
            try:
                self._jobs.put_nowait(None)
            except Full:
                return
            self._thread.join(seconds)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                send(self._app, job)
            except Exception as error:  # whatever the broker's client raises
                log.warning("the broker does not take messages, job %s waits in the database: %s", job, error)
