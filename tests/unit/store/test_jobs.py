"""jobs.py: leases, attempts and what becomes of a job whose worker is gone."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from service.model.stores import Stores
from service.model.work import Depth, JobState
from tests.unit.store.conftest import PRINT, WIRE, HandClock

Add = Callable[..., str]


def state(stores: Stores, id: str) -> JobState:
    return stores.comparisons.job("desk", id).state


def test_the_oldest_is_given_out_first_and_once(stores: Stores, added: Add, clock: HandClock) -> None:
    ids = [added() for _ in range(3)]
    jobs = [stores.jobs.claim("w", 30) for _ in range(4)]
    assert [job and job.comparison for job in jobs] == [*ids, None]
    job = jobs[0]
    assert job is not None
    assert (job.state, job.attempts, job.claim, job.started) == (JobState.RUNNING, 1, 1, clock.now)
    assert stores.comparisons.job("desk", ids[0]) == job


def test_a_certain_job_is_given_out_if_nobody_has_it(stores: Stores, added: Add, clock: HandClock) -> None:
    _, id = added(), added()
    wanted = stores.comparisons.job("desk", id).id
    assert (job := stores.jobs.claim("w", 30, wanted)) and job.comparison == id
    assert stores.jobs.claim("v", 30, wanted) is None
    clock.pass_(30)
    assert (job := stores.jobs.claim("v", 30, wanted)) and job.attempts == 2
    assert stores.jobs.finish(job, "v", "{}", {})
    clock.pass_(60)
    assert stores.jobs.claim("v", 30, wanted) is None


def test_a_worker_sees_what_is_to_be_compared(stores: Stores, added: Add) -> None:
    id = added(owner="anybody")
    job = stores.jobs.claim("w", 30)
    assert job is not None
    what = stores.jobs.versions(job)
    assert (what.id, what.owner, what.versions, what.job) == (id, "anybody", (WIRE, PRINT), job)
    assert stores.jobs.previous(job) == (None, {})


def test_a_lease_is_renewed_and_tells_how_far_it_is(stores: Stores, added: Add, clock: HandClock) -> None:
    id = added()
    job = stores.jobs.claim("w", 30)
    assert job is not None
    for done in range(5):
        clock.pass_(29)
        assert stores.jobs.renew(job, "w", 30, "translate", done, 12)
        assert stores.jobs.claim("v", 30) is None
    now = stores.comparisons.job("desk", id)
    assert (now.stage, now.done, now.total) == ("translate", 4, 12)
    assert stores.jobs.finish(job, "w", "{}", {})
    assert (now := stores.comparisons.job("desk", id)).state is JobState.DONE
    assert now.finished == clock.now


def test_who_lost_the_lease_does_nothing_any_more(stores: Stores, added: Add, clock: HandClock) -> None:
    id = added()
    lost = stores.jobs.claim("w", 30)
    clock.pass_(30)
    taken = stores.jobs.claim("w", 30)  # of the same name, even
    assert lost is not None and taken is not None and (taken.attempts, taken.claim) == (2, 2)
    before = stores.comparisons.job("desk", id)
    assert stores.jobs.renew(lost, "w", 30, "embed", 1, 2) is False
    assert stores.jobs.finish(lost, "w", "[1]", {}) is False
    assert stores.jobs.fail(lost, "w", "internal", "") is False
    stores.jobs.hand_back(lost, "w")
    assert stores.jobs.finish(taken, "somebody else", "[1]", {}) is False
    assert stores.comparisons.job("desk", id) == before
    assert stores.jobs.finish(taken, "w", "[2]", {}) is True
    assert stores.jobs.finish(taken, "w", "[3]", {}) is False
    assert stores.comparisons.report("desk", id).body == "[2]"


def test_a_lease_that_ran_out_is_good_until_another_has_it(stores: Stores, added: Add, clock: HandClock) -> None:
    added()
    job = stores.jobs.claim("w", 30)
    assert job is not None
    clock.pass_(300)
    assert stores.jobs.renew(job, "w", 30, "embed", 1, 2)
    assert stores.jobs.claim("v", 30) is None


def test_what_kills_three_workers_is_not_given_out_again(stores: Stores, added: Add, clock: HandClock) -> None:
    poison, harmless = added(), added()
    for attempt in (1, 2, 3):
        job = stores.jobs.claim(f"w{attempt}", 30, stores.comparisons.job("desk", poison).id)
        assert job is not None and job.attempts == attempt
        clock.pass_(31)
    assert (job := stores.jobs.claim("w4", 30)) and job.comparison == harmless
    ended = stores.comparisons.job("desk", poison)
    assert (ended.state, ended.problem, ended.finished) == (JobState.FAILED, "worker-died", clock.now)
    assert ended.detail and "3 times" in ended.detail
    assert stores.jobs.claim("w5", 30, ended.id) is None


def test_the_third_attempt_may_still_succeed(stores: Stores, added: Add, clock: HandClock) -> None:
    id = added()
    for _ in range(3):
        job = stores.jobs.claim("w", 30)
        clock.pass_(31)
    assert job is not None and stores.jobs.finish(job, "w", "{}", {})
    assert state(stores, id) is JobState.DONE


def test_what_was_handed_back_is_next_and_not_counted(stores: Stores, added: Add) -> None:
    id, _ = added(), added()
    for _ in range(5):
        job = stores.jobs.claim("w", 30)
        assert job is not None and (job.comparison, job.attempts) == (id, 1)
        assert stores.jobs.renew(job, "w", 30, "embed", 1, 2)
        stores.jobs.hand_back(job, "w")
        now = stores.comparisons.job("desk", id)
        assert (now.state, now.attempts, now.stage, now.started, now.done) == (JobState.QUEUED, 0, None, None, 0)
        assert stores.jobs.finish(job, "w", "{}", {}) is False


def test_cancelling_ends_with_whatever_the_worker_says_next(stores: Stores, added: Add) -> None:
    for say in (
        lambda job: stores.jobs.finish(job, "w", "{}", {}),
        lambda job: stores.jobs.fail(job, "w", "internal", "it broke"),
        lambda job: stores.jobs.hand_back(job, "w"),
    ):
        id = added()
        job = stores.jobs.claim("w", 30)
        stores.comparisons.cancel("desk", id)
        assert not say(job)
        ended = stores.comparisons.job("desk", id)
        assert (ended.state, ended.problem, ended.cancelling) == (JobState.CANCELLED, None, False)


def test_cancelling_ends_though_the_worker_died(stores: Stores, added: Add, clock: HandClock) -> None:
    id = added()
    job = stores.jobs.claim("w", 30)
    assert job is not None
    stores.comparisons.cancel("desk", id)
    clock.pass_(31)
    assert stores.jobs.expired() == (job.id,)  # somebody is told
    assert stores.jobs.claim("v", 30, job.id) is None
    assert state(stores, id) is JobState.CANCELLED


def test_a_failure_has_its_reason(stores: Stores, added: Add, clock: HandClock) -> None:
    id = added()
    job = stores.jobs.claim("w", 30)
    assert job is not None
    assert stores.jobs.fail(job, "w", "unsupported-pair", "no engine: \0 \ud800")
    ended = stores.comparisons.job("desk", id)
    assert (ended.state, ended.problem, ended.detail) == (
        JobState.FAILED,
        "unsupported-pair",
        "no engine: \0 \\ud800",
    )
    assert ended.finished == clock.now


def test_whose_message_may_be_lost(stores: Stores, added: Add, clock: HandClock) -> None:
    lapsed, running, old, new = added(), added(), added(), added()
    first, second = stores.jobs.claim("w", 30), stores.jobs.claim("w", 300)
    assert first is not None and second is not None and second.comparison == running
    assert stores.jobs.expired(60) == ()
    clock.pass_(59)
    ids = {id: stores.comparisons.job("desk", id).id for id in (lapsed, old, new)}
    assert stores.jobs.expired(60) == (ids[lapsed], ids[old])
    assert stores.jobs.expired() == (ids[lapsed], ids[old], ids[new])


def test_how_much_waits(stores: Stores, added: Add, clock: HandClock) -> None:
    assert stores.jobs.depth() == Depth(0, 0, 0.0)
    for _ in range(3):
        added()
    assert stores.jobs.claim("w", 30)
    clock.pass_(10)
    assert stores.jobs.depth() == Depth(2, 1, 11.0)


@pytest.mark.parametrize("seconds", [0.5, 86_400 * 365])
def test_a_lease_may_be_short_or_long(stores: Stores, added: Add, clock: HandClock, seconds: float) -> None:
    added()
    assert stores.jobs.claim("w", seconds)
    clock.now += timedelta(seconds=seconds) - timedelta(microseconds=1)
    assert stores.jobs.claim("v", seconds) is None
    clock.now += timedelta(microseconds=1)
    assert stores.jobs.claim("v", seconds)
