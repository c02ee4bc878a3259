import json
import logging
import threading
from collections.abc import Mapping

import pytest
from structlog.contextvars import get_contextvars

from service.actions.compare import compare_versions
from service.jobs.run_job import Ended, work
from service.model.errors import EngineError, StoreError
from service.model.limits import Limits
from service.model.protocols import Engines
from service.model.report import Report
from service.model.stores import Stores
from service.model.version import Version
from service.model.work import Comparison, Job, JobState, Reason, Verdict
from service.settings import Settings
from tests.unit.jobs.stories import OWNER, Gated, added, english, german, translating, wanted


def begun(stores: Stores, settings: Settings, *versions: Version) -> tuple[Comparison, Job]:
    comparison = added(stores, *versions)
    job = stores.jobs.claim("one", settings.lease_seconds, comparison.job.id)
    assert job is not None
    return comparison, job


def seen(stores: Stores, comparison: Comparison) -> Job:
    return stores.comparisons.job(OWNER, comparison.id)


def test_a_job_ends_with_the_report_that_compare_gives(stores: Stores, engines: Engines, settings: Settings) -> None:
    comparison, job = begun(stores, settings)
    told: list[Report] = []
    assert work(job, stores.jobs, engines, settings, "one", watch=told.append) is Ended.DONE
    expected = compare_versions(comparison.versions, engines, settings, None, False)
    assert json.loads(stores.comparisons.report(OWNER, comparison.id).body) == expected.to_dict()
    assert seen(stores, comparison).state is JobState.DONE
    assert [report.findings for report in told] == [expected.findings]


def test_what_cannot_be_compared_fails_with_the_reason(stores: Stores, engines: Engines, settings: Settings) -> None:
    comparison, job = begun(stores, settings, Version("a", "A", " \n "), english())
    assert work(job, stores.jobs, engines, settings, "one") is Ended.FAILED
    failed = seen(stores, comparison)
    assert (failed.state, failed.problem) == (JobState.FAILED, "nothing-to-compare")
    assert failed.detail


class Broken:
    """A detector that fails as it is told."""

    name, version = "broken", "1"

    def __init__(self, error: Exception) -> None:
        self.error = error

    def rank(self, text: str) -> tuple[()]:
        raise self.error


@pytest.mark.parametrize(
    ("error", "problem", "detail"),
    [
        (EngineError("the model is gone"), "engine", "the model is gone"),
        (ZeroDivisionError("/secret/path"), "internal", "because of a fault in Variorum"),
        (MemoryError(), "internal", "because of a fault in Variorum"),
    ],
)
def test_a_fault_ends_the_job_and_is_told_without_its_insides(
    stores: Stores,
    engines: Engines,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    problem: str,
    detail: str,
) -> None:
    comparison, job = begun(stores, settings, Version("a", "A", english().text), english())
    broken = Engines(Broken(error), engines.embedder, engines.translator)
    assert work(job, stores.jobs, broken, settings, "one") is Ended.FAILED
    failed = seen(stores, comparison)
    assert failed.problem == problem
    assert detail in (failed.detail or "")
    assert "secret" not in (failed.detail or "")
    assert any(record.exc_info for record in caplog.records) == (problem == "internal")


def test_cancelling_works_in_the_middle_of_a_translation(
    stores: Stores, engines: Engines, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.pipeline.translate.BATCH", 2)
    comparison, job = begun(stores, settings, german(40), english())
    translator, outcome = Gated(), []
    ours = translating(engines, translator)
    thread = threading.Thread(target=lambda: outcome.append(work(job, stores.jobs, ours, settings, "one")))
    thread.start()
    for _ in range(2):  # the second batch is on: the first has been told of
        translator.go.release()
        assert translator.here.acquire(timeout=60)
    stores.comparisons.cancel(OWNER, comparison.id)
    for _ in range(40):
        thread.join(0.2)
        translator.go.release()
    thread.join(30)
    assert outcome == [Ended.STOPPED]
    assert translator.batches < 20
    assert seen(stores, comparison).state is JobState.CANCELLED


def test_progress_is_seen_by_stage(
    stores: Stores, engines: Engines, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.pipeline.translate.BATCH", 2)
    comparison, job = begun(stores, settings, german(6), english())
    translator = Gated()
    thread = threading.Thread(target=work, args=(job, stores.jobs, translating(engines, translator), settings, "one"))
    thread.start()
    translator.go.release()
    for _ in range(2):
        assert translator.here.acquire(timeout=60)
    threading.Event().wait(1.0)  # a beat
    now = seen(stores, comparison)
    assert (now.stage, now.done, now.total) == ("translate", 2, 6)
    for _ in range(10):
        translator.go.release()
    thread.join(30)
    assert seen(stores, comparison).state is JobState.DONE


class Restarting:
    """A store whose database is away when the report is to be written, for a while."""

    def __init__(self, stores: Stores) -> None:
        self._jobs, self.left = stores.jobs, 2

    def __getattr__(self, name: str) -> object:
        return getattr(self._jobs, name)

    def finish(self, job: Job, worker: str, body: str, carried: Mapping[str, str]) -> bool:
        self.left -= 1
        if self.left >= 0:
            raise StoreError("restarting")
        return self._jobs.finish(job, worker, body, carried)


def test_a_report_waits_for_a_database_that_is_restarted(stores: Stores, engines: Engines, settings: Settings) -> None:
    comparison, job = begun(stores, settings)
    assert work(job, Restarting(stores), engines, settings, "one") is Ended.DONE  # type: ignore[arg-type]
    assert stores.comparisons.report(OWNER, comparison.id).job == job.id


def test_who_lost_the_job_writes_no_report(stores: Stores, engines: Engines, settings: Settings) -> None:
    comparison, job = begun(stores, settings)
    stores.comparisons.rerun(OWNER, comparison.id, Limits(10))  # cancels the one that runs
    assert work(job, stores.jobs, engines, settings, "one") is Ended.STOPPED
    assert seen(stores, comparison).state is JobState.QUEUED
    stores.comparisons.delete(OWNER, comparison.id)
    assert work(job, stores.jobs, engines, settings, "one") is Ended.STOPPED


def test_an_editors_decision_survives_a_version_that_changes_the_evidence(
    stores: Stores, engines: Engines, settings: Settings
) -> None:
    comparison, job = begun(stores, settings, english(5), english(7, "wire"))
    assert work(job, stores.jobs, engines, settings, "one") is Ended.DONE
    findings = json.loads(stores.comparisons.report(OWNER, comparison.id).body)["findings"]
    number = next(finding["id"] for finding in findings if finding["type"] == "number")
    stores.comparisons.decide(
        OWNER, comparison.id, number, Verdict.DISMISSED, Reason.INTENDED, "Ada", "counted later", 0
    )
    stores.comparisons.add_version(OWNER, comparison.id, english(9, "print"), Limits(10))
    again = stores.jobs.claim("one", settings.lease_seconds)
    assert again is not None
    assert work(again, stores.jobs, engines, settings, "one") is Ended.DONE
    findings = json.loads(stores.comparisons.report(OWNER, comparison.id).body)["findings"]
    new = next(finding["id"] for finding in findings if finding["type"] == "number")
    assert new != number  # 5 against 7 became 5 against 7 against 9
    assert [d.note for d in stores.comparisons.decisions(OWNER, comparison.id)[new]] == ["counted later"]


def test_all_lines_of_the_log_name_the_job_and_its_request(
    stores: Stores, engines: Engines, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    named: list[dict[str, object]] = []
    caplog.handler.addFilter(lambda record: named.append(get_contextvars()) or True)
    comparison = stores.comparisons.add(wanted(), Limits(10), request_id="asked-1")[0]
    job = stores.jobs.claim("one", settings.lease_seconds)
    assert job is not None
    work(job, stores.jobs, engines, settings, "one")
    assert {"request_id": "asked-1", "job": job.id, "comparison": comparison.id} in named
    record = next(r for r in caplog.records if r.name == "service.jobs.run_job")
    assert set(record.stages) >= {"detect", "align"}  # type: ignore[attr-defined]
    assert get_contextvars() == {}
