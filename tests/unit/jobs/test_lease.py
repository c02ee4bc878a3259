import time

import pytest

from service.jobs.lease import Lease, Stopped
from service.model.errors import StoreError
from service.model.stores import Stores
from service.model.work import Job, JobState
from tests.unit.jobs.conftest import Clock
from tests.unit.jobs.stories import OWNER, added

SHORT = 0.6
"""Seconds: the lease is renewed at each fifth of a second."""


class Counted:
    """A store that counts how often it is asked, and is away when told so."""

    def __init__(self, stores: Stores) -> None:
        self.jobs, self.renewals, self.away = stores.jobs, 0, False

    def renew(self, *arguments: object) -> bool:
        self.renewals += 1
        if self.away:
            raise StoreError("no connection")
        return self.jobs.renew(*arguments)  # type: ignore[arg-type]

    def hand_back(self, *arguments: object) -> None:
        if self.away:
            raise StoreError("no connection")
        self.jobs.hand_back(*arguments)  # type: ignore[arg-type]


def claimed(stores: Stores, seconds: float = SHORT) -> Job:
    added(stores)
    job = stores.jobs.claim("one", seconds)
    assert job is not None
    return job


def stops(lease: Lease, seconds: float = 3.0) -> bool:
    """Whether the pipeline is told to stop within this time."""
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            lease.progress("translate", 1, 2)
            time.sleep(0.02)
    except Stopped:
        return True
    return False


def test_a_job_is_held_for_longer_than_its_lease_and_free_when_the_worker_is_gone(stores: Stores) -> None:
    job = claimed(stores)
    with Lease(stores.jobs, job, "one", SHORT):
        time.sleep(2 * SHORT)
        assert stores.jobs.claim("two", SHORT) is None
    time.sleep(SHORT + 0.1)
    assert stores.jobs.claim("two", SHORT) is not None


def test_progress_is_written_down_at_most_once_a_beat(stores: Stores) -> None:
    job, counted = claimed(stores), Counted(stores)
    with Lease(counted, job, "one", SHORT) as lease:  # type: ignore[arg-type]
        for done in range(5_000):
            lease.progress("translate", done, 12_000)
        time.sleep(0.35)
        seen = stores.comparisons.job(OWNER, job.comparison)
    assert (seen.stage, seen.done, seen.total) == ("translate", 4_999, 12_000)
    assert counted.renewals <= 4


def test_who_cancels_or_deletes_stops_the_worker(stores: Stores) -> None:
    for end in (stores.comparisons.cancel, stores.comparisons.delete):
        job = claimed(stores)
        with Lease(stores.jobs, job, "one", SHORT) as lease:
            assert not stops(lease, 0.3)
            end(OWNER, job.comparison)
            assert stops(lease)


def test_a_cancelled_job_says_so_once_its_worker_has_noticed(stores: Stores) -> None:
    job = claimed(stores)
    with Lease(stores.jobs, job, "one", SHORT) as lease:
        stores.comparisons.cancel(OWNER, job.comparison)
        assert stops(lease)
    assert stores.comparisons.job(OWNER, job.comparison).state is JobState.CANCELLED


def test_a_worker_that_slept_while_another_took_its_job_stops(timed: Stores, clock: Clock) -> None:
    job = claimed(timed, 30)
    clock.turn(31)
    assert timed.jobs.claim("two", 30) is not None
    lease = Lease(timed.jobs, job, "one", SHORT)
    with lease:
        assert stops(lease)
    assert not timed.jobs.finish(job, "one", "{}", {})


def test_a_database_that_is_away_for_a_while_does_not_stop_the_work(stores: Stores) -> None:
    job, counted = claimed(stores), Counted(stores)
    with Lease(counted, job, "one", SHORT) as lease:  # type: ignore[arg-type]
        counted.away = True
        assert not stops(lease, 0.5)
        counted.away = False
        assert lease.insist(lambda: "answer") == "answer"


def test_what_the_store_could_not_take_is_offered_again(stores: Stores) -> None:
    job, tries = claimed(stores), iter([StoreError("away"), StoreError("still"), "there"])

    def call() -> str:
        said = next(tries)
        if isinstance(said, StoreError):
            raise said
        return str(said)

    with Lease(stores.jobs, job, "one", SHORT) as lease:
        assert lease.insist(call) == "there"


def test_a_worker_that_must_leave_hands_its_job_back_and_writes_no_more(stores: Stores) -> None:
    job = claimed(stores)
    with Lease(stores.jobs, job, "one", SHORT, leave=lambda: True) as lease:
        assert stops(lease)
        with pytest.raises(Stopped):
            lease.insist(lambda: stores.jobs.finish(job, "one", "{}", {}))
    assert lease.handed_back
    after = stores.comparisons.job(OWNER, job.comparison)
    assert (after.state, after.attempts) == (JobState.QUEUED, 0)


def test_a_job_that_cannot_be_handed_back_is_let_go_all_the_same(stores: Stores) -> None:
    job, counted = claimed(stores), Counted(stores)
    counted.away = True
    with Lease(counted, job, "one", SHORT, leave=lambda: True) as lease:  # type: ignore[arg-type]
        assert stops(lease)
    assert not lease.handed_back


def test_a_job_that_takes_too_long_is_failed_and_says_why(stores: Stores) -> None:
    job = claimed(stores)
    with Lease(stores.jobs, job, "one", SHORT, limit=0.5) as lease:
        assert stops(lease)
    assert lease.too_long
    ended = stores.comparisons.job(OWNER, job.comparison)
    assert (ended.state, ended.problem) == (JobState.FAILED, "too-long")
    assert ended.detail and "0.5 seconds" in ended.detail and "fewer or shorter versions" in ended.detail


def test_a_stuck_job_is_failed_though_its_heart_beats(stores: Stores) -> None:
    """The pipeline says nothing at all: the lease must not be renewed for ever."""
    job = claimed(stores)
    with Lease(stores.jobs, job, "one", SHORT, limit=0.5):
        until = time.monotonic() + 5
        while stores.comparisons.job(OWNER, job.comparison).state is JobState.RUNNING:
            assert time.monotonic() < until
            time.sleep(0.05)
    assert stores.comparisons.job(OWNER, job.comparison).problem == "too-long"


def test_a_job_that_took_too_long_while_the_database_was_away_is_failed_afterwards(stores: Stores) -> None:
    job = claimed(stores)
    away = Away(stores)
    with Lease(away, job, "one", SHORT, limit=0.3) as lease:  # type: ignore[arg-type]
        assert stops(lease)
        until = time.monotonic() + 5
        while not lease.too_long and time.monotonic() < until:
            time.sleep(0.05)
    assert stores.comparisons.job(OWNER, job.comparison).problem == "too-long"


class Away(Counted):
    """Away at the first two times that it is told of a failure."""

    def __init__(self, stores: Stores) -> None:
        super().__init__(stores)
        self.times = 2

    def fail(self, *arguments: object) -> bool:
        self.times -= 1
        if self.times >= 0:
            raise StoreError("no connection")
        return self.jobs.fail(*arguments)  # type: ignore[arg-type]
