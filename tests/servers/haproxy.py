"""A real HAProxy for tests, Debian's, in front of a server on this machine: the fixture `haproxy`."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.servers.ports import free_port

START_SECONDS = 20.0
LACKING = "NOT TESTED behind a real HAProxy: apt-get install haproxy"
CONFIGURATION = """\
defaults
    mode http
    timeout connect 5s
    timeout client 60s
    timeout server 60s
frontend front
    bind 127.0.0.1:{port}
    default_backend behind
backend behind
    {rules}
    server variorum 127.0.0.1:{behind}
"""


class HAProxy:
    """Passes on what comes to `port`, as it is delivered: it adds no header that tells of it."""

    def __init__(self, behind: int, rules: str = "") -> None:
        """Starts it in front of the port `behind`; `rules` are more lines of its backend. Raises `RuntimeError`."""
        program = shutil.which("haproxy") or shutil.which("haproxy", path="/usr/sbin:/usr/local/sbin")
        if program is None:
            raise RuntimeError(LACKING)
        self.port = free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="variorum-haproxy-"))
        told = self._folder / "haproxy.cfg"
        told.write_text(CONFIGURATION.format(port=self.port, behind=behind, rules=rules))
        with (self._folder / "log").open("ab") as said:
            self._process = subprocess.Popen(
                [program, "-db", "-f", str(told)], stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        try:
            self._wait()
        except BaseException:
            self.close()
            raise

    @property
    def url(self) -> str:
        """Of its front."""
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """Ends it and takes its folder away."""
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.02)
        raise RuntimeError(f"HAProxy does not start: {(self._folder / 'log').read_text(errors='replace')[-2000:]}")


@pytest.fixture
def haproxy() -> Iterator[Callable[..., HAProxy]]:
    """Starts one: `haproxy(port)`. It ends with the test, which is skipped where there is none."""
    with ExitStack() as after:

        def start(behind: int, rules: str = "") -> HAProxy:
            try:
                made = HAProxy(behind, rules)
            except RuntimeError as error:
                if str(error) == LACKING:
                    pytest.skip(LACKING)
                raise
            after.callback(made.close)
            return made

        yield start
