"""Whatever goes wrong is answered as RFC 9457 has it, with a stable type and no stack trace."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.api.problems import CODES, STATUSES, TITLES, status_of
from service.model import errors
from service.model.errors import EngineError, InputError, SettingsError, StoreError, VariorumError
from service.pipeline.program import PROGRAM
from tests.conftest import ROOT
from tests.unit.api.conftest import problem


def test_health(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok", "version": PROGRAM})
    assert client.get("/ready").get_json()["status"] == "ok"


@pytest.mark.parametrize("path", ["/v1/nothing", "/v1", "/v1/comparisons/", "/v1//comparisons", "/v1/../etc/passwd"])
def test_a_resource_that_is_not_there(client: FlaskClient, path: str) -> None:
    assert problem(client.get(path)) == (404, "not-found")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "OPTIONS", "TRACE", "FROBNICATE"])
def test_a_method_that_is_not_there(client: FlaskClient, method: str) -> None:
    """OPTIONS neither: no other site's page may ask (CORS is closed)."""
    answer = client.open("/v1/comparisons", method=method)
    assert problem(answer) == (405, "method-not-allowed")
    assert set(answer.allow) == {"GET", "HEAD", "POST"}


@pytest.mark.parametrize(
    ("error", "status", "code", "detail"),
    [
        (EngineError("the engine broke"), 500, "engine", "the engine broke"),
        (SettingsError("no such engine"), 500, "bad-setting", "no such engine"),
        (StoreError("the database /srv/secret is locked"), 503, "store", "the database cannot be used; the log says"),
        (ZeroDivisionError("secret path"), 500, "internal", "The service failed in a way that was not foreseen"),
        (RecursionError(), 500, "internal", "The service failed in a way that was not foreseen"),
    ],
)
def test_failures_show_no_stack(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, code: str, detail: str
) -> None:
    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr("service.api.comparisons.submit", failing)
    answer = client.post("/v1/comparisons", json={"versions": [{"text": "x"}]})
    assert problem(answer) == (status, code)
    assert answer.get_json()["detail"].startswith(detail)
    assert "secret" not in answer.text
    assert ("Retry-After" in answer.headers) == (status == 503)


def every_error(of: type[VariorumError]) -> Iterator[type[VariorumError]]:
    yield of
    for kind in of.__subclasses__():
        yield from every_error(kind)


OURS = [error for error in every_error(VariorumError) if error.__module__ == errors.__name__]


def test_codes_are_unlike() -> None:
    assert len({error.code for error in OURS}) == len(OURS)
    assert set(CODES.values()) <= set(TITLES)


@pytest.mark.parametrize("error", OURS)
def test_every_error_has_a_status(error: type[VariorumError]) -> None:
    """What a client can mend is a 4xx, but for a queue that is full."""
    client_can_mend = issubclass(error, InputError) and not issubclass(error, errors.QueueFull)
    assert status_of(error("x")) in (range(400, 500) if client_can_mend else (406, 422, 500, 503))


@pytest.mark.parametrize("error", [*STATUSES, *OURS])
def test_every_code_can_stand_in_a_urn(error: type[VariorumError]) -> None:
    assert error.code.replace("-", "").isalpha()


def test_headers_that_keep_browsers_in_bounds(client: FlaskClient) -> None:
    for path in ("/health", "/v1/nothing", "/docs"):
        headers = client.get(path, headers={"Origin": "https://elsewhere.example"}).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "script" not in headers["Content-Security-Policy"]
        assert not [name for name, _ in headers if name.startswith("Access-Control")]


def test_the_wsgi_file_serves(tmp_path: Path) -> None:
    """In a process of its own: what it makes, it makes in the user's folder of data."""
    code = "from wsgi import application as a; print(a.test_client().get('/ready').status_code)"
    environment = {"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path), "PATH": ""}
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.stdout == "200\n", ran.stderr
    assert (tmp_path / "variorum" / "variorum.sqlite").is_file()
