"""Jobs, which workers hold by leases: the `JobStore`."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select, update

from service.model.work import Comparison, Decision, Depth, Job, JobState, StoredReport
from service.store import decisions, queue, reports, rows
from service.store.tables import COMPARISON, JOB
from service.store.transactions import Transactions
from service.store.turns import given_out

ATTEMPTS = 3
"""A job that was begun so often and never ended kills its workers."""
WORKER_DIED = "worker-died"
RUNNING_LOCK = "running"
Conditions = tuple[ColumnElement[bool], ...]


class Jobs:
    """See `service.model.stores.JobStore`, which says what each method does and raises."""

    def __init__(self, database: Transactions) -> None:
        """Several stores may share `database`."""
        self._database = database

    def claim(
        self,
        worker: str,
        lease_seconds: float,
        job: str | None = None,
        owner_running: int = 0,
        largest: int | None = None,
    ) -> Job | None:
        """One worker gets it, however many ask: PostgreSQL passes over rows that another looks at, SQLite lets in one
        after the other, and that only where there is something to take."""
        if job is not None and not rows.is_id(job):
            return None
        only = (*_only(job), *_small(largest))
        with self._database.reading() as db:
            there = select(JOB.c.id).where(_open(self._database.now(db)), *only).limit(1)
            if db.execute(there).one_or_none() is None:
                return None
        # Two who count the same running jobs at once would both begin the last that may.
        with self._database.writing(RUNNING_LOCK if owner_running else None) as db:
            now = self._database.now(db)
            self._give_up(db)
            found = _next(db, now, (*only, *_not_too_many(db, now, owner_running)))
            if found is None:
                return None
            given_out(db, found.turn)
            new = {
                "state": JobState.RUNNING,
                "attempts": JOB.c.attempts + 1,
                "claim": JOB.c.claim + 1,
                "worker": worker,
                "lease": now + timedelta(seconds=lease_seconds),
                "started": now,
                "stage": None,
                "done": 0,
                "total": 0,
            }
            db.execute(update(JOB).where(JOB.c.id == found.id).values(new))
            return rows.job(db.execute(select(*rows.JOB_FIELDS).where(JOB.c.id == found.id)).one())

    def versions(self, job: Job) -> Comparison:
        """What is to be compared."""
        with self._database.reading() as db:
            return rows.whole(db, job.comparison)

    def renew(self, job: Job, worker: str, lease_seconds: float, stage: str | None, done: int, total: int) -> bool:
        """A longer lease, and how far it is."""
        with self._database.writing() as db:
            if not self._holds(db, job, worker):
                return False
            lease = self._database.now(db) + timedelta(seconds=lease_seconds)
            new = {"lease": lease, "stage": stage, "done": done, "total": total}
            db.execute(update(JOB).where(JOB.c.id == job.id).values(new))
            return True

    def finish(self, job: Job, worker: str, body: str, carried: Mapping[str, str]) -> bool:
        """The report, the decisions and the state in one transaction."""
        packed = reports.pack(body)
        with self._database.writing() as db:
            # Before the job's row, as everywhere: see `Comparisons`.
            db.execute(select(COMPARISON.c.id).where(COMPARISON.c.id == job.comparison).with_for_update())
            if not self._holds(db, job, worker):
                return False
            now = self._database.now(db)
            reports.write(db, job.comparison, job.id, packed, now)
            decisions.carry(db, job.comparison, carried)
            queue.end(db, job.id, JobState.DONE, now)
            return True

    def fail(self, job: Job, worker: str, problem: str, detail: str) -> bool:
        """Ends it with a reason."""
        with self._database.writing() as db:
            if not self._holds(db, job, worker):
                return False
            shown = detail.encode(errors="backslashreplace").decode()
            queue.end(db, job.id, JobState.FAILED, self._database.now(db), problem, shown)
            return True

    def hand_back(self, job: Job, worker: str) -> None:
        """To its old place in the queue."""
        with self._database.writing() as db:
            if self._holds(db, job, worker):
                new: dict[str, Any] = {"state": JobState.QUEUED, "attempts": JOB.c.attempts - 1, "done": 0, "total": 0}
                new |= dict.fromkeys(("worker", "lease", "started", "stage"))
                db.execute(update(JOB).where(JOB.c.id == job.id).values(new))

    def previous(self, job: Job) -> tuple[StoredReport | None, Mapping[str, tuple[Decision, ...]]]:
        """What is to be carried over."""
        with self._database.reading() as db:
            return reports.find(db, job.comparison), decisions.of(db, job.comparison)

    def expired(self, queued_seconds: float = 30.0) -> tuple[str, ...]:
        """What somebody should be told of again."""
        with self._database.reading() as db:
            now = self._database.now(db)
            long_ago = JOB.c.created <= now - timedelta(seconds=queued_seconds)
            found = select(JOB.c.id).where(_open(now), or_(JOB.c.state == JobState.RUNNING, long_ago))
            return tuple(db.execute(found.order_by(JOB.c.created, JOB.c.id)).scalars())

    def depth(self) -> Depth:
        """How much waits and runs."""
        with self._database.reading() as db:
            number, oldest = func.count(), func.min(JOB.c.created)
            states = (JobState.QUEUED, JobState.RUNNING)
            found = select(JOB.c.state, number, oldest).where(JOB.c.state.in_(states)).group_by(JOB.c.state)
            by_state = {row[0]: (row[1], row[2]) for row in db.execute(found)}
            now = self._database.now(db)
            queued, since = by_state.get(JobState.QUEUED, (0, now))
            running, _ = by_state.get(JobState.RUNNING, (0, now))
            return Depth(queued, running, max(0.0, (now - since).total_seconds()))

    def _holds(self, db: Connection, job: Job, worker: str) -> bool:
        """Whether the worker holds it, and may go on; where it was to be cancelled it now is. Nobody else takes or
        changes it before this transaction is over."""
        mine = and_(
            JOB.c.id == job.id, JOB.c.state == JobState.RUNNING, JOB.c.worker == worker, JOB.c.claim == job.claim
        )
        row = db.execute(select(JOB.c.cancelling).where(mine).with_for_update()).one_or_none()
        if row is not None and row.cancelling:
            queue.end(db, job.id, JobState.CANCELLED, self._database.now(db))
        return row is not None and not row.cancelling

    def _give_up(self, db: Connection) -> None:
        """Ends jobs that no worker holds any more and none should take."""
        now = self._database.now(db)
        lost = select(JOB.c.id, JOB.c.cancelling).where(JOB.c.state == JobState.RUNNING, _open(now), ~_worth_taking())
        for row in db.execute(lost.with_for_update(skip_locked=True)).all():
            if row.cancelling:
                queue.end(db, row.id, JobState.CANCELLED, now)
            else:
                said = f"the program ended {ATTEMPTS} times while it worked on this"
                queue.end(db, row.id, JobState.FAILED, now, WORKER_DIED, said)


def _next(db: Connection, now: datetime, only: Conditions) -> Row[Any] | None:
    """The job with the lowest turn. Those that wait and those whose lease ran out are asked for apart: each is one look
    into an index, both together would be a walk over all that wait."""
    found: list[Any] = []
    for there in (JOB.c.state == JobState.QUEUED, _lapsed(now)):
        first = (
            select(JOB.c.turn, JOB.c.created, JOB.c.id)
            .where(there, _worth_taking(), *only)
            .order_by(JOB.c.turn, JOB.c.created, JOB.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        found += db.execute(first).all()
    return min(found, key=tuple, default=None)


def _open(now: Any) -> ColumnElement[bool]:
    """Jobs that nobody holds: they wait, or their lease ran out."""
    return or_(JOB.c.state == JobState.QUEUED, _lapsed(now))


def _lapsed(now: Any) -> ColumnElement[bool]:
    return and_(JOB.c.state == JobState.RUNNING, JOB.c.lease <= now)


def _worth_taking() -> ColumnElement[bool]:
    """Of those that nobody holds."""
    return and_(JOB.c.attempts < ATTEMPTS, ~JOB.c.cancelling)


def _only(job: str | None) -> Conditions:
    return () if job is None else (JOB.c.id == job,)


def _small(largest: int | None) -> Conditions:
    """What somebody waits for, and what has no more text than this."""
    if largest is None:
        return ()
    size = select(COMPARISON.c.text_bytes).where(COMPARISON.c.id == JOB.c.comparison).scalar_subquery()
    return JOB.c.interactive, size <= largest


def _not_too_many(db: Connection, now: datetime, owner_running: int) -> Conditions:
    """None of an owner of whom so many run."""
    if not owner_running:
        return ()
    running = select(JOB.c.owner).where(JOB.c.state == JobState.RUNNING, JOB.c.lease > now)
    busy = db.execute(running.group_by(JOB.c.owner).having(func.count() >= owner_running)).scalars().all()
    return (JOB.c.owner.not_in(busy),) if busy else ()
