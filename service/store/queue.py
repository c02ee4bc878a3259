"""Putting jobs into the queue and taking them out of it, in a transaction that somebody else began."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select, update

from service.model.errors import QueueFull
from service.model.work import JobState
from service.store.tables import COMPARISON, JOB

LOCK = "queue"
"""Held by whoever adds a job: of two who see one last place, one comes second."""


def enqueue(
    db: Connection, comparison: str, queue_limit: int, now: datetime, request_id: str | None, id: str | None = None
) -> str:
    """A new job that waits; its id. Raises `QueueFull`. The caller holds `LOCK`."""
    waiting = select(func.count()).select_from(JOB).where(JOB.c.state == JobState.QUEUED)
    if db.execute(waiting).scalar_one() >= queue_limit:
        raise QueueFull(f"{queue_limit} comparisons wait already; try again in {QueueFull.retry_seconds} seconds")
    values: dict[str, Any] = {
        "id": id or uuid4().hex,
        "comparison": comparison,
        "state": JobState.QUEUED,
        "created": now,
        "request_id": request_id,
    }
    none_yet = {"attempts": 0, "claim": 0, "done": 0, "total": 0, "cancelling": False}
    db.execute(insert(JOB).values(values | none_yet))
    db.execute(update(COMPARISON).where(COMPARISON.c.id == comparison).values(job=values["id"]))
    return str(values["id"])


def cancel(db: Connection, comparison: str, now: datetime) -> None:
    """Its newest job, if that waits or runs; older ones were cancelled then. The caller holds the comparison."""
    newest = select(COMPARISON.c.job).where(COMPARISON.c.id == comparison).scalar_subquery()
    row = db.execute(select(JOB.c.id, JOB.c.state, JOB.c.lease).where(JOB.c.id == newest).with_for_update()).one()
    if row.state == JobState.QUEUED or (row.state == JobState.RUNNING and row.lease <= now):
        end(db, row.id, JobState.CANCELLED, now)
    elif row.state == JobState.RUNNING:
        db.execute(update(JOB).where(JOB.c.id == row.id).values(cancelling=True))


def end(
    db: Connection, job: str, state: JobState, now: datetime, problem: str | None = None, detail: str | None = None
) -> None:
    """Its last state."""
    db.execute(
        update(JOB)
        .where(JOB.c.id == job)
        .values(state=state, finished=now, problem=problem, detail=detail, worker=None, lease=None, cancelling=False)
    )
