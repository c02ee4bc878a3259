"""connections.py, by real sockets: nobody holds all connections, and none for ever."""

import http.client
import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from service.api.connections import network
from service.app import create_app
from service.engines.none import NoTranslator
from service.model.protocols import Engines
from service.settings import Settings
from tests.servers.variorum import serving
from tests.unit.api.conftest import Counts, Detects

HEAD = b"POST /v1/detect HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
HEALTH = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
SOON = 8.0
"""Seconds within which something that is due after one or two must have happened, also on a busy machine."""
Dial = Callable[..., socket.socket]


@contextmanager
def site(folder: Path, **values: int) -> Iterator[Dial]:
    """Opens connections to a server with these settings, from any address of this machine's."""
    app = create_app(Settings(database=str(folder / "v.sqlite"), rate_limit=0).with_values(**values), LIGHT)
    with serving(app) as url, ExitStack() as after:
        port = int(url.rpartition(":")[2])

        def dial(said: bytes = b"", address: str = "127.0.0.1") -> socket.socket:
            line = after.enter_context(socket.create_connection(("127.0.0.1", port), SOON, (address, 0)))
            line.sendall(said)
            return line

        yield dial


LIGHT = Engines(Detects(), Counts(), NoTranslator())


def rest(line: socket.socket) -> bytes:
    """What comes until the server closes; fails where it does not."""
    with suppress(ConnectionError):
        return b"".join(iter(lambda: line.recv(65536), b""))
    return b""


def is_open(line: socket.socket) -> bool:
    line.setblocking(False)
    try:
        return bool(line.recv(1))
    except BlockingIOError:
        return True
    except ConnectionError:
        return False
    finally:
        line.settimeout(SOON)


def status(line: socket.socket) -> int:
    """Of one answer, which is read whole."""
    answer = http.client.HTTPResponse(line)
    answer.begin()
    answer.read()
    return answer.status


def answers(line: socket.socket) -> bool:
    line.sendall(HEALTH)
    return status(line) == 200


class TestDeadlines:
    @pytest.mark.parametrize("first", [b"", HEAD], ids=["says nothing", "begins"])
    def test_headers_that_come_a_line_at_a_time(self, tmp_path: Path, first: bytes) -> None:
        with site(tmp_path, receive_seconds=1) as dial:
            line, began = dial(first), time.monotonic()
            while first and is_open(line) and time.monotonic() - began < SOON:
                with suppress(ConnectionError):
                    line.sendall(b"X-More: 1\r\n")
                time.sleep(0.1)
            assert rest(line) == b""

    def test_a_body_that_comes_a_byte_at_a_time(self, tmp_path: Path) -> None:
        with site(tmp_path, receive_seconds=1) as dial:
            line, began = dial(HEAD + b"Content-Length: 5000\r\n\r\n"), time.monotonic()
            said = b""
            while not said and time.monotonic() - began < SOON:
                line.sendall(b" ")
                line.settimeout(0.1)
                with suppress(TimeoutError):
                    said = line.recv(65536)
            line.settimeout(SOON)
            head, _, body = (said + rest(line)).partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 408 ") and b"application/problem+json" in head
            assert json.loads(body)["type"] == "urn:variorum:problem:request-timeout"

    def test_a_body_that_comes_in_time_and_another_request_after_it(self, tmp_path: Path) -> None:
        with site(tmp_path, receive_seconds=2) as dial:
            body = b'{"texts": ["x"]}'
            line = dial(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body[:5])
            time.sleep(0.5)
            line.sendall(body[5:])
            assert status(line) == 200
            time.sleep(3)  # idle between two requests: no deadline yet
            assert answers(line)


class TestRoom:
    def test_an_address_has_its_part_and_the_longest_waiting_makes_room(self, tmp_path: Path) -> None:
        with site(tmp_path, connections=100, connections_per_address=3) as dial:
            lines = [dial(HEAD, "127.0.0.2") for _ in range(6)]
            other = dial()
            assert [rest(line) for line in lines[:3]] == [b""] * 3
            assert [is_open(line) for line in lines[3:]] == [True] * 3
            assert answers(dial(address="127.0.0.2")) and answers(other)

    def test_where_all_are_taken_who_has_most_gives_one(self, tmp_path: Path) -> None:
        with site(tmp_path, connections=6, connections_per_address=5) as dial:
            lone = dial()
            crowd = [dial(HEAD, "127.0.0.2") for _ in range(5)]
            assert answers(dial(address="127.0.0.3"))
            assert rest(crowd[0]) == b""
            assert answers(lone)

    def test_who_is_answered_is_not_cut_off(self, tmp_path: Path) -> None:
        with site(tmp_path, connections=2, connections_per_address=0, workers=1) as dial:
            asked = b'{"versions": [{"text": "Five boats burned."}], "translate": false}'
            made = dial(
                b"POST /v1/comparisons?wait=20 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\n\r\n" % len(asked) + asked
            )
            time.sleep(0.3)  # until it is read
            for _ in range(4):
                dial(HEAD)
            assert status(made) == 201

    def test_connections_without_end_do_not_keep_others_out(self, tmp_path: Path) -> None:
        with site(tmp_path, connections=20, connections_per_address=20) as dial:
            for _ in range(60):
                dial(HEAD)
            assert answers(dial())


def test_what_counts_as_one_address() -> None:
    assert network("192.0.2.7") == network("::ffff:192.0.2.7") == "192.0.2.7"
    assert network("2001:db8::1") == network("2001:db8::ffff:1%eth0") != network("2001:db8:0:1::1")
    assert network("localhost") == "localhost"
