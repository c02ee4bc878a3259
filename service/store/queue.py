"""Putting jobs into the queue and taking them out of it, in a transaction that somebody else began."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select, update

from service.model.errors import OwnQueueFull, QueueFull
from service.model.limits import Limits
from service.model.work import JobState
from service.store.tables import COMPARISON, JOB
from service.store.turns import next_turn

LOCK = "queue"
"""Held by whoever adds a job: of two who see one last place, one comes second."""


def admit(db: Connection, owner: str, limits: Limits) -> None:
    """Raises `OwnQueueFull` and `QueueFull` where no more of this owner may wait. The caller holds `LOCK`."""
    waits = select(func.count()).select_from(JOB).where(JOB.c.state == JobState.QUEUED)
    mine = db.execute(waits.where(JOB.c.owner == owner)).scalar_one()
    again = f"try again in {QueueFull.retry_seconds} seconds"
    if mine >= limits.of_owner and limits.of_owner < limits.queue:
        raise OwnQueueFull(f"{mine} of your comparisons wait already, as many as may; {again}")
    if db.execute(waits).scalar_one() >= (limits.open_to_all if mine else limits.queue):
        kept = ", and the last places are kept for those of whom nothing waits" if mine else ""
        raise QueueFull(f"too many comparisons wait already{kept}; {again}")


def enqueue(
    db: Connection,
    comparison: str,
    owner: str,
    interactive: bool,
    now: datetime,
    request_id: str | None,
    id: str | None = None,
) -> str:
    """A new job that waits; its id. The caller holds `LOCK`, and asked `admit`."""
    values: dict[str, Any] = {
        "id": id or uuid4().hex,
        "comparison": comparison,
        "owner": owner,
        "interactive": interactive,
        "turn": next_turn(db, owner, interactive),
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
