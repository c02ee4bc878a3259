"""Strangers' files are read in a child process that may take only so much time and memory.

A parser in C that is led astray cannot be stopped in a thread, and holds all others up; a process can be killed. The
children are kept warm: a page costs some milliseconds and not the tenth of a second that a start takes.
"""

import math
from typing import Any

from service.model.errors import InputError, ReaderFailed, TooHardToRead
from service.sandbox.workers import shared

SECONDS, MEGABYTES = 5, 512
"""A page of four million characters takes 0.6 s."""
LEAST_MEGABYTES = 100
"""Of addresses, some sixty of which Python and lxml take before they read anything."""


class Allowance:
    """What one request may spend on reading, all its files together: seconds of processor time, and the memory that a
    child may have. Not for several threads."""

    def __init__(self, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds, self._left, self._megabytes = seconds, float(seconds), megabytes

    def parse(self, parser: str, data: bytes, **options: Any) -> Any:
        """What the `parser` of this name in service/parsers makes of `data`.

        Raises the parser's `InputError`; `TooHardToRead` where it takes more than is left; `ReadersBusy`; and
        `ReaderFailed` where no process can be started.
        """
        if self._left <= 0:
            raise self._too_long()
        answer = shared().ask(parser, data, options, self._left, self._megabytes)
        self._left -= answer.get("seconds", math.inf)
        match answer:
            case {"value": value}:
                return value
            case {"wrong": str(sentence)}:
                raise InputError(sentence)
            case {"failed": "time"}:
                raise self._too_long()
            case {"failed": "memory"}:
                most = f"{self._megabytes:,} MB"
                raise TooHardToRead(f"reading it takes more than {most} of memory (VARIORUM_PARSE_MEGABYTES)")
            case {"failed": "broke-off"}:
                raise TooHardToRead("reading it broke off: the file is broken, or made to break what reads it")
        raise ReaderFailed(f"what reads files failed: {answer.get('fault', 'it answers nonsense')}")

    def _too_long(self) -> TooHardToRead:
        return TooHardToRead(f"reading it takes more than {self._seconds:g} seconds (VARIORUM_PARSE_SECONDS)")
