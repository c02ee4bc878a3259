"""Many at once, in threads and in processes, on SQLite and a real PostgreSQL: each thing happens once, nobody fails."""

import contextlib
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from service.model.errors import Conflict, InputError, NoReport, NoSuchComparison, QueueFull
from service.model.limits import Limits
from service.model.stores import Stores
from service.model.version import Version
from service.model.work import Decision, JobState, Verdict, Wanted
from service.store.stores import stores as over
from tests.conftest import ROOT
from tests.unit.store.conftest import HandClock

Add = Callable[..., str]
MANY = 8


def at_once(*do: Callable[[], object]) -> list[object]:
    """What each gives or raises; they begin together."""
    together = threading.Barrier(len(do))

    def start(each: Callable[[], object]) -> object:
        together.wait(30)
        try:
            return each()
        except InputError as error:
            return error

    with ThreadPoolExecutor(len(do)) as pool:
        return list(pool.map(start, do))


def test_each_job_goes_to_one_worker(stores: Stores, added: Add) -> None:
    ids = {added() for _ in range(40)}

    def take_all() -> Sequence[str]:
        taken = []
        while job := stores.jobs.claim(threading.current_thread().name, 300):
            taken.append(job.comparison)
            assert job.attempts == 1
        return taken

    taken = [id for each in at_once(*[take_all] * MANY) for id in each]  # type: ignore[attr-defined]
    assert Counter(taken) == Counter(ids)


WORKER = """
import sys
from service.store.stores import stores

jobs = stores(sys.argv[1]).jobs
print("ready", flush=True)
sys.stdin.readline()
while job := jobs.claim(sys.argv[2], 300):
    print(job.id, flush=True)
    assert jobs.finish(job, sys.argv[2], "{}", {})
"""


def test_each_job_goes_to_one_process(place: str) -> None:
    stores = over(place)
    jobs = [
        stores.comparisons.add(Wanted("desk", (Version("a", "A", "x"),)), Limits(1000))[0].job.id for _ in range(40)
    ]
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, place, f"w{number}"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    for worker in workers:
        assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    taken = [worker.communicate(timeout=60)[0].split() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    assert Counter(sum(taken, [])) == Counter(jobs)  # noqa: RUF017 # three short lists
    assert {each.job.state for each in stores.comparisons.list("desk")} == {JobState.DONE}


def test_a_job_that_is_asked_for_by_its_id_goes_to_one(stores: Stores, added: Add) -> None:
    for _ in range(10):
        job = stores.comparisons.job("desk", added()).id
        given = at_once(*[partial(stores.jobs.claim, "w", 300, job)] * MANY)
        assert sum(each is not None for each in given) == 1


def test_one_idempotency_key_makes_one_comparison(stores: Stores, wanted: Callable[..., Wanted]) -> None:
    for key in "abcde":
        made = at_once(*[partial(stores.comparisons.add, wanted(), Limits(1000), (key, "same"))] * MANY)
        assert len({each[0].id for each in made}) == 1  # type: ignore[index]
        assert sorted(each[1] for each in made) == [False] + [True] * (MANY - 1)  # type: ignore[index]
    assert stores.jobs.depth().queued == 5


def test_the_queue_takes_no_more_than_its_limit(stores: Stores, wanted: Callable[..., Wanted]) -> None:
    for limit in (1, 3, 6):
        made = at_once(*[partial(stores.comparisons.add, wanted(), Limits(limit))] * MANY)
        assert stores.jobs.depth().queued == limit
        assert all(isinstance(each, tuple | QueueFull) for each in made)


def test_of_two_decisions_one_is_told_of_the_other(stores: Stores, reported: Add) -> None:
    id = reported()
    for number in range(10):

        def decide(who: str, number: int = number) -> Decision:
            return stores.comparisons.decide("desk", id, "f1", Verdict.ACCEPTED, None, who, "", number)

        made = at_once(lambda: decide("Ada"), lambda: decide("Ben"))
        assert {type(each) for each in made} == {Decision, Conflict}
    assert [each.number for each in stores.comparisons.decisions("desk", id)["f1"]] == list(range(1, 11))


def test_decisions_that_check_nothing_are_all_kept(stores: Stores, reported: Add) -> None:
    id = reported()
    at_once(*[lambda: stores.comparisons.decide("desk", id, "f1", Verdict.OPEN, None, "Ada", "")] * MANY)
    assert [each.number for each in stores.comparisons.decisions("desk", id)["f1"]] == list(range(1, MANY + 1))


def test_a_report_is_written_once(stores: Stores, added: Add) -> None:
    for _ in range(10):
        id = added()
        job = stores.jobs.claim("w", 300)
        assert job is not None
        bodies = [f'"{number}"' for number in range(MANY)]
        written = at_once(*[partial(stores.jobs.finish, job, "w", body, {}) for body in bodies])
        assert sum(written) == 1  # type: ignore[arg-type]
        assert stores.comparisons.report("desk", id).body == bodies[written.index(True)]


@pytest.mark.parametrize("other", ["cancel", "delete", "rerun"])
def test_a_report_that_comes_as_its_comparison_goes(stores: Stores, added: Add, other: str) -> None:
    """Either was first; what one sees afterwards fits together."""
    for _ in range(15):
        id = added()
        job = stores.jobs.claim("w", 300)
        assert job is not None
        arguments = (Limits(100),) if other == "rerun" else ()
        written, _ = at_once(
            partial(stores.jobs.finish, job, "w", "[]", {}),
            partial(getattr(stores.comparisons, other), "desk", id, *arguments),
        )
        try:
            whole = stores.comparisons.get("desk", id)
        except NoSuchComparison:
            assert other == "delete" and stores.jobs.previous(job) == (None, {})
            continue
        assert whole.report_job == (job.id if written else None)
        if other == "rerun":
            assert whole.job.id != job.id and whole.job.state is JobState.QUEUED
            stores.comparisons.delete("desk", id)
        else:
            assert whole.job.state is (JobState.DONE if written else JobState.CANCELLED)


def test_of_a_late_worker_and_a_new_one_one_has_the_job(stores: Stores, added: Add, clock: HandClock) -> None:
    """The lease ran out: either the old worker was first, or the new one has it."""
    for late in (
        lambda job: stores.jobs.finish(job, "w", "[]", {}),
        lambda job: stores.jobs.fail(job, "w", "internal", ""),
        lambda job: stores.jobs.renew(job, "w", 300, "embed", 1, 2),
    ) * 8:
        id = added()
        job = stores.jobs.claim("w", 30)
        assert job is not None
        clock.pass_(31)
        good, taken = at_once(partial(late, job), partial(stores.jobs.claim, "v", 300, job.id))
        assert good == (taken is None)
        assert stores.comparisons.job("desk", id).attempts == (1 if good else 2)
        stores.comparisons.delete("desk", id)


def test_a_worker_says_one_thing_last(stores: Stores, added: Add) -> None:
    for _ in range(20):
        id = added()
        job = stores.jobs.claim("w", 300)
        assert job is not None
        written, failed, _ = at_once(
            partial(stores.jobs.finish, job, "w", "[]", {}),
            partial(stores.jobs.fail, job, "w", "internal", ""),
            partial(stores.jobs.hand_back, job, "w"),
        )
        ended = {(True, False): JobState.DONE, (False, True): JobState.FAILED, (False, False): JobState.QUEUED}
        whole = stores.comparisons.get("desk", id)
        assert whole.job.state is ended[bool(written), bool(failed)]
        assert (whole.report_job is not None) == written
        stores.comparisons.delete("desk", id)


def test_what_is_cancelled_as_it_is_taken_or_handed_back_does_not_go_on(stores: Stores, added: Add) -> None:
    for number in range(60):
        id = added()
        job = stores.comparisons.job("desk", id)
        if number % 3:
            taken = stores.jobs.claim("w", 300, job.id)
            assert taken is not None
            at_once(partial(stores.jobs.hand_back, taken, "w"), partial(stores.comparisons.cancel, "desk", id))
        else:
            at_once(partial(stores.jobs.claim, "w", 300, job.id), partial(stores.comparisons.cancel, "desk", id))
        now = stores.comparisons.job("desk", id)
        assert (now.state, now.cancelling) in ((JobState.CANCELLED, False), (JobState.RUNNING, True))


def test_versions_that_come_at_once_are_all_kept(stores: Stores, added: Add) -> None:
    id = added()
    names = [f"v{number}" for number in range(MANY)]
    at_once(*[partial(stores.comparisons.add_version, "desk", id, Version(n, n, n), Limits(1000)) for n in names])
    whole = stores.comparisons.get("desk", id)
    assert {version.id for version in whole.versions} == {"wire", "print", *names}
    assert stores.jobs.depth().queued == 1
    assert [each.id for each in stores.comparisons.list("desk", "v3")] == [id]


def test_all_that_can_be_done_at_once_ends(stores: Stores, added: Add) -> None:
    """No two wait for each other for ever, no error comes through but those that are promised."""
    ids = [added() for _ in range(4)]
    ours = stores.comparisons

    def busy(seed: int) -> None:
        draw = random.Random(seed)  # noqa: S311 # no secret
        for _ in range(25):
            id = draw.choice(ids)
            do = draw.choice(
                [
                    lambda id=id: ours.cancel("desk", id),
                    lambda id=id: ours.rerun("desk", id, Limits(100)),
                    lambda id=id: ours.add_version("desk", id, Version(str(draw.random()), "", ""), Limits(100)),
                    lambda id=id: ours.decide("desk", id, "f1", Verdict.OPEN, None, "Ada", ""),
                    lambda id=id: ours.get("desk", id),
                    lambda: ours.list("desk"),
                    lambda: stores.jobs.expired(0),
                    lambda: work(draw.random()),
                    lambda: work(draw.random()),
                ]
            )
            with contextlib.suppress(NoReport):
                do()  # type: ignore[no-untyped-call]

    def work(how: float) -> None:
        job = stores.jobs.claim("w", 0.01 if how < 0.2 else 300)
        if job and stores.jobs.renew(job, "w", 300, "embed", 1, 2):
            if how < 0.7:
                stores.jobs.finish(job, "w", "[]", {"f1": "f2"})
            else:
                stores.jobs.hand_back(job, "w") if how < 0.9 else stores.jobs.fail(job, "w", "internal", "")

    at_once(*[partial(busy, seed) for seed in range(MANY)])
    for id in ids:
        ours.get("desk", id)
        ours.delete("desk", id)
    assert stores.jobs.depth().queued == stores.jobs.depth().running == 0
