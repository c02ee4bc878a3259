"""What is being done, on one line of the terminal that is written over and goes away at the end."""

import sys
from contextlib import suppress
from time import perf_counter
from types import TracebackType
from typing import Self, TextIO

STAGES = {
    "detect": "telling languages",
    "align": "aligning sentences",
    "translate": "translating sentences",
    "differences": "looking for differences",
}


class Progress:
    """Told the stages as `service.pipeline.run.Progress`. Says nothing where standard error is no terminal."""

    def __init__(self, quiet: bool = False, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._on = not quiet and self._stream is not None and self._stream.isatty()
        self._width = 0
        self._start = perf_counter()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Shows the stage; how far it is, once that is known."""
        far = f" {done} of {total}" if done else ""
        self._show(f"{STAGES.get(stage, stage)}{far} ... {perf_counter() - self._start:.0f} s")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._show("")

    def _show(self, line: str) -> None:
        if self._on:
            with suppress(OSError, ValueError):
                blank = " " * (self._width - len(line))
                self._stream.write(f"\r{line}{blank}" if line else f"\r{blank}\r")
                self._stream.flush()
            self._width = len(line)
