from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api.context import Context
from service.app import create_app
from service.engines.none import NoTranslator
from service.model.protocols import Engines, Vectors
from service.model.version import Language
from service.model.work import Scope
from service.settings import Settings

FIRST, SECOND = "Five boats burned on Tuesday.", "Nine boats burned on Tuesday."


class Detects:
    """Finds everything English."""

    name, version = "english", "1"

    def rank(self, text: str) -> tuple[Language, ...]:
        return (Language("en", 0.9),)


class Counts:
    """Vectors of letter counts: equal sentences are equal."""

    name, version = "letters", "1"

    def covers(self, language: str) -> bool:
        return True

    def encode(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[text.lower().count(chr(97 + n)) + 0.01 for n in range(26)] for text in texts], np.float32)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


@pytest.fixture(scope="session")
def light() -> Engines:
    """Engines that load nothing."""
    return Engines(Detects(), Counts(), NoTranslator())


MakeApp = Callable[..., Flask]


@pytest.fixture
def make_app(light: Engines, tmp_path: Path) -> Iterator[MakeApp]:
    """Applications over a database of the test's own, with a pool that does the work; ended with the test."""
    with ExitStack() as after:

        def make(engines: Engines = light, **values: Any) -> Flask:
            settings = Settings(database=str(tmp_path / "variorum.sqlite"), access="this-machine").with_values(**values)
            made = create_app(settings, engines)
            after.callback(here(made).submitter.stop)
            return made

        yield make


@pytest.fixture(scope="module")
def app(light: Engines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One for all tests of a file, with small limits of size and none of number."""
    settings = Settings(
        database=str(tmp_path_factory.mktemp("store") / "variorum.sqlite"),
        access="this-machine",
        max_versions=4,
        max_characters=500,
        max_request_bytes=10_000,
        rate_limit=0,
    )
    made = create_app(settings, light)
    yield made
    here(made).submitter.stop()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def compared(client: FlaskClient) -> str:
    """The id of a comparison that is done, with one finding: five is nine."""
    body = {"versions": [{"id": "a", "text": FIRST}, {"id": "b", "text": SECOND}], "translate": False}
    answer = client.post("/v1/comparisons?wait=20", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


def here(app: Flask) -> Context:
    """What the application works with."""
    made: Context = app.extensions["variorum"]
    return made


def key(app: Flask, *scopes: Scope, owner: str = "newsroom", per_minute: int | None = None) -> dict[str, str]:
    """Headers with a new key."""
    _, secret = here(app).stores.keys.create(owner, frozenset(scopes), per_minute)
    return {"Authorization": f"Bearer {secret}"}


def problem(answer: Any) -> tuple[int, str]:
    """Status and code of an answer that must be a problem, and one that tells no more than it should."""
    assert answer.mimetype == "application/problem+json", answer.text
    plain = answer.get_json()
    assert list(plain)[:4] == ["type", "title", "status", "detail"]
    assert plain["status"] == answer.status_code
    assert plain["request_id"] == answer.headers["X-Request-Id"]
    assert "Traceback" not in answer.text
    prefix, _, code = plain["type"].rpartition(":")
    assert prefix == "urn:variorum:problem"
    return answer.status_code, code
