"""Whatever clients and workers do in whatever order, and whoever dies: one holder at a time, one report a job, and
every job ends as it should. A small model beside the real stores, SQLite and PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from service.model.errors import NoReport, NoSuchComparison, QueueFull
from service.model.limits import Limits
from service.model.stores import Stores
from service.model.version import Version
from service.model.work import Job, JobState, Wanted
from service.store.jobs import ATTEMPTS
from tests.unit.store.conftest import WIRE, HandClock

QUEUED, RUNNING, DONE, FAILED, CANCELLED = JobState
LEASE = 30
LIMIT = 3
LIMITS = Limits(LIMIT)
DELETED = "deleted"
WHICH = st.integers(0, 3)
"""Of the newest comparisons or claims."""
a_comparison_is_there = precondition(lambda machine: machine.newest)
a_job_was_claimed = precondition(lambda machine: machine.claims)


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

    def __init__(self, stores: Stores, clock: HandClock) -> None:
        super().__init__()
        self.stores, self.clock = stores, clock
        self.runs: dict[str, Run] = {}
        self.newest: dict[str, str] = {}
        self.reported: dict[str, str] = {}
        self.claims: list[tuple[Job, str]] = []

    def teardown(self) -> None:
        for id in self.newest:
            self.stores.comparisons.delete("desk", id)

    # What clients do

    @rule()
    def add(self) -> None:
        self.clock.pass_(1)
        full = self.waiting() >= LIMIT
        try:
            made, _ = self.stores.comparisons.add(Wanted("desk", (WIRE,)), LIMITS)
        except QueueFull:
            assert full
            return
        assert not full
        self.enqueued(made.id, made.job)

    @a_comparison_is_there
    @rule(which=WHICH, version=st.booleans())
    def run_anew(self, which: int, version: bool) -> None:
        self.clock.pass_(1)
        id = self.comparison(which)
        older = self.runs[self.newest[id]]
        full = self.waiting() - (older.state is QUEUED) >= LIMIT
        number = len(self.stores.comparisons.get("desk", id).versions)
        try:
            if version:
                made, _ = self.stores.comparisons.add_version("desk", id, Version(f"v{number}", "", "x"), LIMITS)
            else:
                made, _ = self.stores.comparisons.rerun("desk", id, LIMITS)
        except QueueFull:
            assert full
            return
        assert not full
        self.cancelled(older)
        self.enqueued(id, made.job)

    @a_comparison_is_there
    @rule(which=WHICH)
    def cancel(self, which: int) -> None:
        id = self.comparison(which)
        self.stores.comparisons.cancel("desk", id)
        self.cancelled(self.runs[self.newest[id]])

    @precondition(lambda self: len(self.newest) > 1)
    @rule(which=WHICH)
    def delete(self, which: int) -> None:
        id = self.comparison(which)
        self.stores.comparisons.delete("desk", id)
        del self.newest[id]
        self.reported.pop(id, None)
        for run in self.runs.values():
            if run.comparison == id:
                run.state = DELETED

    # What workers do, those too that lost the job long ago

    @rule(worker=st.sampled_from("ab"))
    def claim(self, worker: str) -> None:
        self.gave_up()
        open_ = [(run.created, id) for id, run in self.runs.items() if self.free(run)]
        job = self.stores.jobs.claim(worker, LEASE)
        assert (job and job.id) == (min(open_)[1] if open_ else None)
        if job:
            self.claimed(job, worker)

    @a_comparison_is_there
    @rule(which=WHICH)
    def claim_one(self, which: int) -> None:
        id = self.comparison(which)
        run = self.runs[self.newest[id]]
        job = self.stores.jobs.claim("c", LEASE, self.newest[id])
        if self.lapsed(run):
            self.gave_up()
        assert (job is not None) == self.free(run)
        if job:
            self.claimed(job, "c")

    @a_job_was_claimed
    @rule(which=WHICH)
    def lose_and_take_again(self, which: int) -> None:
        claim = self.claim_of(which)
        run = self.runs[claim[0].id]
        if run.holder is not claim[0] or not self.free(replace(run, lease=self.clock.now)):
            return
        self.clock.pass_(LEASE)
        self.gave_up()
        job = self.stores.jobs.claim(claim[1], LEASE, claim[0].id)
        assert job is not None and job.claim == claim[0].claim + 1
        self.claimed(job, claim[1])

    @a_job_was_claimed
    @rule(which=WHICH)
    def renew(self, which: int) -> None:
        claim = self.claim_of(which)
        run, holds = self.reports(claim)
        assert self.stores.jobs.renew(*claim, LEASE, "embed", 1, 2) == holds
        if holds:
            run.lease = self.clock.now + timedelta(seconds=LEASE)

    @a_job_was_claimed
    @rule(which=WHICH)
    def finish(self, which: int) -> None:
        claim = self.claim_of(which)
        run, holds = self.reports(claim)
        written = self.stores.jobs.finish(*claim, f'"{claim[0].id}"', {})
        assert written == holds
        if written:
            run.state, run.reports = DONE, run.reports + 1
            self.reported[run.comparison] = claim[0].id

    @a_job_was_claimed
    @rule(which=WHICH)
    def fail(self, which: int) -> None:
        claim = self.claim_of(which)
        run, holds = self.reports(claim)
        assert self.stores.jobs.fail(*claim, "internal", "it broke") == holds
        if holds:
            run.state = FAILED

    @a_job_was_claimed
    @rule(which=WHICH)
    def hand_back(self, which: int) -> None:
        claim = self.claim_of(which)
        run, holds = self.reports(claim)
        self.stores.jobs.hand_back(*claim)
        if holds:
            run.state, run.attempts, run.holder = QUEUED, run.attempts - 1, None

    @rule(seconds=st.sampled_from([10, LEASE]))
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

    def comparison(self, which: int) -> str:
        return list(reversed(self.newest))[which % len(self.newest)]

    def claim_of(self, which: int) -> tuple[Job, str]:
        """One that is good, or one that was lost long ago."""
        return self.claims[::-1][which % len(self.claims)]

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

    def claimed(self, job: Job, worker: str) -> None:
        run = self.runs[job.id]
        run.state, run.attempts, run.holder = RUNNING, run.attempts + 1, job
        run.lease = self.clock.now + timedelta(seconds=LEASE)
        assert self.stores.jobs.versions(job).id == run.comparison
        self.claims.append((job, worker))

    def reports(self, claim: tuple[Job, str]) -> tuple[Run, bool]:
        """The worker says something: whether it holds the job; where that was to be cancelled, it is now."""
        run = self.runs[claim[0].id]
        holds = run.state is RUNNING and run.holder is claim[0]
        if holds and run.cancelling:
            run.state, run.cancelling = CANCELLED, False
            return run, False
        return run, holds


def test_the_life_of_jobs(stores: Stores, clock: HandClock) -> None:
    few = settings(settings.default, max_examples=settings.default.max_examples // 5, stateful_step_count=40)
    run_state_machine_as_test(lambda: JobLife(stores, clock), settings=few)


def test_what_is_deleted_has_no_life(stores: Stores, added: Callable[..., str]) -> None:
    id = added()
    stores.comparisons.delete("desk", id)
    with pytest.raises(NoSuchComparison):
        stores.comparisons.job("desk", id)
    assert stores.jobs.claim("w", LEASE) is None
