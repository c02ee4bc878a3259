"""The system's `apertium` program, where it is installed: rules and dictionaries, best between close languages."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from subprocess import PIPE

from service.engines.apertium_modes import MODES, Modes, find_mode, installed_modes
from service.engines.distributions import ABSENT
from service.engines.loaded import Loaded
from service.engines.pieces import cut_at_marks, translate_pieces
from service.model.errors import EngineError, UnsupportedPair
from service.settings import Settings

BETWEEN = "\n\n"
"""A blank line ends a sentence for Apertium and comes out as it went in. Its own `-f line` drops full stops at the ends
of lines, and NUL comes out as nothing at all (both seen with 3.8.3)."""
LONGEST = 4000  # code points; rules have no limit, but a line may
SECONDS = 60.0
"""Patience for a process: it starts in a tenth of a second and translates thousands of words in the next."""


class Apertium:
    """The pairs that `apertium -l` lists. One process for all texts of a call, so threads and forks are its own."""

    def __init__(self, threads: int = 2, seconds: float = SECONDS) -> None:
        """`threads`: processes side by side, where sentences must be asked for one by one."""
        self.name = "apertium"
        self._threads = max(1, threads)
        self._seconds = seconds
        self._modes: Loaded[tuple[str, int], Modes] = Loaded("Apertium modes")
        self.version = _version(shutil.which("apertium"))

    def supports(self, source: str, target: str) -> bool:
        """Whether the system has a mode for this very pair; the program is asked for its list once."""
        return self._find(source, target) is not None

    def package(self, source: str, target: str) -> str:
        """The mode that serves the pair: "spa-cat"; "" if none does."""
        found = self._find(source, target)
        return found[1] if found else ""

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many translations as texts. Words that it does not know stay as they are, unmarked."""
        found = self._find(source, target)
        if found is None:
            raise UnsupportedPair(f"the system has no Apertium mode for {source} to {target}")
        program, mode = found
        return translate_pieces(
            texts, target, lambda text: cut_at_marks(text, LONGEST), lambda pieces: self._run(program, mode, pieces)
        )

    def _find(self, source: str, target: str) -> tuple[str, str] | None:
        """Program and mode. A mode that comes or goes changes the folder, which is then read again."""
        program = shutil.which("apertium")
        if program is None:
            return None
        modes = self._modes.get((program, _changed()), lambda: installed_modes(program))
        mode = find_mode(modes, source, target)
        return (program, mode) if mode else None

    def _run(self, program: str, mode: str, pieces: Sequence[str]) -> list[str]:
        together = self._ask(program, mode, BETWEEN.join(pieces)).split(BETWEEN)
        if len(together) == len(pieces):
            return [_one_line(words) for words in together]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(lambda piece: _one_line(self._ask(program, mode, piece)), pieces))

    def _ask(self, program: str, mode: str, text: str) -> str:
        # A session of its own: the program is a shell script, and at the time limit its whole pipe must end.
        try:
            process = subprocess.Popen(  # noqa: S603 - the mode is one that the program listed
                [program, "-u", mode], stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True
            )
        except OSError as error:
            raise EngineError(f"apertium cannot be started: {error.strerror}") from error
        with process:
            try:
                out, err = process.communicate(text.encode("utf-8") + b"\n", timeout=self._seconds)
            except subprocess.TimeoutExpired as error:
                _end(process)
                raise EngineError(f"apertium {mode} took longer than {self._seconds:g} s") from error
        if process.returncode:
            reason = " ".join(err.decode("utf-8", "replace").split())[:200]
            raise EngineError(f"apertium {mode} failed: {reason or f'exit code {process.returncode}'}")
        return out.decode("utf-8", "replace").removesuffix("\n")


def from_settings(settings: Settings) -> Apertium:
    """For the table of engines."""
    return Apertium(threads=settings.threads)


def _version(program: str | None) -> str:
    if program is None:
        return ABSENT
    try:
        done = subprocess.run(  # noqa: S603 - found in PATH
            [program, "-V"], capture_output=True, timeout=5, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    found = re.search(rb"(?<!\d)\d+(?:\.\d+)+", done.stdout)
    return found[0].decode() if found else "unknown"


def _changed() -> int:
    try:
        return MODES.stat().st_mtime_ns
    except OSError:
        return -1


def _end(process: "subprocess.Popen[bytes]") -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (OSError, AttributeError):  # gone already, or a system without groups of processes
        process.kill()
    process.communicate()


def _one_line(words: str) -> str:
    return " ".join(words.split())
