"""Whatever goes wrong is answered as RFC 9457 has it, with a stable type and no stack trace."""

from collections.abc import Iterator

import pytest
from flask import Flask

from service.api import health
from service.api.problems import CODES, TITLES
from service.app import create_app
from service.model import errors
from service.model.errors import EngineError, InputError, SettingsError, VariorumError
from service.model.protocols import Engines
from service.pipeline.signature import PROGRAM
from service.settings import Settings


def test_health(app: Flask) -> None:
    answer = app.test_client().get("/health")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok", "version": PROGRAM})


def test_a_resource_that_is_not_there(app: Flask) -> None:
    answer = app.test_client().get("/v1/nothing")
    problem = answer.get_json()
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert list(problem) == ["type", "title", "status", "detail"]
    assert (problem["type"], problem["status"]) == ("urn:variorum:problem:not-found", 404)


def test_a_method_that_is_not_there(app: Flask) -> None:
    answer = app.test_client().delete("/v1/comparisons")
    assert answer.get_json()["type"] == "urn:variorum:problem:method-not-allowed"
    assert set(answer.allow) == {"POST", "OPTIONS"}


@pytest.mark.parametrize(
    ("error", "status", "code", "detail"),
    [
        (EngineError("the engine broke"), 500, "engine", "the engine broke"),
        (SettingsError("no such engine"), 500, "bad-setting", "no such engine"),
        (ZeroDivisionError("secret path"), 500, "internal", "The service failed in a way that was not foreseen"),
        (RecursionError(), 500, "internal", "The service failed in a way that was not foreseen"),
    ],
)
def test_failures_show_no_stack(
    app: Flask, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, code: str, detail: str
) -> None:
    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr("service.api.comparisons.compare_versions", failing)
    answer = app.test_client().post("/v1/comparisons", json={"versions": [{"text": "x"}]})
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.get_json()["type"] == f"urn:variorum:problem:{code}"
    assert answer.get_json()["detail"].startswith(detail)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def every_error(of: type[VariorumError]) -> Iterator[type[VariorumError]]:
    yield of
    for kind in of.__subclasses__():
        yield from every_error(kind)


def test_codes_are_unlike() -> None:
    ours = [error.code for error in every_error(VariorumError) if error.__module__ == errors.__name__]
    assert len(ours) == len(set(ours))
    assert set(CODES.values()) <= set(TITLES)


@pytest.mark.parametrize("error", list(every_error(InputError)))
def test_every_code_can_stand_in_a_urn(error: type[InputError]) -> None:
    assert error.code.replace("-", "").isalpha()


def test_two_applications_know_nothing_of_each_other(light: Engines) -> None:
    small, large = create_app(Settings(max_versions=1), light), create_app(Settings(max_versions=2), light)
    body = {"versions": [{"text": "Five boats burned."}, {"text": "Nine boats burned."}]}
    assert small.test_client().post("/v1/comparisons", json=body).status_code == 413
    assert large.test_client().post("/v1/comparisons", json=body).status_code == 201


def test_the_wsgi_file_serves() -> None:
    from wsgi import application

    assert application.test_client().get(health.blueprint.url_prefix or "/health").status_code == 200
