"""The service itself on a free port, in a thread, as `serve` runs it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from service.api.server import Server


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The URL; when it ends, so do the server and its jobs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(app, listener)
        thread = threading.Thread(target=server.run, name="server")
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.stop()
            thread.join(30)
            assert not thread.is_alive()
