"""Whatever clients and workers do in whatever order, and whoever dies: one holder at a time, one report a job, and
every job ends as it should. A small model beside the real stores, SQLite and PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from service.model.errors import NoReport, NoSuchComparison, QueueFull
from service.model.stores import Stores
from service.model.version import Version
from service.model.work import Job, JobState, Wanted
from service.store.jobs import ATTEMPTS
from tests.unit.store.conftest import WIRE, HandClock

QUEUED, RUNNING, DONE, FAILED, CANCELLED = JobState
LEASE = 30
LIMIT = 3
DELETED = "deleted"


@dataclass
class Run:
    """What the model knows of a job. `holder` is the claim that counts."""

    comparison: str
    created: datetime
    state: Any = QUEUED
    attempts: int = 0
    holder: Job | None = None
    lease: datetime | None = None
    cancelling: bool = False
    reports: int = 0


class JobLife(RuleBasedStateMachine):
    """Rules are what clients and workers do; the model says what must come of it."""

    comparisons = Bundle("comparisons")
    claims = Bundle("claims")

    def __init__(self, stores: Stores, clock: HandClock) -> None:
        super().__init__()
        self.stores, self.clock = stores, clock
        self.runs: dict[str, Run] = {}
        self.newest: dict[str, str] = {}
        self.reported: dict[str, str] = {}

    def teardown(self) -> None:
        for id in self.newest:
            self.stores.comparisons.delete("desk", id)

    # What clients do

    @rule(target=comparisons)
    def add(self) -> Any:
        self.clock.pass_(1)
        full = self.waiting() >= LIMIT
        try:
            made, _ = self.stores.comparisons.add(Wanted("desk", (WIRE,)), LIMIT)
        except QueueFull:
            assert full
            return multiple()
        assert not full
        self.enqueued(made.id, made.job)
        return made.id

    @rule(id=comparisons, version=st.booleans())
    def run_anew(self, id: str, version: bool) -> None:
        self.clock.pass_(1)
        if id not in self.newest:
            return
        older = self.runs[self.newest[id]]
        full = self.waiting() - (older.state is QUEUED) >= LIMIT
        number = len(self.stores.comparisons.get("desk", id).versions)
        try:
            if version:
                made = self.stores.comparisons.add_version("desk", id, Version(f"v{number}", "", "x"), LIMIT)
            else:
                made = self.stores.comparisons.rerun("desk", id, LIMIT)
        except QueueFull:
            assert full
            return
        assert not full
        self.cancelled(older)
        self.enqueued(id, made.job)

    @rule(id=comparisons)
    def cancel(self, id: str) -> None:
        if id in self.newest:
            self.stores.comparisons.cancel("desk", id)
            self.cancelled(self.runs[self.newest[id]])

    @rule(id=consumes(comparisons))
    def delete(self, id: str) -> None:
        self.stores.comparisons.delete("desk", id)
        del self.newest[id]
        self.reported.pop(id, None)
        for run in self.runs.values():
            if run.comparison == id:
                run.state = DELETED

    # What workers do, those too that lost the job long ago

    @rule(target=claims, worker=st.sampled_from("ab"))
    def claim(self, worker: str) -> Any:
        self.gave_up()
        open_ = [(run.created, id) for id, run in self.runs.items() if self.free(run)]
        job = self.stores.jobs.claim(worker, LEASE)
        assert (job and job.id) == (min(open_)[1] if open_ else None)
        return self.claimed(job, worker) if job else multiple()

    @rule(target=claims, id=comparisons)
    def claim_one(self, id: str) -> Any:
        if id not in self.newest:
            return multiple()
        run = self.runs[self.newest[id]]
        job = self.stores.jobs.claim("c", LEASE, self.newest[id])
        if self.lapsed(run):
            self.gave_up()
        assert (job is not None) == self.free(run)
        return self.claimed(job, "c") if job else multiple()

    @rule(claim=claims)
    def renew(self, claim: tuple[Job, str]) -> None:
        run, holds = self.holds(claim)
        assert self.stores.jobs.renew(*claim, LEASE, "embed", 1, 2) == holds
        if holds:
            run.lease = self.clock.now + timedelta(seconds=LEASE)

    @rule(claim=claims)
    def finish(self, claim: tuple[Job, str]) -> None:
        run, holds = self.holds(claim)
        written = self.stores.jobs.finish(*claim, f'"{claim[0].id}"', {})
        assert written == holds
        if written:
            run.state, run.reports = DONE, run.reports + 1
            self.reported[run.comparison] = claim[0].id

    @rule(claim=claims)
    def fail(self, claim: tuple[Job, str]) -> None:
        run, holds = self.holds(claim)
        assert self.stores.jobs.fail(*claim, "internal", "it broke") == holds
        if holds:
            run.state = FAILED

    @rule(claim=claims)
    def hand_back(self, claim: tuple[Job, str]) -> None:
        run, holds = self.holds(claim)
        self.stores.jobs.hand_back(*claim)
        if holds:
            run.state, run.attempts, run.holder = QUEUED, run.attempts - 1, None

    @rule(seconds=st.sampled_from([1, 10, LEASE]))
    def time_passes(self, seconds: int) -> None:
        self.clock.pass_(seconds)

    # What must hold

    @invariant()
    def the_store_is_as_the_model(self) -> None:
        for id, job in self.newest.items():
            whole = self.stores.comparisons.get("desk", id)
            run = self.runs[job]
            assert (whole.job.id, whole.job.state, whole.job.cancelling) == (job, run.state, run.cancelling)
            assert whole.job.attempts == run.attempts <= ATTEMPTS
            assert (whole.job.finished is not None) == whole.job.state.final
            assert whole.report_job == self.reported.get(id)
            assert run.reports == (run.state is DONE)
            try:
                assert self.stores.comparisons.report("desk", id).body == f'"{self.reported[id]}"'
            except NoReport:
                assert id not in self.reported
        assert self.stores.jobs.depth().queued == self.waiting()

    @invariant()
    def somebody_is_told_of_every_job_that_nobody_holds(self) -> None:
        told = self.stores.jobs.expired(0)
        alone = [id for id, run in self.runs.items() if run.state is QUEUED or self.lapsed(run)]
        assert sorted(told) == sorted(alone)

    # The model

    def waiting(self) -> int:
        return sum(run.state is QUEUED for run in self.runs.values())

    def lapsed(self, run: Run) -> bool:
        return run.state is RUNNING and run.lease is not None and run.lease <= self.clock.now

    def free(self, run: Run) -> bool:
        return (run.state is QUEUED or self.lapsed(run)) and run.attempts < ATTEMPTS and not run.cancelling

    def enqueued(self, comparison: str, job: Job) -> None:
        assert (job.state, job.attempts) == (QUEUED, 0)
        self.runs[job.id] = Run(comparison, job.created)
        self.newest[comparison] = job.id

    def cancelled(self, run: Run) -> None:
        if run.state is QUEUED or self.lapsed(run):
            run.state, run.cancelling = CANCELLED, False
        elif run.state is RUNNING:
            run.cancelling = True

    def gave_up(self) -> None:
        for run in self.runs.values():
            if self.lapsed(run) and not self.free(run):
                run.state, run.cancelling = (CANCELLED if run.cancelling else FAILED), False

    def claimed(self, job: Job, worker: str) -> tuple[Job, str]:
        run = self.runs[job.id]
        run.state, run.attempts, run.holder = RUNNING, run.attempts + 1, job
        run.lease = self.clock.now + timedelta(seconds=LEASE)
        assert self.stores.jobs.versions(job).id == run.comparison
        return job, worker

    def holds(self, claim: tuple[Job, str]) -> tuple[Run, bool]:
        """Whether the worker may go on; where it was to be cancelled, it is now."""
        run = self.runs[claim[0].id]
        holds = run.state is RUNNING and run.holder is claim[0]
        if holds and run.cancelling:
            run.state, run.cancelling = CANCELLED, False
            return run, False
        return run, holds


def test_the_life_of_jobs(stores: Stores, clock: HandClock) -> None:
    few = settings(settings.default, max_examples=40, stateful_step_count=40)
    run_state_machine_as_test(lambda: JobLife(stores, clock), settings=few)


def test_what_is_deleted_has_no_life(stores: Stores, added: Callable[..., str]) -> None:
    id = added()
    stores.comparisons.delete("desk", id)
    with pytest.raises(NoSuchComparison):
        stores.comparisons.job("desk", id)
    assert stores.jobs.claim("w", LEASE) is None
