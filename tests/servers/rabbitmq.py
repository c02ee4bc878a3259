"""A real RabbitMQ for tests, Debian's: the fixture `rabbitmq`. It is started as a program, without systemd."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from amqp import Connection
from amqp.exceptions import AMQPError

from tests.servers.ports import free_port

START_SECONDS = 90.0
INSTALLED = "rabbitmq_server-*/sbin/rabbitmq-server"
LACKING = "the tests need a real RabbitMQ: apt-get install rabbitmq-server"


class RabbitMQ:
    """One server on a port of this machine, with its messages in a folder of its own, which outlive it."""

    def __init__(self) -> None:
        """Starts it. Raises `RuntimeError` with what it said."""
        self._program = next(Path("/usr/lib/rabbitmq/lib").glob(INSTALLED), None)
        if self._program is None or not shutil.which("epmd"):
            raise RuntimeError(LACKING)
        self._folder = Path(tempfile.mkdtemp(prefix="variorum-rabbitmq-"))
        (self._folder / "plugins").write_text("[].\n")
        self._names: subprocess.Popen[bytes] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._names_port, self._nodes_port, self.port = free_port(), free_port(), free_port()
        try:
            self.start()
        except BaseException:
            self.close()
            raise

    @property
    def url(self) -> str:
        """As VARIORUM_QUEUE takes it."""
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def start(self) -> None:
        """Starts it, on the port that it had before if it had one, and waits until it answers."""
        with (self._folder / "log").open("ab") as said:
            streams = {"stdin": subprocess.DEVNULL, "stdout": said, "stderr": said}
            if self._names is None:  # else Erlang starts one that outlives the tests
                names = ["epmd", "-port", str(self._names_port), "-address", "127.0.0.1"]
                self._names = subprocess.Popen(names, **streams)
            self._process = subprocess.Popen(
                [self._program], env=self._environment(), cwd=self._folder, start_new_session=True, **streams
            )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            with suppress(OSError, AMQPError), self._connection():
                return
            time.sleep(0.1)
        self.stop(signal.SIGKILL)
        raise RuntimeError(f"RabbitMQ does not start: {(self._folder / 'log').read_text(errors='replace')[-2000:]}")

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Ends it and waits; by SIGKILL it just goes."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, by)  # a shell script, and Erlang under it
            self._process.wait(START_SECONDS)
            self._process = None

    def close(self) -> None:
        """Ends it and takes its folder away."""
        self.stop(signal.SIGKILL)
        if self._names is not None:
            self._names.kill()
            self._names.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _connection(self) -> Connection:
        return Connection(f"127.0.0.1:{self.port}", connect_timeout=2, read_timeout=5)

    def _environment(self) -> dict[str, str]:
        here = str(self._folder)
        return {
            "PATH": os.environ["PATH"],
            "HOME": here,
            "LC_ALL": "C.UTF-8",
            "ERL_EPMD_PORT": str(self._names_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"variorum{self.port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self._nodes_port),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            "RABBITMQ_MNESIA_BASE": here,
            "RABBITMQ_LOG_BASE": here,
            "RABBITMQ_CONF_ENV_FILE": f"{here}/none",
            "RABBITMQ_CONFIG_FILE": f"{here}/none",
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{here}/plugins",
            "RABBITMQ_PID_FILE": f"{here}/pid",
        }


@pytest.fixture(scope="session")
def rabbitmq() -> Iterator[RabbitMQ]:
    """A server for all tests of this process; who kills it starts it again."""
    try:
        server = RabbitMQ()
    except (RuntimeError, OSError) as error:
        pytest.fail(str(error), pytrace=False)
    yield server
    server.close()
