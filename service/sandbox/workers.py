"""The children that read files: started when first needed, kept warm, and replaced."""

import atexit
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from service.model.errors import ReaderFailed, ReadersBusy
from service.sandbox import frames

ROOT = Path(__file__).parents[2]
INHERITED = ("PATH", "PYTHONPATH", "PYTHONHOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""Of the environment: a child that reads strangers' files has no use for passwords."""
START_SECONDS = 30.0
WAIT_SECONDS = 15.0
"""For a child that is free: three files that are made to take as long as they may."""
SLACK = 3
"""A file may take so many times its processor time by the clock, since the child is not alone on the machine."""
MOST_FILES = 200
LARGEST_IDLE = 128
"""Megabytes. A child that was ever larger is not kept, nor one that read many files: the memory comes back so."""


class Worker:
    """One child."""

    def __init__(self) -> None:
        """Raises `ReaderFailed` where it does not start."""
        self._overdue = False
        self.files = 0
        command = [sys.executable, "-m", "service.sandbox.child"]
        environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(  # noqa: S603 # our own program
                command, stdin=pipe, stdout=pipe, cwd=ROOT, env=environment
            )
        except OSError as error:
            raise ReaderFailed(f"no process can be started to read files in: {error.strerror or error}") from None
        if self._exchange(None, START_SECONDS) is None:
            self.end()
            raise ReaderFailed("the process that reads files does not start; the log may say why")

    def ask(self, head: dict[str, Any], data: bytes) -> dict[str, Any]:
        """What it answers, or how it ended."""
        self.files += 1
        answer = self._exchange((head, data), SLACK * head["seconds"] + 1)
        if answer is not None and not self._overdue:
            return answer
        self.end()
        if self._overdue or self._process.returncode == -getattr(signal, "SIGXCPU", 0):
            return {"failed": "time"}
        return {"failed": "broke-off"}

    def end(self) -> None:
        """At once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()

    def _exchange(self, asked: frames.Frame | None, seconds: float) -> dict[str, Any] | None:
        """Says something and hears the answer; None where there is none within these seconds."""
        heard, said = self._process.stdout, self._process.stdin
        if heard is None or said is None:  # they are pipes; the types do not know it
            return None
        timer = threading.Timer(seconds, self._kill)
        timer.daemon = True
        timer.start()
        try:
            if asked:
                frames.write(said, *asked)
            answer = frames.read(heard)
        except OSError:
            answer = None
        finally:
            timer.cancel()
            timer.join()  # or it might kill what reads the next file
        return answer[0] if answer else None

    def _kill(self) -> None:
        self._overdue = True
        self._process.kill()


class Workers:
    """At most `most` children at once; who finds all at work waits a little."""

    def __init__(self, most: int) -> None:
        self._places = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []

    def ask(self, parser: str, data: bytes, options: dict[str, Any], seconds: float, megabytes: int) -> dict[str, Any]:
        """What a child answers. Raises `ReadersBusy`, `ReaderFailed`."""
        head = {"parser": parser, "options": options, "seconds": seconds, "megabytes": megabytes}
        if not self._places.acquire(timeout=WAIT_SECONDS):
            raise ReadersBusy("as many files are being read as may be at once; try again")
        try:
            worker = self._taken()
            answer = worker.ask(head, data)
            self._left(worker, answer)
        finally:
            self._places.release()
        return answer

    def close(self) -> None:
        """Ends those that have nothing to do."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def _taken(self) -> Worker:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return Worker()

    def _left(self, worker: Worker, answer: dict[str, Any]) -> None:
        well = "failed" not in answer and answer.get("megabytes", LARGEST_IDLE) < LARGEST_IDLE
        if well and worker.files < MOST_FILES:
            with self._lock:
                self._idle.append(worker)
        else:
            worker.end()


@lru_cache(maxsize=1)
def shared() -> Workers:
    """Those of this process, as many as it has cores, and two at least: more would only share them."""
    made = Workers(max(2, os.cpu_count() or 1))
    atexit.register(made.close)
    return made


if hasattr(os, "register_at_fork"):  # a forked process (Celery's) must not speak into its parent's pipes
    os.register_at_fork(after_in_child=shared.cache_clear)
