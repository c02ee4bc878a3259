"""The server: waitress, stopped gracefully.

One process with threads, as two cores and one set of models ask for. waitress reads a request whole, and takes an
answer whole, before and after a thread has to do with it: a slow client holds no thread, which is what sets it apart
from gunicorn's threads. It is pure Python and runs everywhere.
"""

import logging
import select
import signal
import socket
import threading
import time
from typing import Any

from flask import Flask
from waitress import wasyncore

from service.api.connections import Bounds, Listener
from service.api.context import Context

GRACE_SECONDS = 10.0
"""How long requests that run may still take when the server ends; what works off jobs has as long, at the same time."""
LOOK_SECONDS = 0.25
LEAST_THREADS = 3
"""One that works, one that waits, and one for all that is quick."""
HEADER_BYTES = 32_768

log = logging.getLogger(__name__)


class Server:
    """Answers on a socket that listens already, until a signal."""

    def __init__(self, app: Flask, listener: socket.socket) -> None:
        here: Context = app.extensions["variorum"]
        self._app, self._here = app, here
        self._map: dict[int, Any] = {}
        self._signal: int | None = None
        settings = here.settings
        self._server = Listener(
            app,
            listener,
            self._map,
            Bounds(max(1, settings.connections), settings.connections_per_address, settings.receive_seconds),
            max(LEAST_THREADS, settings.server_threads),
            max_request_header_size=HEADER_BYTES,
            max_request_body_size=settings.max_request_bytes + 1,
            clear_untrusted_proxy_headers=False,  # they tell that a request came through a proxy (access.is_local)
            ident=None,
        )
        here.door.listens_on(listener.getsockname()[0])

    def run(self) -> int:
        """Serves until SIGTERM or SIGINT, then lets end what runs. Gives the signal's number. Another thread than the
        main one gets no signals: there, until `stop`."""
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, self._told)
        threading.Thread(target=self._read_templates, name="templates", daemon=True).start()
        while self._signal is None:
            self._step()
        self._end()
        return self._signal

    def _read_templates(self) -> None:
        """Compiling them takes half a second, which the first reader need not wait for."""
        for name in self._app.jinja_env.list_templates(extensions=["html"]):
            self._app.jinja_env.get_template(name)

    def stop(self) -> None:
        """As by a signal; for other threads."""
        self._told(signal.SIGTERM, None)
        self._server.pull_trigger()

    def _told(self, number: int, _: object) -> None:
        if self._signal is not None:
            raise KeyboardInterrupt  # told twice: at once
        self._signal = number
        self._here.stopping.set()

    def _step(self) -> None:
        wasyncore.loop(timeout=LOOK_SECONDS, use_poll=hasattr(select, "poll"), map=self._map, count=1)

    def _end(self) -> None:
        began = time.monotonic()
        jobs = threading.Thread(target=self._here.submitter.stop, name="stop jobs")
        jobs.start()
        wasyncore.dispatcher.close(self._server)  # the socket that listens; its channels go on
        while self._busy() and time.monotonic() - began < GRACE_SECONDS:
            self._step()
        self._server.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._map)
        jobs.join(2 * GRACE_SECONDS)
        log.info("stopped after %.1f s", time.monotonic() - began)

    def _busy(self) -> bool:
        channels = list(self._server.active_channels.values())
        return any(channel.requests or channel.total_outbufs_len for channel in channels)
