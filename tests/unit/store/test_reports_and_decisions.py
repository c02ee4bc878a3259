"""reports.py and decisions.py: what a comparison ends with, and what editors say of it."""

import json
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from service.model.errors import Conflict, InputError, NoReport, NoSuchFinding
from service.model.limits import Limits
from service.model.stores import Stores
from service.model.work import Decision, Reason, Verdict
from service.store.reports import pack
from tests.unit.store.conftest import HandClock

Add = Callable[..., str]
BODIES = ["{}", "[]", json.dumps({"a": "\0\\\ud800"}), '"\ud800\0"', "ä" * 999, json.dumps(list(range(1_000_000)))]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: ascii(body)[:20])
def test_a_report_comes_back_character_for_character(
    stores: Stores, reported: Add, clock: HandClock, body: str
) -> None:
    id = reported(body)
    report = stores.comparisons.report("desk", id)
    job = stores.comparisons.job("desk", id)
    assert (report.body, report.comparison, report.job, report.created) == (body, id, job.id, clock.now)
    assert len(report.etag) == 64
    assert stores.comparisons.get("desk", id).report_job == job.id


def test_a_large_report_takes_little_room() -> None:
    finding = {"type": "omission", "readings": [{"versions": ["a"], "quote": "the ferry", "spans": []}]}
    body = json.dumps([finding | {"id": f"{number:08x}"} for number in range(50_000)])
    assert len(body) > 5_000_000
    began = time.perf_counter()
    packed = pack(body)
    assert packed.packed and len(packed.body) < len(body) / 10
    assert time.perf_counter() - began < 2
    assert not pack("{}").packed


def test_equal_reports_have_one_etag() -> None:
    assert pack("[1]").etag == pack("[1]").etag != pack("[2]").etag


def test_before_it_is_written_there_is_none(stores: Stores, added: Add) -> None:
    id = added()
    with pytest.raises(NoReport):
        stores.comparisons.report("desk", id)
    with pytest.raises(NoReport):
        stores.comparisons.decide("desk", id, "f1", Verdict.ACCEPTED, None, "Ada", "")
    assert stores.comparisons.decisions("desk", id) == {}


def test_decisions_have_a_history(stores: Stores, reported: Add, clock: HandClock) -> None:
    id, at = reported(), clock.now
    ours = stores.comparisons
    first = ours.decide("desk", id, "f1", Verdict.DISMISSED, Reason.TRANSLATOR_NOISE, "Ada", "no\0te \\0", 0)
    assert first == Decision("f1", Verdict.DISMISSED, Reason.TRANSLATOR_NOISE, "Ada", "no\0te \\0", at, 1)
    clock.pass_(60)
    second = ours.decide("desk", id, "f1", Verdict.OPEN, None, "Ben", "", 1)
    other = ours.decide("desk", id, "f\0\\2", Verdict.ACCEPTED, None, "Ada", "")
    assert second.number == 2 and other.number == 1
    assert ours.decisions("desk", id) == {"f1": (first, second), "f\0\\2": (other,)}


def test_who_saw_an_older_decision_is_told(stores: Stores, reported: Add) -> None:
    id = reported()
    ours = stores.comparisons
    ours.decide("desk", id, "f1", Verdict.ACCEPTED, None, "Ada", "", 0)
    for expected in (0, 2, -1):
        with pytest.raises(Conflict):
            ours.decide("desk", id, "f1", Verdict.OPEN, None, "Ben", "", expected)
    assert ours.decide("desk", id, "f1", Verdict.OPEN, None, "Ben", "", 1).number == 2
    assert ours.decide("desk", id, "f1", Verdict.OPEN, None, "Ben", "", None).number == 3


@pytest.mark.parametrize("finding", ["", "x" * 101, "\ud800"], ids=ascii)
def test_what_can_be_no_fingerprint_is_not_found(stores: Stores, reported: Add, finding: str) -> None:
    with pytest.raises(NoSuchFinding):
        stores.comparisons.decide("desk", reported(), finding, Verdict.ACCEPTED, None, "Ada", "")


def test_the_longest_fingerprint_fits(stores: Stores, reported: Add) -> None:
    id = reported()
    for finding in ("\\" * 100, "\0" * 100, "\U0010ffff" * 100):
        stores.comparisons.decide("desk", id, finding, Verdict.ACCEPTED, None, "Ada", "")
    assert len(stores.comparisons.decisions("desk", id)) == 3


def test_a_reason_goes_with_a_dismissal(stores: Stores, reported: Add) -> None:
    with pytest.raises(InputError, match="dismissed"):
        stores.comparisons.decide("desk", reported(), "f1", Verdict.ACCEPTED, Reason.INTENDED, "Ada", "")


@pytest.mark.parametrize("who, note", [("\ud800", ""), ("Ada", "\udfff")])
def test_a_lone_surrogate_is_refused(stores: Stores, reported: Add, who: str, note: str) -> None:
    id = reported()
    with pytest.raises(InputError, match="surrogate"):
        stores.comparisons.decide("desk", id, "f1", Verdict.ACCEPTED, None, who, note)
    assert stores.comparisons.decisions("desk", id) == {}


def test_decisions_are_carried_over_to_a_new_run(stores: Stores, reported: Add) -> None:
    id = reported("[1]")
    ours = stores.comparisons
    old = ours.decide("desk", id, "old", Verdict.ACCEPTED, None, "Ada", "")
    ours.decide("desk", id, "old", Verdict.DISMISSED, Reason.UNIMPORTANT, "Ben", "")
    same = ours.decide("desk", id, "same", Verdict.ACCEPTED, None, "Ada", "")
    taken = ours.decide("desk", id, "taken", Verdict.ACCEPTED, None, "Cy", "")
    ours.rerun("desk", id, Limits(100))
    job = stores.jobs.claim("w", 30)
    assert job is not None
    report, decided = stores.jobs.previous(job)
    assert report is not None and report.body == "[1]"
    assert set(decided) == {"old", "same", "taken"}
    carried = {"old": "new", "same": "taken", "never decided": "newer", "\ud800": "newest", "taken": "new"}
    assert stores.jobs.finish(job, "w", "[2]", carried)
    after = ours.decisions("desk", id)
    assert set(after) == {"old", "same", "taken", "new"}
    assert [each.number for each in after["new"]] == [1, 2]
    assert after["new"][0] == replace(old, finding="new")
    assert after["same"] == (same,) and after["taken"] == (taken,)
    assert ours.report("desk", id).body == "[2]"
    assert ours.decide("desk", id, "new", Verdict.OPEN, None, "Ada", "", 2).number == 3
