import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from service.jobs.pool import Pool
from service.model.errors import SettingsError, StoreError
from service.model.limits import Limits
from service.model.protocols import Engines
from service.model.stores import JobStore, Stores
from service.model.work import Job, JobState
from service.settings import Settings
from tests.unit.jobs.stories import OWNER, Gated, added, ended, english, german, translating, wanted

Pooled = Callable[..., Pool]
NEVER = datetime.max.replace(tzinfo=UTC)


@pytest.fixture
def pooled(stores: Stores, engines: Engines) -> Iterator[Pooled]:
    """Makes pools, and ends them after the test."""
    made: list[Pool] = []

    def make(
        ours: Engines = engines, workers: int = 1, lease_seconds: int = 1, jobs: JobStore | None = None, **more: int
    ) -> Pool:
        made.append(Pool(jobs or stores.jobs, ours, Settings(workers=workers, lease_seconds=lease_seconds, **more)))
        return made[-1]

    yield make
    for pool in made:
        pool.stop(0)


def test_what_was_queued_before_the_server_started_is_done(stores: Stores, pooled: Pooled) -> None:
    waiting = [added(stores) for _ in range(3)]
    pooled()
    assert [ended(stores, comparison) for comparison in waiting] == [JobState.DONE] * 3


def test_a_job_that_is_told_of_begins_at_once(stores: Stores, pooled: Pooled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.jobs.pool.IDLE_SECONDS", 600.0)  # who is not told looks when this test is over
    first = added(stores)
    pool = pooled()
    ended(stores, first)
    time.sleep(0.2)  # the thread rests
    comparison = added(stores)
    pool.submit(comparison.job.id)
    assert ended(stores, comparison) is JobState.DONE


def test_no_more_run_at_once_than_the_settings_say(stores: Stores, pooled: Pooled, engines: Engines) -> None:
    translator = Gated()
    comparisons = [added(stores, german(), english()) for _ in range(5)]
    pooled(translating(engines, translator), workers=2)
    for _ in range(2):
        assert translator.here.acquire(timeout=60)
    assert not translator.here.acquire(timeout=0.3)
    assert (stores.jobs.depth().running, stores.jobs.depth().queued) == (2, 3)
    for _ in comparisons:
        translator.go.release()
    assert {ended(stores, comparison) for comparison in comparisons} == {JobState.DONE}
    assert translator.most == 2


def test_pools_over_one_database_share_the_work_and_double_none(stores: Stores, pooled: Pooled) -> None:
    comparisons = [added(stores) for _ in range(12)]
    for _ in range(3):
        pooled(workers=2, lease_seconds=30)
    assert {ended(stores, comparison) for comparison in comparisons} == {JobState.DONE}
    assert {stores.comparisons.job(OWNER, comparison.id).claim for comparison in comparisons} == {1}


def test_stopping_lets_a_job_end_that_can(stores: Stores, pooled: Pooled, engines: Engines) -> None:
    translator, comparison = Gated(), added(stores, german(), english())
    pool = pooled(translating(engines, translator))
    assert translator.here.acquire(timeout=60)
    translator.go.release()
    pool.stop(20)
    assert stores.comparisons.job(OWNER, comparison.id).state is JobState.DONE


def test_stopping_hands_back_what_takes_longer(stores: Stores, pooled: Pooled, engines: Engines) -> None:
    translator, comparison = Gated(), added(stores, german(), english())
    pool = pooled(translating(engines, translator))
    assert translator.here.acquire(timeout=60)
    began = time.monotonic()
    pool.stop(0.2)
    assert time.monotonic() - began < 4
    job = stores.comparisons.job(OWNER, comparison.id)
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
    translator.go.release()  # the call into the engine ends, and what it found is not written
    time.sleep(0.3)
    assert stores.comparisons.job(OWNER, comparison.id).state is JobState.QUEUED


class Flickering:
    """A store that is away at the first two claims, in two ways."""

    def __init__(self, stores: Stores) -> None:
        self._jobs, self._errors = stores.jobs, [StoreError("away"), RuntimeError("nobody thought of this")]

    def __getattr__(self, name: str) -> object:
        return getattr(self._jobs, name)

    def claim(self, *arguments: Any) -> Job | None:
        if self._errors:
            raise self._errors.pop(0)
        return self._jobs.claim(*arguments)


def test_a_database_that_is_away_does_not_end_the_threads(stores: Stores, pooled: Pooled) -> None:
    comparison = added(stores)
    pooled(jobs=Flickering(stores))
    assert ended(stores, comparison) is JobState.DONE


def test_a_lease_of_nothing_is_refused(pooled: Pooled) -> None:
    with pytest.raises(SettingsError, match="LEASE_SECONDS"):
        pooled(lease_seconds=0)


def test_one_owner_s_many_do_not_keep_another_s_few_waiting(stores: Stores, pooled: Pooled) -> None:
    """The short form of benchmarks/attacks/owners.py."""
    many = [added(stores) for _ in range(30)]
    few = [stores.comparisons.add(replace(wanted(), owner="other"), Limits(100))[0] for _ in range(3)]
    pooled(lease_seconds=30)
    for comparison in many:
        assert ended(stores, comparison) is JobState.DONE
    last = max(stores.comparisons.job("other", comparison.id).finished or NEVER for comparison in few)
    before = [
        comparison for comparison in many if (stores.comparisons.job(OWNER, comparison.id).finished or NEVER) < last
    ]
    assert len(before) <= len(few)


def test_a_small_one_that_somebody_waits_for_does_not_wait_for_a_large_one(
    stores: Stores, pooled: Pooled, engines: Engines
) -> None:
    translator = Gated()
    large = added(stores, german(), english())
    pool = pooled(translating(engines, translator), lease_seconds=30)
    assert translator.here.acquire(timeout=60)
    nobody_waits = added(stores)
    small, _ = stores.comparisons.add(wanted(), Limits(100), interactive=True)
    pool.submit(small.job.id)
    assert ended(stores, small) is JobState.DONE
    assert stores.comparisons.job(OWNER, large.id).state is JobState.RUNNING
    assert stores.comparisons.job(OWNER, nobody_waits.id).state is JobState.QUEUED
    translator.go.release()
    assert ended(stores, large) is JobState.DONE


def test_what_takes_too_long_makes_way_for_the_next(stores: Stores, pooled: Pooled, engines: Engines) -> None:
    translator = Gated()
    endless, next_one = added(stores, german(), english()), added(stores)
    pooled(translating(engines, translator), quick_workers=0, job_seconds=1)
    assert translator.here.acquire(timeout=60)
    assert ended(stores, endless) is JobState.FAILED  # though its engine says nothing
    assert stores.comparisons.job(OWNER, endless.id).problem == "too-long"
    translator.go.release()
    assert ended(stores, next_one) is JobState.DONE
