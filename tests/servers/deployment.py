"""Variorum as a user starts it: a server, and workers where there is a queue, in processes that may be killed."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.servers.ports import free_port

ROOT = Path(__file__).parents[2]
START_SECONDS = 60.0
Process = subprocess.Popen[bytes]


class Deployment:
    """On this machine alone. Logs go to `folder`; each process leads a group of its own, so that its children go with
    it. Settings are by their names in service/settings.py."""

    def __init__(self, folder: Path, **settings: object) -> None:
        """Starts nothing yet."""
        self.folder = folder
        self.port = free_port()
        given = {"access": "keys", "rate_limit": 0, "log_format": "json"} | settings
        self._environment = {name: v for name, v in os.environ.items() if not name.startswith("VARIORUM_")} | {
            f"VARIORUM_{name.upper()}": str(value) for name, value in given.items()
        }
        self.server: Process | None = None
        self.workers: list[Process] = []

    def serve(self) -> Process:
        """Starts the server, and waits until it answers."""
        self.server = self._start("server", "serve", "--port", str(self.port))
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.server.poll() is None:
            with suppress(OSError):
                if self.ask("GET", "/health")[0] == 200:
                    return self.server
            time.sleep(0.05)
        raise RuntimeError(f"the server does not start: {self.log('server')[-2000:]}")

    def work(self) -> Process:
        """Starts one more worker."""
        self.workers.append(self._start("worker", "worker"))
        return self.workers[-1]

    def ask(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None, seconds: float = 30.0
    ) -> tuple[int, dict[str, str], Any]:
        """Status, headers by lower-case names, and what the JSON says. Raises `OSError` where nobody answers."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            sent = None if body is None else json.dumps(body)
            line.request(method, path, sent, {"Content-Type": "application/json"} | (headers or {}))
            answer = line.getresponse()
            said = answer.read()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, names, json.loads(said) if "json" in names.get("content-type", "") else said
        except http.client.HTTPException as error:  # killed in the middle of its answer
            raise ConnectionError(str(error)) from error
        finally:
            line.close()

    def log(self, name: str) -> str:
        """Of all servers, or all workers, that there were."""
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def close(self) -> None:
        """Ends everything at once."""
        for process in (*self.workers, *([self.server] if self.server else [])):
            kill_all(process)

    def _start(self, log: str, *arguments: str) -> Process:
        with (self.folder / f"{log}.log").open("ab") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "service", *arguments],
                env=self._environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )


def kill_all(process: Process) -> None:
    """With its children, as a machine that loses power does."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def children(process: Process) -> list[int]:
    """Their process ids; none where it is gone."""
    with suppress(OSError):
        return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    return []
