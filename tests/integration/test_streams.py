"""Followers of one owner keep neither work nor other followers from anybody, and are not there once they have gone."""

import http.client
import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from flask import Flask

from service.api.context import Context
from service.api.events import HEARTBEAT_SECONDS
from service.app import create_app
from service.engines.none import NoTranslator
from service.model.limits import Limits
from service.model.protocols import Engines
from service.model.version import Version
from service.model.work import Scope, Wanted
from service.settings import Settings
from tests.servers.variorum import serving
from tests.unit.api.conftest import Counts, Detects

THREADS = 12  # four that work, four that wait, of which one owner has three


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    settings = Settings(
        database=str(tmp_path / "v.sqlite"), server_threads=THREADS, rate_limit=0, queue="redis://127.0.0.1:1/0"
    )
    return create_app(settings, Engines(Detects(), Counts(), NoTranslator()))


class Client:
    """With a key of its own."""

    def __init__(self, app: Flask, port: int, owner: str, after: ExitStack) -> None:
        self.port, self.owner, self._after = port, owner, after
        self.here: Context = app.extensions["variorum"]
        self.headers = {"X-API-Key": self.here.stores.keys.create(owner, frozenset({Scope.COMPARE}))[1]}

    def waiting(self) -> str:
        """The id of a comparison that nobody works on."""
        made, _ = self.here.stores.comparisons.add(Wanted(self.owner, (Version("a", "a", "x y"),)), Limits(100))
        return made.id

    def ask(self, path: str, body: object = None) -> http.client.HTTPResponse:
        """The answer as it begins; the connection is closed with the test."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=HEARTBEAT_SECONDS / 2)
        self._after.callback(line.close)
        sent = None if body is None else json.dumps(body)
        line.request(
            "GET" if body is None else "POST", path, sent, {"Content-Type": "application/json", **self.headers}
        )
        return line.getresponse()


@pytest.fixture
def clients(app: Flask) -> Iterator[tuple[Client, Client]]:
    with serving(app) as url, ExitStack() as after:
        port = int(url.rpartition(":")[2])
        yield Client(app, port, "greedy", after), Client(app, port, "other", after)


def test_one_owners_streams_take_nothing_from_others(clients: tuple[Client, Client]) -> None:
    greedy, other = clients
    id = greedy.waiting()
    streams = [greedy.ask(f"/v1/comparisons/{id}/events") for _ in range(8)]
    assert [one.status for one in streams].count(200) == 3
    assert [one.status for one in streams].count(503) == 5
    for client in clients:
        assert client.ask("/v1/detect", {"texts": ["x"]}).status == 200
        assert client.ask("/v1/translate", {"texts": ["x"], "source": "en", "target": "en"}).status == 200
    assert other.ask(f"/v1/comparisons/{other.waiting()}/events").status == 200
    assert greedy.ask("/health").status == 200


def test_one_owners_waits_take_nothing_from_others(clients: tuple[Client, Client]) -> None:
    greedy, other = clients
    body = {"versions": [{"text": "x y"}], "translate": False}
    with ExitStack() as lines:
        for _ in range(6):
            line = lines.enter_context(closing(http.client.HTTPConnection("127.0.0.1", greedy.port)))
            headers = {"Content-Type": "application/json", **greedy.headers}
            line.request("POST", "/v1/comparisons?wait=30", json.dumps(body), headers)
        time.sleep(0.5)
        assert other.ask("/v1/detect", {"texts": ["x"]}).status == 200
        assert other.ask(f"/v1/comparisons/{other.waiting()}/events").status == 200


def test_who_has_gone_leaves_the_place_long_before_a_heartbeat(clients: tuple[Client, Client]) -> None:
    """Also one that left bytes behind which nobody reads."""
    greedy, _ = clients
    id = greedy.waiting()
    for left_behind in (b"", b"GET /health HTTP/1.1\r\n"):
        for _ in range(3):
            line = socket.create_connection(("127.0.0.1", greedy.port), 20)
            key = f"X-API-Key: {greedy.headers['X-API-Key']}"
            line.sendall(f"GET /v1/comparisons/{id}/events HTTP/1.1\r\nHost: x\r\n{key}\r\n\r\n".encode())
            said = b""
            while b"event: progress" not in said:
                said += line.recv(4096)
            line.sendall(left_behind)
            line.close()
        until = time.monotonic() + HEARTBEAT_SECONDS / 2
        while greedy.here.watching._held.total():
            assert time.monotonic() < until, "a place is still held"
            time.sleep(0.05)
