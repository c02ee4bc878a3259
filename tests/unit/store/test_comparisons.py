"""comparisons.py: what one owner may do with comparisons, on SQLite and on a real PostgreSQL."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from service.model.errors import (
    DuplicateVersion,
    IdempotencyConflict,
    InputError,
    NoReport,
    NoSuchComparison,
    QueueFull,
)
from service.model.limits import Limits
from service.model.stores import Stores
from service.model.version import Version
from service.model.work import JobState, Reason, Verdict, Wanted
from tests.unit.store.conftest import PRINT, WIRE, HandClock

STRANGE = ["", "nothing-like-an-id", "0" * 32, "a\0b", "\ud800", "' OR 1=1 --", "%", "é" * 100_000, "../../etc/passwd"]
TEXTS = ["", "\0", "a\0b\\0c\\\\0", "\\", "\U0010ffff\u0301", "\u202e\ufeff", "x" * 1_000_000, "'; DROP TABLE job; --"]

Ask = Callable[..., Wanted]
Add = Callable[..., str]


def test_what_was_asked_for_waits(stores: Stores, wanted: Ask, clock: HandClock) -> None:
    made, before = stores.comparisons.add(wanted(), Limits(100), request_id="r-1")
    assert not before
    assert (made.owner, made.title, made.pivot, made.translate) == ("desk", "Ferry", "en", True)
    assert made.versions == (WIRE, PRINT)
    assert (made.job.state, made.job.attempts, made.job.request_id) == (JobState.QUEUED, 0, "r-1")
    assert made.created == made.job.created == clock.now
    assert made.report_job is None
    assert stores.comparisons.get("desk", made.id) == made
    assert stores.comparisons.job("desk", made.id) == made.job


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_any_text_comes_back(stores: Stores, text: str) -> None:
    version = Version(text or "a", text, text, text, text)
    made, _ = stores.comparisons.add(Wanted("desk", (version,), text, False, text), Limits(100), (text, text), text)
    got = stores.comparisons.get("desk", made.id)
    assert (got.versions, got.pivot, got.title, got.job.request_id) == ((version,), text, text, text)


@pytest.mark.parametrize(
    "asked",
    [
        Wanted("desk", (Version("a", "A", "\ud800"),)),
        Wanted("desk", (Version("\ud800", "A", "text"),)),
        Wanted("desk", (WIRE,), title="\udfff"),
        Wanted("desk", (WIRE,), pivot="\udfff"),
        Wanted("\ud800", (WIRE,)),
    ],
)
def test_a_lone_surrogate_is_refused_and_nothing_stored(stores: Stores, asked: Wanted) -> None:
    with pytest.raises(InputError, match="surrogate"):
        stores.comparisons.add(asked, Limits(100))
    assert stores.comparisons.list("desk") == ()
    assert stores.jobs.depth().queued == 0


@pytest.mark.parametrize("id", STRANGE, ids=lambda id: ascii(id)[:40])
def test_an_id_from_outside_may_be_anything(stores: Stores, added: Add, id: str) -> None:
    added()
    ours = stores.comparisons
    for ask in (ours.get, ours.job, ours.cancel, ours.delete, ours.report, ours.decisions):
        with pytest.raises(NoSuchComparison) as refused:
            ask("desk", id)
        assert str(refused.value).isascii() and len(str(refused.value)) < 1000
    with pytest.raises(NoSuchComparison):
        ours.add_version("desk", id, WIRE, 100)
    with pytest.raises(NoSuchComparison):
        ours.rerun("desk", id, 100)
    with pytest.raises(NoSuchComparison):
        ours.decide("desk", id, "f1", Verdict.ACCEPTED, None, "Ada", "")
    assert stores.jobs.claim("w", 30, id) is None
    assert len(ours.list("desk")) == 1


def test_what_is_another_owners_does_not_exist(stores: Stores, reported: Add) -> None:
    id = reported(owner="desk")
    ours = stores.comparisons
    for ask in (ours.get, ours.job, ours.cancel, ours.delete, ours.report, ours.decisions):
        with pytest.raises(NoSuchComparison):
            ask("rival", id)
    for do in (
        lambda: ours.add_version("rival", id, Version("x", "X", "x"), 100),
        lambda: ours.rerun("rival", id, 100),
        lambda: ours.decide("rival", id, "f1", Verdict.ACCEPTED, None, "Eve", ""),
    ):
        with pytest.raises(NoSuchComparison):
            do()
    assert ours.list("rival") == ()
    whole = ours.get("desk", id)
    assert whole.job.state is JobState.DONE and len(whole.versions) == 2
    assert ours.decisions("desk", id) == {}


def test_two_versions_of_one_id_are_refused(stores: Stores, wanted: Ask, added: Add) -> None:
    with pytest.raises(DuplicateVersion):
        stores.comparisons.add(wanted(versions=(WIRE, WIRE)), Limits(100))
    id = added()
    with pytest.raises(DuplicateVersion):
        stores.comparisons.add_version("desk", id, Version("wire", "Other", "text"), Limits(100))
    assert stores.comparisons.get("desk", id).versions == (WIRE, PRINT)


def test_the_newest_come_first_page_by_page(stores: Stores, added: Add, clock: HandClock) -> None:
    ids = [added(title=str(number)) for number in range(3)]
    clock.pass_(-1)  # two of one moment
    ids += [added(), added(owner="rival")]
    pages, before = [], None
    while page := stores.comparisons.list("desk", limit=2, before=before):
        pages.append([each.id for each in page])
        before = (page[-1].created, page[-1].id)
    assert [len(page) for page in pages] == [2, 2]
    assert sorted(pages[0] + pages[1]) == sorted(ids[:4])
    assert {pages[0][0], pages[0][1]} == {ids[2], ids[3]}
    assert pages[1] == [ids[1], ids[0]]
    first = stores.comparisons.list("desk", limit=1)[0]
    assert [(version.id, version.label, version.text) for version in first.versions] == [
        ("wire", "Agency", ""),
        ("print", "Morgenblatt", ""),
    ]


@pytest.mark.parametrize(
    "search, found",
    [
        ("100%", ["100% sure_thing"]),
        ("sure_", ["100% sure_thing"]),
        ("%", ["100% sure_thing"]),
        ("_", ["100% sure_thing"]),
        ("SURE", ["100% sure_thing"]),
        ("FÄHRE", ["Fähre\\x"]),
        ("fa\u0308hre", ["Fähre\\x"]),
        ("\\x", ["Fähre\\x"]),
        ("\\", ["Fähre\\x"]),
        ("behind\0nul", ["Behind\0NUL"]),
        ("nul", ["Behind\0NUL"]),
        ("  morgenblatt ", ["Behind\0NUL", "Fähre\\x", "100% sure_thing"]),
        ("", ["Behind\0NUL", "Fähre\\x", "100% sure_thing"]),
        ("text of a version", []),
        ("'; DROP TABLE comparison; --", []),
        ("\ud800", []),
        ("x" * 200_000, []),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_a_search_looks_in_titles_and_labels(stores: Stores, added: Add, search: str, found: list[str]) -> None:
    for title in ("100% sure_thing", "Fähre\\x", "Behind\0NUL"):
        added(title=title)
        added(title=title, owner="rival")
    assert [each.title for each in stores.comparisons.list("desk", search)] == found


def test_one_more_version_is_compared_anew(stores: Stores, reported: Add) -> None:
    id = reported("[1]")
    first = stores.comparisons.get("desk", id)
    later = Version("late", "Abendblatt", "Die Fähre fuhr.")
    more = stores.comparisons.add_version("desk", id, later, Limits(100), request_id="r-2")[0]
    assert more.versions == (WIRE, PRINT, later)
    assert more.job.state is JobState.QUEUED and more.job.id != first.job.id and more.job.request_id == "r-2"
    assert more.report_job == first.job.id  # until the new one is there
    assert stores.comparisons.report("desk", id).body == "[1]"
    assert [each.id for each in stores.comparisons.list("desk", "ABENDBLATT")] == [id]


def test_a_new_run_takes_the_place_of_one_that_waits(stores: Stores, added: Add) -> None:
    id = added()
    stores.comparisons.rerun("desk", id, Limits(1))  # there is room: the older one makes it
    again, _ = stores.comparisons.rerun("desk", id, Limits(1))
    assert stores.jobs.depth().queued == 1
    assert (job := stores.jobs.claim("w", 30)) and job.id == again.job.id
    assert stores.jobs.claim("w", 30) is None


def test_a_new_run_ends_one_that_runs(stores: Stores, added: Add) -> None:
    id = added()
    older = stores.jobs.claim("w", 30)
    assert older is not None
    newer = stores.comparisons.rerun("desk", id, Limits(100))[0].job
    assert stores.jobs.finish(older, "w", "[]", {}) is False
    with pytest.raises(NoReport):
        stores.comparisons.report("desk", id)
    job = stores.jobs.claim("w", 30)
    assert job is not None and job.id == newer.id
    assert stores.jobs.finish(job, "w", "[]", {})


def test_a_full_queue_takes_no_more_and_changes_nothing(stores: Stores, wanted: Ask, reported: Add) -> None:
    done = reported()
    running = stores.comparisons.add(wanted(), Limits(1))[0].id
    assert stores.jobs.claim("w", 30)
    waiting = stores.comparisons.add(wanted(), Limits(1))[0]
    for ask in (
        lambda: stores.comparisons.add(wanted(), Limits(1), ("key", "digest")),
        lambda: stores.comparisons.rerun("desk", done, Limits(1)),
        lambda: stores.comparisons.rerun("desk", running, Limits(1)),
        lambda: stores.comparisons.add_version("desk", done, Version("x", "X", "x"), Limits(1)),
    ):
        with pytest.raises(QueueFull):
            ask()
    assert len(stores.comparisons.list("desk")) == 3
    assert len(stores.comparisons.get("desk", done).versions) == 2
    assert not stores.comparisons.job("desk", running).cancelling
    assert stores.comparisons.add(wanted(), Limits(2), ("key", "other digest"))[1] is False  # the key was not used up
    stores.comparisons.cancel("desk", waiting.id)
    stores.comparisons.rerun("desk", done, Limits(2))


def test_one_request_is_done_once(stores: Stores, wanted: Ask, clock: HandClock) -> None:
    first, before = stores.comparisons.add(wanted(), Limits(1), ("key", "digest"))
    assert not before
    clock.pass_(timedelta(hours=23).total_seconds())
    assert stores.comparisons.add(wanted(), Limits(1), ("key", "digest")) == (
        first,
        True,
    )  # nor is the full queue in its way
    with pytest.raises(IdempotencyConflict):
        stores.comparisons.add(wanted(title="Other"), Limits(1), ("key", "other digest"))
    assert stores.comparisons.add(wanted(owner="rival"), Limits(100), ("key", "other digest"))[1] is False
    clock.pass_(timedelta(hours=1).total_seconds())
    later, before = stores.comparisons.add(wanted(title="Other"), Limits(100), ("key", "other digest"))
    assert not before and later.id != first.id


def test_the_key_of_what_was_deleted_is_free_again(stores: Stores, wanted: Ask) -> None:
    first, _ = stores.comparisons.add(wanted(), Limits(100), ("\ud800" * 10_000, "digest"))
    assert stores.comparisons.add(wanted(), Limits(100), ("\ud800" * 10_000, "digest"))[1]
    stores.comparisons.delete("desk", first.id)
    second, before = stores.comparisons.add(wanted(), Limits(100), ("\ud800" * 10_000, "digest"))
    assert not before and second.id != first.id


def test_what_waits_is_cancelled_at_once(stores: Stores, added: Add, clock: HandClock) -> None:
    id = added()
    job = stores.comparisons.cancel("desk", id).job
    assert (job.state, job.finished, job.cancelling) == (JobState.CANCELLED, clock.now, False)
    assert stores.comparisons.cancel("desk", id).job == job
    assert stores.jobs.claim("w", 30) is None
    assert stores.comparisons.rerun("desk", id, Limits(100))[0].job.state is JobState.QUEUED


def test_what_runs_is_cancelled_when_its_worker_next_reports(stores: Stores, added: Add) -> None:
    id = added()
    job = stores.jobs.claim("w", 30)
    assert job is not None
    now = stores.comparisons.cancel("desk", id).job
    assert (now.state, now.cancelling) == (JobState.RUNNING, True)
    assert stores.jobs.renew(job, "w", 30, "embed", 1, 2) is False
    now = stores.comparisons.job("desk", id)
    assert (now.state, now.cancelling, now.finished is None) == (JobState.CANCELLED, False, False)


def test_what_lost_its_worker_is_cancelled_at_once(stores: Stores, added: Add, clock: HandClock) -> None:
    id = added()
    job = stores.jobs.claim("w", 30)
    assert job is not None
    clock.pass_(31)
    assert stores.comparisons.cancel("desk", id).job.state is JobState.CANCELLED
    assert stores.jobs.finish(job, "w", "[]", {}) is False


def test_what_is_over_is_not_cancelled(stores: Stores, reported: Add) -> None:
    id = reported()
    assert stores.comparisons.cancel("desk", id).job.state is JobState.DONE
    assert stores.comparisons.report("desk", id)


def test_deleting_takes_all_along(stores: Stores, reported: Add, added: Add) -> None:
    id, other = reported(), reported()
    for each in (id, other):
        stores.comparisons.decide("desk", each, "f1", Verdict.DISMISSED, Reason.INTENDED, "Ada", "")
        stores.comparisons.rerun("desk", each, Limits(100))
    job = stores.jobs.claim("w", 30, stores.comparisons.job("desk", id).id)
    assert job is not None
    stores.comparisons.delete("desk", id)
    with pytest.raises(NoSuchComparison):
        stores.comparisons.get("desk", id)
    with pytest.raises(NoSuchComparison):
        stores.comparisons.delete("desk", id)
    with pytest.raises(NoSuchComparison):
        stores.jobs.versions(job)
    assert stores.jobs.renew(job, "w", 30, "embed", 1, 2) is False
    assert stores.jobs.finish(job, "w", "[]", {"f1": "f2"}) is False
    assert stores.jobs.fail(job, "w", "internal", "") is False
    stores.jobs.hand_back(job, "w")
    assert stores.jobs.previous(job) == (None, {})
    assert [each.id for each in stores.comparisons.list("desk")] == [other]
    assert stores.comparisons.report("desk", other) and stores.comparisons.decisions("desk", other)
