"""Standard output and standard error: what may be wrong with them must not become a traceback."""

import os
import sys
from contextlib import suppress
from typing import TextIO

from service.cli.exits import BAD_INPUT
from service.model.errors import OutputError

PROGRAM = "variorum"

PLAIN = str.maketrans(
    {"⟦": "[", "⟧": "]", "·": "-", "─": "-", "…": "...", "—": "--", "–": "-"} | dict.fromkeys("“”„", '"')
)
"""The report's marks in ASCII, for terminals that have no others."""


def say(message: str) -> None:
    """One line on standard error, whatever is in the message; nothing where nobody can be told."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in " ".join(message.split()))
    _tell(f"{PROGRAM}: {line}\n")


def tell(text: str) -> None:
    """Text on standard error as it is."""
    _tell(text)


def write(text: str, utf8: bool = False) -> None:
    """Text on standard output, in UTF-8 or in the terminal's encoding; what that lacks is put plainly, or as "?".

    A reader that has gone away (`| head`) has had enough, which is no error. Raises `OutputError` for a full disk.
    """
    out = _output()
    _put(out, text.encode("utf-8", "replace") if utf8 else _encoded(text, out.encoding or "utf-8"))


def write_bytes(data: bytes) -> None:
    """The same for what is no text."""
    _put(_output(), data)


def _put(out: TextIO, data: bytes) -> None:
    try:
        out.flush()
        out.buffer.write(data)
        out.buffer.flush()
    except BrokenPipeError:
        _silence(out)
    except OSError as error:
        _silence(out)
        raise OutputError(f"cannot write to standard output: {(error.strerror or str(error)).lower()}") from None


def finish(code: int) -> int:
    """The exit code after everything is written; flushing here keeps the interpreter from complaining at its end."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except BrokenPipeError:
            _silence(stream)
        except OSError:
            _silence(stream)
            code = code or BAD_INPUT
    return code


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(PLAIN).encode(encoding, "replace")


def _output() -> TextIO:
    if sys.stdout is None:
        raise OutputError("cannot write to standard output: it is closed")
    return sys.stdout


def _silence(stream: TextIO) -> None:
    """Sends what is still buffered to nowhere."""
    with suppress(OSError, ValueError):
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)


def _tell(text: str) -> None:
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()
