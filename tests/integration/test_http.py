"""The service as it is run: on a port, asked by real clients."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from flask import Flask
from libretranslatepy import LibreTranslateAPI

from service.api.events import HEARTBEAT_SECONDS
from service.app import create_app
from service.model.limits import Limits
from service.model.work import Scope
from service.settings import Settings
from tests.conftest import ROOT
from tests.servers.variorum import serving

TWO = {"versions": [{"text": "Five boats burned."}, {"text": "Nine boats burned."}], "translate": False}
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """With its own engines."""
    return create_app(Settings(database=str(tmp_path_factory.mktemp("store") / "v.sqlite"), server_threads=6))


@pytest.fixture(scope="module")
def url(app: Flask) -> Iterator[str]:
    with serving(app) as address:
        yield address


def ask(url: str, method: str = "GET", body: Any = None, **headers: str) -> tuple[int, Any]:
    """Status and the answer's JSON."""
    data = None if body is None else json.dumps(body).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = Request(url, data, {"Content-Type": "application/json", **names}, method=method)  # noqa: S310 # our own
    try:
        with urlopen(asked, timeout=60) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


def raw(url: str, data: bytes) -> bytes:
    """What comes back for these bytes, until the server closes the connection."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(data)
        with suppress(OSError):  # closed at the other end already
            line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b""))


class TestLibreTranslatesOwnClient:
    def test_translate(self, url: str) -> None:
        assert LibreTranslateAPI(url).translate("O navio afundou.", "pt", "en") == "The ship sank."

    def test_a_source_that_is_not_told(self, url: str) -> None:
        told = LibreTranslateAPI(url).translate("O navio afundou ontem no porto de Lisboa.", "auto", "en")
        assert "ship" in told

    def test_detect(self, url: str) -> None:
        found = LibreTranslateAPI(url).detect("O navio afundou ontem no porto de Lisboa.")
        assert found[0]["language"] == "pt"
        assert found[0]["confidence"] > 50

    def test_languages(self, url: str) -> None:
        found = {one["code"]: one for one in LibreTranslateAPI(url).languages()}
        assert found["pt"]["name"] == "Portuguese"
        assert "en" in found["pt"]["targets"]

    def test_its_key(self, tmp_path: Path) -> None:
        app = create_app(Settings(database=str(tmp_path / "v.sqlite")))
        _, secret = app.extensions["variorum"].stores.keys.create("localiser", frozenset({Scope.COMPARE}))
        with serving(app) as url:
            assert LibreTranslateAPI(url, secret).translate("O navio afundou.", "pt", "en") == "The ship sank."
            for wrong, told in (("made-up", "no such key"), (None, "send a key")):
                with pytest.raises(HTTPError) as refused:
                    LibreTranslateAPI(url, wrong).translate("O navio afundou.", "pt", "en")
                assert told in json.load(refused.value)["error"]


def test_the_examples_of_the_page_run(url: str, tmp_path: Path) -> None:
    """docs/api.md, block after block, in one shell; curl fails where an answer is an error."""
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    script = "set -euo pipefail\n" + "\n".join(SHELL.findall(page)).replace("curl -sS", "curl --fail-with-body -sS")
    environment = {"PATH": os.environ["PATH"], "URL": url}
    ran = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0, ran.stdout[-1000:] + ran.stderr
    assert script.count("curl") >= 20
    assert "event: end" in ran.stdout
    assert "The ship sank." in ran.stdout
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


class TestOnTheWire:
    def test_a_proxy_does_not_open_the_door(self, url: str) -> None:
        status, plain = ask(f"{url}/v1/comparisons", X_Forwarded_For="127.0.0.1")
        assert (status, plain["type"]) == (401, "urn:variorum:problem:unauthorized")
        assert ask(f"{url}/v1/comparisons", Host="rebound.example")[0] == 401
        assert ask(f"{url}/v1/comparisons")[0] == 200

    @pytest.mark.parametrize(
        ("request_line", "status"),
        [
            (b"GET /v1/comparisons HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", b"400"),
            (b"GET / HTTP/1.1\r\nHost: localhost\r\nBad Header: 1\r\n\r\n", b"400"),
            (b"GET / HTTP/1.1\r\nX: " + b"x" * (32_768 - 23) + b"\r\n\r\n", b"431"),
            (b"POST /v1/detect HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", b"413"),
            (b"GET /v1/comparisons HTTP/1.0\r\n\r\n", b"401"),
        ],
        ids=["length", "header", "long header", "large", "old"],
    )
    def test_what_never_reaches_flask_is_a_problem_too(self, url: str, request_line: bytes, status: bytes) -> None:
        answer = raw(url, request_line)
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.split()[1] == status
        assert b"application/problem+json" in head
        assert json.loads(body)["status"] == int(status)

    def test_a_body_in_pieces_is_bounded(self, url: str) -> None:
        piece = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
        head = (
            b"POST /v1/detect HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        try:
            answer = raw(url, head + piece * 30 + b"0\r\n\r\n")
        except (ConnectionResetError, BrokenPipeError):
            return  # closed while we still sent
        assert answer.split()[1] == b"413"

    def test_slow_clients_hold_no_thread(self, url: str) -> None:
        """Twenty that never end their request, at a server with six threads."""
        host, port = url.removeprefix("http://").split(":")
        lines = [socket.create_connection((host, int(port))) for _ in range(20)]
        for line in lines:
            line.sendall(b"POST /v1/detect HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
        began = time.perf_counter()
        assert ask(f"{url}/health")[0] == 200
        assert time.perf_counter() - began < 2
        for line in lines:
            line.close()

    def test_followers_that_leave_are_noticed(self, app: Flask, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Long before the next heartbeat."""
        here = app.extensions["variorum"]
        monkeypatch.setattr(type(here.submitter), "submit", lambda *_: None)
        id = self._waiting(app)
        host, port = url.removeprefix("http://").split(":")
        for _ in range(6):  # there are two places
            line = http.client.HTTPConnection(host, int(port), timeout=20)
            line.request("GET", f"/v1/comparisons/{id}/events")
            answer = line.getresponse()
            assert answer.status == 200
            assert answer.readline().startswith(b"event: progress")
            answer.close()
            line.close()
            self._until_free(app, 2)

    def _waiting(self, app: Flask) -> str:
        """A comparison whose job a worker holds that does nothing."""
        here = app.extensions["variorum"]
        from service.model.version import Version
        from service.model.work import Wanted

        made, _ = here.stores.comparisons.add(Wanted("local", (Version("a", "a", "x y"),)), Limits(100))
        end = time.monotonic() + 5
        while here.stores.jobs.claim("nobody", 600, made.job.id) is None:
            assert time.monotonic() < end
        return str(made.id)

    def _until_free(self, app: Flask, count: int) -> None:
        places, end = app.extensions["variorum"].watching, time.monotonic() + HEARTBEAT_SECONDS / 2
        while True:
            taken = [places.take() for _ in range(count)]
            for one in taken:
                if one:
                    places.leave()
            if all(taken):
                return
            assert time.monotonic() < end, "a place is still held"
            time.sleep(0.05)

    def test_quick_requests_are_quick_while_others_wait(self, url: str) -> None:
        bodies = [{**TWO, "title": f"{number}"} for number in range(6)]
        waiting = [
            threading.Thread(target=ask, args=(f"{url}/v1/comparisons?wait=20", "POST", body)) for body in bodies
        ]
        for thread in waiting:
            thread.start()
        began = time.perf_counter()
        for _ in range(5):
            assert ask(f"{url}/health")[0] == 200
        assert time.perf_counter() - began < 3
        for thread in waiting:
            thread.join(60)


class TestServe:
    def serve(self, tmp_path: Path, *options: str, **settings: str) -> "subprocess.Popen[str]":
        environment = {**os.environ, "VARIORUM_DATABASE": str(tmp_path / "v.sqlite"), **settings}
        return subprocess.Popen(
            [sys.executable, "-m", "service", "serve", "--port", "0", *options],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )

    def address(self, serving: "subprocess.Popen[str]") -> str:
        assert serving.stderr
        for line in serving.stderr:
            if "listens on" in line:
                return line.split()[3]
        raise AssertionError("it does not listen")

    @pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
    def test_it_ends_gracefully_and_loses_nothing(self, tmp_path: Path, number: signal.Signals, code: int) -> None:
        serving = self.serve(tmp_path, VARIORUM_LOG_FORMAT="json")
        try:
            url = self.address(serving)
            _, made = ask(f"{url}/v1/comparisons", "POST", TWO, X_Request_Id="night-run-7")
            waiting: list[tuple[int, Any]] = []
            slow = threading.Thread(target=lambda: waiting.append(ask(f"{url}/v1/comparisons?wait=20", "POST", TWO)))
            slow.start()
            time.sleep(0.3)
            serving.send_signal(number)
            _, log = serving.communicate(timeout=40)
            slow.join(20)
        finally:
            serving.kill()
        assert serving.returncode == code, log
        assert waiting[0][0] in (201, 202)
        lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
        assert any(line.get("request_id") == "night-run-7" and line.get("status") == 202 for line in lines), log
        assert "Traceback" not in log

        from service.wiring import store

        stores = store(Settings(database=str(tmp_path / "v.sqlite")))
        states = {stores.comparisons.get("local", id).job.state for id in (made["id"], waiting[0][1]["id"])}
        assert states <= {"queued", "done"}

    def test_an_open_address_needs_a_key_or_plain_words(self, tmp_path: Path) -> None:
        serving = self.serve(tmp_path, "--host", "0.0.0.0")  # noqa: S104
        _, told = serving.communicate(timeout=40)
        assert serving.returncode == 2
        assert "there is no key yet: make one (python -m service keys create" in told

        made = subprocess.run(
            [sys.executable, "-m", "service", "keys", "create", "--owner", "desk"],
            cwd=ROOT,
            env={**os.environ, "VARIORUM_DATABASE": str(tmp_path / "v.sqlite")},
            capture_output=True,
            text=True,
            check=True,
        )
        for settings, headers in (({}, {"X-API-Key": made.stdout.strip()}), ({"VARIORUM_ACCESS": "anybody"}, {})):
            serving = self.serve(tmp_path, "--host", "0.0.0.0", **settings)  # noqa: S104
            try:
                port = self.address(serving).rpartition(":")[2]
                assert ask(f"http://127.0.0.1:{port}/v1/comparisons", Host="other.example", **headers)[0] == 200
                serving.send_signal(signal.SIGTERM)
                assert serving.wait(40) == 0
            finally:
                serving.kill()
