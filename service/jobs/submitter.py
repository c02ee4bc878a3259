"""Whom the server tells of a job that it queued, whichever form the work has."""

from collections.abc import Callable
from typing import Protocol

from service.model.report import Report

Watch = Callable[[Report], None]
"""Told each report that was written, for the metrics."""


def nobody(report: Report) -> None:
    """Watches nothing."""


class Submitter(Protocol):
    """Threads of this process (`pool.Pool`), or workers somewhere else (`celery_queue.CeleryQueue`)."""

    def submit(self, job_id: str) -> None:
        """A job is queued in the store. Never waits and never raises: what is not heard now is found later."""

    def stop(self) -> None:
        """Before the process ends: what runs here is finished or handed back, within about ten seconds."""
