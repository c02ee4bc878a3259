"""The child: `python -m service.sandbox.child`. It reads one file after another until its standard input ends.

It is started afresh and not forked: a fork of a process with models and threads in it may hang. The limits are its own
(setrlimit), so that they hold even when the server is gone.
"""

import math
import os
import signal
import time
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from service.model.errors import InputError
from service.parsers import PARSERS
from service.sandbox import frames

try:
    import resource
except ImportError:  # not on every system: there the server's clock alone ends what takes long
    resource = None  # type: ignore[assignment]

NICE = 5
"""Whoever waits for a page of the server goes before whoever uploads."""
MEGABYTE = 1 << 20


def main() -> None:
    """Says that it is there, then answers."""
    heard, said = _confine()
    frames.write(said, {"ready": True})
    while asked := frames.read(heard):
        head, data = asked
        frames.write(said, _answer(head, data))


def _confine() -> tuple[IO[bytes], IO[bytes]]:
    """The two streams. What a parser prints goes nowhere; texts under embargo are in no core dump; Ctrl-C is the
    server's, which then ends its children."""
    heard, said = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICE)
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return heard, said


def _answer(head: dict[str, Any], data: bytes) -> dict[str, Any]:
    began = time.process_time()
    try:
        module, _, name = PARSERS[head["parser"]].partition(":")
        parse = getattr(import_module(module), name)
        _limit(began + head["seconds"], head["megabytes"])
        answer = {"value": parse(data, **head["options"])}
    except InputError as error:
        answer = {"wrong": str(error)}
    except MemoryError:
        answer = {"failed": "memory"}
    except Exception as error:  # a fault of the parser: only its kind is told, since its words may be the file's
        answer = {"failed": "fault", "fault": type(error).__name__}
    return answer | {"seconds": time.process_time() - began, "megabytes": _most()}


def _limit(seconds: float, megabytes: int) -> None:
    """The system kills a process at the first whole second of processor time beyond the soft limit."""
    if resource is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds), hard))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, hard))


def _most() -> float:
    """Megabytes that it ever had, where the system tells (Linux). Not getrusage's, which begin with those of whoever
    started this process."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) / 1024
    except (OSError, ValueError, IndexError):
        return 0.0


if __name__ == "__main__":
    main()
