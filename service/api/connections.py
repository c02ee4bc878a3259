"""waitress's connections, of which nobody may hold all, and none for ever.

waitress by itself stops accepting where its table is full, and a connection that says a byte now and then stays: a
script with 200 of them left `/health` dead for as long as it liked. Here a request must arrive whole within a time, an
address has a part of the table, and where there is no room the one that has waited longest for its request makes some.
"""

import ipaddress
import json
import select
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher, WSGITask

from service.api.context import GONE
from service.api.problems import CODES, MEDIA_TYPE, TITLES, TYPE

HEAD_SECONDS = 10.0
"""Within which the headers must be there, counted from their first byte or, on a new connection, from its beginning."""
IDLE_SECONDS = 60.0
"""After an answer the connection stays for another request; an answer that nobody takes is given up as late."""
SWEEP_SECONDS = 1
ACCEPTS = 64
"""Connections taken at one look at the socket; waitress's one a look lets a flood of them keep others waiting."""
HOST_BITS = 64
"""Of an IPv6 address the half that whoever has it may choose at will."""
HUNG_UP = getattr(select, "POLLRDHUP", 0)
"""Linux tells that the other side has closed even where bytes of it are unread."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of connections: how many in all, how many from one address (0: all), and the seconds that a request may take to
    arrive."""

    most: int
    of_one: int
    receive_seconds: float


class Listener(TcpWSGIServer):  # type: ignore[misc] # waitress ships no types
    """Accepts on a socket that listens already."""

    def __init__(
        self, app: Flask, listener: socket.socket, map: dict[int, Any], bounds: Bounds, threads: int, **adjusted: Any
    ) -> None:
        """`adjusted`: waitress's own settings."""
        self.bounds = bounds
        adj = Adjustments(
            sockets=[listener],
            threads=threads,
            connection_limit=bounds.most + 100,  # never met: `_has_room` comes first
            cleanup_interval=SWEEP_SECONDS,
            **adjusted,
        )
        workers = ThreadedTaskDispatcher()
        workers.set_thread_count(threads)
        told = (listener.family, listener.type, listener.proto, listener.getsockname())
        super().__init__(app, map, True, listener, dispatcher=workers, adj=adj, bind_socket=False, sockinfo=told)

    def handle_accept(self) -> None:
        """Takes what waits, and makes room for it or lets it go."""
        for _ in range(ACCEPTS):
            try:
                accepted = self.accept()
                if accepted is None:
                    return
                line, address = accepted
                self.set_socket_options(line)
            except OSError:  # gone before it was accepted
                continue
            if self._has_room(network(address[0])):
                Channel(self, line, self.fix_addr(address), self.adj, map=self._map)
            else:
                line.close()

    def set_socket_options(self, line: socket.socket) -> None:
        """Where a cable was cut, and nobody says so, what was sent stays unconfirmed: the system gives up then."""
        super().set_socket_options(line)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(IDLE_SECONDS * 1000))

    def maintenance(self, now: float) -> None:
        """Once a second: ends what is late."""
        moment = time.monotonic()
        for channel in list(self.active_channels.values()):
            channel.end_if_late(moment, self.bounds.receive_seconds)

    def _has_room(self, where: str) -> bool:
        """One more from `where`: whether there is room, if need be that of the one that has waited longest."""
        channels = list(self.active_channels.values())
        of_each = Counter(channel.where for channel in channels)
        if self.bounds.of_one and of_each[where] >= self.bounds.of_one:
            return _closed_one(channel for channel in channels if channel.where == where)
        if len(channels) < self.bounds.most:
            return True
        # Who has most of them gives one: a single visitor does not lose theirs to a crowd from elsewhere.
        waiting = [channel for channel in channels if channel.waits()]
        of_waiting = Counter(channel.where for channel in waiting)
        return _closed_one(channel for channel in waiting if of_waiting[channel.where] == max(of_waiting.values()))


def _closed_one(channels: "Iterable[Channel]") -> bool:
    """Closes the one that has waited longest for a request, and has not sent it just now. Whether there was one."""
    waiting = sorted((one for one in channels if one.waits()), key=lambda one: one.since)
    if waiting:
        next((one for one in waiting if not one.unread()), waiting[0]).handle_close()
    return bool(waiting)


def network(address: str) -> str:
    """What counts as one address."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and not found.ipv4_mapped:
        return str(ipaddress.ip_network((found, HOST_BITS), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)


class _Task(WSGITask):  # type: ignore[misc]
    def get_environment(self) -> dict[str, Any]:
        environment: dict[str, Any] = super().get_environment()
        gone: Callable[[], bool] = self.channel.gone
        environment[GONE] = gone
        return environment


class _Problem(ErrorTask):  # type: ignore[misc]
    """What waitress refuses before Flask sees it (no HTTP, too large) is answered as a problem, too."""

    def execute(self) -> None:
        error = self.request.error
        body = _problem(error.code, str(error.body)[:300])
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", MEDIA_TYPE))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection. `since`: when it began to wait for what it waits for, by the monotonic clock."""

    task_class = _Task
    error_task_class = _Problem

    def __init__(self, server: Listener, line: socket.socket, address: Any, *more: Any, **options: Any) -> None:
        self.since = time.monotonic()
        self.where = network(address[0])
        self._answered = False
        self._stuck: tuple[float, float] | None = None
        super().__init__(server, line, address, *more, **options)

    def received(self, data: bytes) -> bool:
        """The first byte of a request starts its time."""
        if self.request is None and self._answered:
            self.since = time.monotonic()
        taken: bool = super().received(data)
        return taken

    def service(self) -> None:
        """In a thread of the server's: answers a request."""
        super().service()
        self._answered = True
        self.since = time.monotonic()

    def waits(self) -> bool:
        """For a request, or the rest of one: nobody works on it, and no answer is under way."""
        return not (self.requests or self.total_outbufs_len or self.will_close or self.close_when_flushed)

    def unread(self) -> bool:
        """Whether something came that was not looked at yet."""
        try:
            return bool(self.socket.recv(1, socket.MSG_PEEK))  # does not wait: waitress's sockets never do
        except OSError:
            return False

    def gone(self) -> bool:
        """Whether the client has hung up. One that only says that it will send no more counts as gone as well."""
        if not self.connected or not hasattr(select, "poll"):
            return not self.connected
        look = select.poll()
        try:
            look.register(self.socket, HUNG_UP)  # errors and hanging up on both sides are always told
            return bool(look.poll(0))
        except (OSError, ValueError):  # closed meanwhile
            return True

    def end_if_late(self, now: float, receive_seconds: float) -> None:
        """Closes where a request, or the next one, or the client's taking of an answer, is overdue."""
        if self.total_outbufs_len or self.close_when_flushed:
            if self._stuck is None or self._stuck[1] != self.last_activity:
                self._stuck = now, self.last_activity  # waitress writes the latter down when something was sent
            if now - self._stuck[0] > IDLE_SECONDS:
                self.will_close = True
            return
        self._stuck = None
        if self.waits():
            request, head_seconds = self.request, min(HEAD_SECONDS, receive_seconds)
            if request is not None and request.headers_finished:
                if now - self.since > receive_seconds:
                    self._tell_late(receive_seconds)
            elif now - self.since > (IDLE_SECONDS if self._answered and request is None else head_seconds):
                self.will_close = True

    def _tell_late(self, seconds: float) -> None:
        body = _problem(408, f"the request did not arrive within {seconds:g} seconds (VARIORUM_RECEIVE_SECONDS)")
        head = f"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: {MEDIA_TYPE}\r\n"
        said = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
        with self.requests_lock, self.outbuf_lock:
            self.outbufs[-1].append(said)
            self.total_outbufs_len += len(said)
            self.close_when_flushed = True


def _problem(status: int, detail: str) -> bytes:
    code = CODES.get(status, "bad-request")
    return json.dumps({"type": TYPE + code, "title": TITLES[code], "status": status, "detail": detail}).encode()
