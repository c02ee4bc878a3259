"""working.py, states.py, manage.py: a comparison that is under way, that came to nothing, or that is changed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from service.model.version import Version
from service.model.work import Comparison, Job, JobState
from service.web import states
from tests.unit.api.conftest import MakeApp, here
from tests.unit.web.conftest import FIRST, SECOND, THIRD, Browser, compare

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


class Nobody:
    """Tells nobody of jobs, so that they wait."""

    def submit(self, job_id: str) -> None:
        """The job stays in the queue."""

    def stop(self, seconds: float = 0) -> None:
        """Nothing runs."""


@pytest.fixture
def idle(make_app: MakeApp) -> Browser:
    """A service without a worker."""
    app = make_app(rate_limit=0)
    here(app).submitter.stop()
    app.extensions["variorum"] = replace(here(app), submitter=Nobody())
    return Browser(app)


def waiting(browser: Browser, text: str = FIRST) -> str:
    answer = browser.post("/comparisons", {"boxes": "2", "text-1": text, "text-2": SECOND, "title": "<b>T"}, page="/")
    return answer.headers["Location"].rpartition("/")[2]


def taken(app: Flask, stage: str, done: int, total: int) -> Job:
    """A worker has begun, and is so far."""
    jobs = here(app).stores.jobs
    job = jobs.claim("worker", 30)
    assert job and jobs.renew(job, "worker", 30, stage, done, total)
    return job


def text_of(browser: Browser, address: str) -> str:
    return " ".join(browser.tree(address).xpath("//main")[0].text_content().split())


def at(stage: str | None, done: int = 0, total: int = 0, translate: bool = True, **job: object) -> Comparison:
    versions = tuple(Version(str(n), str(n), "x") for n in range(4))
    made = Job("j", "c", JobState.RUNNING, 1, NOW, stage, done, total)
    return Comparison("c", "o", "t", NOW, versions, None, translate, replace(made, **job))  # type: ignore[arg-type]


class TestWords:
    @pytest.mark.parametrize(
        ("one", "said"),
        [
            (at(None), "Starting."),
            (at("detect", 0, 4), "Telling the languages of 4 versions."),
            (at("align", 0, 4), "Languages of 4 versions told, aligning 4 versions."),
            (
                at("translate", 31, 80),
                "Languages of 4 versions told, aligned 4 of 4, translating 31 of 80 sentences.",
            ),
            (
                at("differences", 0, 12, translate=False),
                "Languages of 4 versions told, aligned 4 of 4, comparing 12 rows.",
            ),
            (at(None, state=JobState.QUEUED), "Waiting until a worker is free."),
            (at("align", cancelling=True), "Stopping: the work ends within a second or two."),
            (at("unheard of"), "Starting."),
        ],
    )
    def test_how_it_stands(self, browser: Browser, one: Comparison, said: str) -> None:
        assert states.said(one) == said


class TestWorking:
    def test_the_stages_and_a_way_back(self, idle: Browser) -> None:
        id = waiting(idle)
        taken(idle.app, "translate", 31, 80)
        page = idle.tree(f"/comparisons/{id}")
        assert [(one.get("class"), one.text) for one in page.xpath('//ol[@id="stages"]/li')] == [
            ("done", "languages of 2 versions told"),
            ("done", "aligned 2 of 2"),
            ("now", "translating 31 of 80 sentences"),
            ("later", "comparing row by row"),
        ]
        assert page.xpath("//noscript/meta/@content") == ["2"]
        assert f"http://localhost/comparisons/{id}" in page.xpath("//main//a/@href")
        assert page.xpath("//h1")[0].text_content() == "<b>T"

    def test_what_the_script_asks(self, idle: Browser) -> None:
        id = waiting(idle)
        taken(idle.app, "align", 0, 2)
        now = idle.get(f"/comparisons/{id}/progress").get_json()
        assert (now["state"], now["final"]) == ("running", False)
        assert [one["state"] for one in now["stages"]] == ["done", "now", "later", "later"]
        assert idle.get("/comparisons/nobody/progress").status_code == 404

    def test_cancel_and_again(self, idle: Browser) -> None:
        id = waiting(idle)
        answer = idle.post(f"/comparisons/{id}/cancel", page="/")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/comparisons/{id}")
        said = text_of(idle, f"/comparisons/{id}")
        assert "was cancelled before there was a report" in said and "Compare again" in said
        assert idle.get(f"/comparisons/{id}/progress").get_json()["final"]
        idle.post(f"/comparisons/{id}/rerun", {"once": "k" * 20}, page="/")
        assert "Waiting until a worker is free" in text_of(idle, f"/comparisons/{id}")

    def test_a_cancelled_one_that_still_runs(self, idle: Browser) -> None:
        id = waiting(idle)
        taken(idle.app, "align", 0, 2)
        idle.post(f"/comparisons/{id}/cancel", page="/")
        page = idle.tree(f"/comparisons/{id}")
        assert "Stopping" in page.text_content()
        assert not page.xpath('//form[contains(@action, "/cancel")]')


class TestFailed:
    @pytest.mark.parametrize(
        ("problem", "happened", "hopeless"),
        [
            ("nothing-to-compare", "a version holds no running text", True),
            ("bad-input", "cannot be compared as they are", True),
            ("engine", "A part that does the work failed", False),
            ("internal", "failed in a way that was not foreseen", False),
            ("worker-died", "begun several times and never ended", False),
            ("something new", "failed in a way that was not foreseen", False),
        ],
    )
    def test_what_happened_what_was_kept_what_to_do(
        self, idle: Browser, problem: str, happened: str, hopeless: bool
    ) -> None:
        id = waiting(idle)
        job = taken(idle.app, "align", 0, 2)
        here(idle.app).stores.jobs.fail(job, "worker", problem, "because of <i>\x1b\u202e")
        said = text_of(idle, f"/comparisons/{id}")
        assert happened in said and "because of <i>␛‹U+202E›" in said
        assert f"All 2 versions, as they were given: Original · {len(FIRST)} characters" in said
        assert ("would fail again" in said) is hopeless
        for act in ("Compare again", "Change a version", "Delete it"):
            assert act in said
        assert f"/?from={id}" in idle.tree(f"/comparisons/{id}").xpath("//main//a/@href")


class TestDelete:
    def test_it_asks_first(self, browser: Browser, compared: str) -> None:
        page = browser.tree(f"/comparisons/{compared}/delete")
        assert "Boats" in page.text_content()
        assert browser.get(f"/comparisons/{compared}").status_code == 200
        answer = browser.post(f"/comparisons/{compared}/delete", page="/")
        assert answer.headers["Location"] == "/"
        assert browser.get(f"/comparisons/{compared}").status_code == 404
        assert browser.post(f"/comparisons/{compared}/delete", page="/").status_code == 303


class TestAddVersion:
    def test_one_box(self, browser: Browser) -> None:
        id = compare(browser, FIRST, SECOND)
        page = browser.tree(f"/comparisons/{id}/versions")
        assert page.xpath('//input[@name="label-1"]/@value') == ["Version 3"]
        once = page.xpath('//input[@name="once"]/@value')[0]
        form = {"boxes": "1", "once": once, "label-1": "Third", "text-1": THIRD, "relation-1": "revision"}
        for _ in range(2):  # a double click
            answer = browser.post(f"/comparisons/{id}/versions", form, page="/")
            assert (answer.status_code, answer.headers["Location"]) == (303, f"/comparisons/{id}")
        made = here(browser.app).stores.comparisons.get("local", id)
        assert [(v.id, v.label, v.relation) for v in made.versions[2:]] == [("version-3", "Third", "revision")]

    def test_what_is_wrong_with_it(self, browser: Browser, compared: str) -> None:
        for form in ({}, {"text-1": "a\0"}, {"text-1": FIRST, "language-1": "??"}):
            answer = browser.post(f"/comparisons/{compared}/versions", {"boxes": "1", **form}, page="/")
            assert answer.status_code == 422 and 'role="alert"' in answer.text
        assert len(here(browser.app).stores.comparisons.get("local", compared).versions) == 3

    def test_more_than_there_may_be(self, make_app: MakeApp) -> None:
        browser = Browser(make_app(max_versions=2, rate_limit=0))
        id = compare(browser, FIRST, SECOND)
        answer = browser.post(f"/comparisons/{id}/versions", {"boxes": "1", "text-1": THIRD}, page="/")
        assert answer.status_code == 413 and "limit of 2" in answer.text and THIRD.splitlines()[0] in answer.text
