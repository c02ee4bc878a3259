"""Owners take turns, what somebody waits for goes first, and nobody keeps another out."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert, select

from service.model.errors import OwnQueueFull, QueueFull, QuotaExceeded
from service.model.limits import Limits
from service.model.stores import Stores
from service.model.version import Version
from service.model.work import JobState, Wanted
from service.store.tables import JOB
from service.store.transactions import Transactions
from tests.unit.store.conftest import HandClock

MANY = 40
FAIR = Limits(10, owner_percent=50, reserve_percent=20)


@pytest.fixture
def post(stores: Stores, clock: HandClock) -> Callable[..., str]:
    """A comparison of an owner, a second after the last; its id."""

    def add(owner: str, limits: Limits = Limits(10_000), interactive: bool = False, text: str = "x") -> str:  # noqa: B008
        clock.pass_(1)
        wanted = Wanted(owner, (Version("a", "A", text),))
        return stores.comparisons.add(wanted, limits, interactive=interactive)[0].id

    return add


Post = Callable[..., str]


def served(stores: Stores, count: int, **asked: Any) -> list[str]:
    """Whose jobs are given out and done, one after the other."""
    owners = []
    for _ in range(count):
        job = stores.jobs.claim("w", 30, **asked)
        if job is None:
            break
        owners.append(stores.jobs.versions(job).owner)
        assert stores.jobs.finish(job, "w", "{}", {})
    return owners


@pytest.mark.parametrize("interactive", [False, True])
def test_another_s_few_do_not_wait_for_one_s_many(stores: Stores, post: Post, interactive: bool) -> None:
    for _ in range(MANY):
        post("flood", interactive=interactive)
    assert served(stores, 2) == ["flood"] * 2
    for _ in range(3):
        post("desk", interactive=interactive)
    order = served(stores, MANY + 3)
    assert order == ["desk", "flood"] * 3 + ["flood"] * (MANY - 5)


def test_what_runs_counts(stores: Stores, post: Post) -> None:
    """Several workers: who has one running comes after who has none, though they asked before."""
    for _ in range(3):
        post("flood")
    assert stores.jobs.claim("w", 300)
    post("desk")
    assert served(stores, 1) == ["desk"]


def test_who_deletes_what_is_done_gets_no_more_turns(stores: Stores, post: Post) -> None:
    for _ in range(10):
        post("desk")
    order = []
    for _ in range(10):
        mine = post("flood")
        order += served(stores, 1)
        if stores.comparisons.job("flood", mine).state is JobState.DONE:
            stores.comparisons.delete("flood", mine)
    assert order.count("desk") >= 4


def test_what_somebody_waits_for_goes_first_and_the_rest_does_not_starve(stores: Stores, post: Post) -> None:
    for _ in range(5):
        post("night")
    assert served(stores, 1) == ["night"]
    order = []
    for _ in range(40):
        post("page", interactive=True)
        order += served(stores, 1)
    assert order[0] == "page"
    assert 3 <= order.count("night") <= 10


def test_an_owner_s_own_page_goes_before_their_own_bulk(stores: Stores, post: Post) -> None:
    bulk = [post("desk") for _ in range(5)]
    page = post("desk", interactive=True)
    job = stores.jobs.claim("w", 30)
    assert job is not None and job.comparison == page
    assert [job and job.comparison for job in (stores.jobs.claim("w", 30) for _ in range(5))] == bulk


def test_the_queue_is_full_for_one_and_not_for_another(stores: Stores, post: Post) -> None:
    for _ in range(5):
        post("flood", FAIR)
    with pytest.raises(OwnQueueFull, match="5 of your comparisons wait"):
        post("flood", FAIR)
    for _ in range(3):
        post("desk", FAIR)
    with pytest.raises(QueueFull, match="of whom nothing waits"):  # 8 of 10: the reserve begins
        post("desk", FAIR)
    post("third", FAIR)
    post("fourth", FAIR)
    with pytest.raises(QueueFull, match="too many"):
        post("fifth", FAIR)
    assert stores.jobs.depth().queued == 10


def test_a_rerun_and_a_version_go_the_same_way(stores: Stores, post: Post) -> None:
    done = post("flood")
    served(stores, 1)
    for _ in range(5):
        post("flood", FAIR)
    more = Version("b", "B", "y")
    with pytest.raises(OwnQueueFull):
        stores.comparisons.rerun("flood", done, FAIR)
    with pytest.raises(OwnQueueFull):
        stores.comparisons.add_version("flood", done, more, FAIR)
    assert len(stores.comparisons.get("flood", done).versions) == 1


@pytest.mark.parametrize("queue", [1, 2, 3, 100])
def test_a_share_of_a_short_queue_is_one_at_least(queue: int) -> None:
    limits = Limits(queue, 50, 20)
    assert 1 <= limits.of_owner <= queue
    assert 1 <= limits.open_to_all <= queue
    assert Limits(queue).of_owner == Limits(queue).open_to_all == queue


def test_no_more_of_one_owner_runs_than_may(stores: Stores, post: Post, clock: HandClock) -> None:
    for _ in range(4):
        post("flood")
    first = stores.jobs.claim("w", 30, owner_running=1)
    assert first is not None
    assert stores.jobs.claim("v", 30, owner_running=1) is None
    post("desk")
    assert served(stores, 5, owner_running=1) == ["desk"]
    clock.pass_(31)  # its worker died
    assert stores.jobs.claim("v", 30, owner_running=1) is not None


def test_small_ones_that_somebody_waits_for(stores: Stores, post: Post) -> None:
    post("desk")
    post("desk", interactive=True, text="x" * 101)
    assert stores.jobs.claim("w", 30, largest=100) is None
    small = post("desk", interactive=True, text="ä" * 50)
    job = stores.jobs.claim("w", 30, largest=100)
    assert job is not None and job.comparison == small


def test_so_many_are_kept_and_no_more(stores: Stores, post: Post) -> None:
    limits = Limits(100, comparisons=2)
    first = post("desk", limits)
    post("desk", limits)
    with pytest.raises(QuotaExceeded, match="delete some"):
        post("desk", limits)
    post("rival", limits)
    stores.comparisons.rerun("desk", first, limits)
    stores.comparisons.add_version("desk", first, Version("b", "B", "y"), limits)
    stores.comparisons.delete("desk", first)
    post("desk", limits)


def test_so_many_bytes_are_kept_and_no_more(stores: Stores, post: Post, database: Transactions) -> None:
    limits = Limits(100, bytes=1000)
    id = post("desk", limits, text="ä" * 200)  # 400 bytes
    with pytest.raises(QuotaExceeded, match="1,000"):
        post("desk", limits, text="x" * 601)
    with pytest.raises(QuotaExceeded):
        stores.comparisons.add_version("desk", id, Version("b", "B", "x" * 601), limits)
    post("rival", limits, text="x" * 1000)
    stores.comparisons.add_version("desk", id, Version("b", "B", "x" * 100), limits)
    job = stores.jobs.claim("w", 30, stores.comparisons.job("desk", id).id)
    assert job is not None and stores.jobs.finish(job, "w", json.dumps("r" * 498), {})
    with pytest.raises(QuotaExceeded):
        post("desk", limits, text="x")
    stores.comparisons.delete("desk", id)
    post("desk", limits, text="x" * 1000)


def test_a_turn_is_one_look_into_an_index(stores: Stores, post: Post, database: Transactions) -> None:
    """With thousands that wait, neither database walks over them."""
    id = post("desk")
    with database.writing() as db:
        row = db.execute(select(JOB)).one()._mapping
        more = [dict(row) | {"id": f"{k:032x}", "turn": 100 + k, "owner": f"owner {k % 50}"} for k in range(3000)]
        db.execute(insert(JOB), more)
    plan = _plan(database)
    assert "job_turn" in plan and "SCAN" not in plan.replace("Index Scan", "") and "Seq Scan" not in plan
    job = stores.jobs.claim("w", 30)
    assert job is not None and job.comparison == id


def _plan(database: Transactions) -> str:
    first = select(JOB.c.id).where(JOB.c.state == JobState.QUEUED, JOB.c.attempts < 3, ~JOB.c.cancelling)
    first = first.order_by(JOB.c.turn, JOB.c.created, JOB.c.id).limit(1)
    with database.writing() as db:
        if db.dialect.name == "postgresql":
            db.exec_driver_sql("ANALYZE job")
        words = "EXPLAIN" if db.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
        said = str(first.compile(db, compile_kwargs={"literal_binds": True}))
        return "\n".join(str(tuple(row)) for row in db.exec_driver_sql(f"{words} {said}"))
