"""Reads files that a person named: whatever is wrong with one is said in one line.

Only regular files are opened (a named pipe would wait for ever, a device may do anything), and never more of one than
the limit is held in memory.
"""

import errno
import os
import stat
import sys
from pathlib import Path

from service.actions.encodings import decode
from service.model.errors import TooLarge, UnreadableFile

STANDARD_INPUT = "-"
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_MISSING = (errno.ENOENT, errno.ENOTDIR)


def read_text(path: str | Path, limit: int, encoding: str | None = None, forced: bool = False) -> str:
    """The text of a file, or of standard input for "-"; `encoding` and `forced` as in `decode`, `limit` in bytes.

    Raises `UnreadableFile`, `TooLarge`, `NoSuchEncoding`.
    """
    name = shown(path)
    data = _standard_input(limit) if str(path) == STANDARD_INPUT else _file(path, limit)
    return decode(data, "standard input" if str(path) == STANDARD_INPUT else name, encoding, forced)


def shown(path: str | Path) -> str:
    """A name for a message of one line: as it is where it can be printed, else with escapes."""
    text = str(path)
    return text if text and text.isprintable() else repr(text)


def kind(path: str | Path) -> str:
    """One of "file", "folder", "other" and "missing"; the last also for what may not be looked at: reading tells why.

    (pathlib's own tests raise for some names, such as one that is too long.)
    """
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError):
        return "missing"
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"


def identity(path: str | Path) -> tuple[int, int]:
    """Device and inode: the same for two names of one file. Raises `UnreadableFile` for what is no regular file."""
    found = _status(path)
    return found.st_dev, found.st_ino


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, as the end of a sentence: "permission denied"."""
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]


def _status(path: str | Path) -> os.stat_result:
    try:
        found = Path(path).stat()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _refused(path, error) from None
    if not stat.S_ISREG(found.st_mode):
        kind = next((words for test, words in _KINDS if test(found.st_mode)), "something else")
        raise UnreadableFile(f"{shown(path)} is {kind}, not a file of text")
    return found


def _file(path: str | Path, limit: int) -> bytes:
    size = _status(path).st_size
    if size > limit:
        raise _too_large(shown(path), limit, size)
    try:
        # What became a pipe since the check above must not block.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise _refused(path, error) from None
    if len(data) > limit:  # it grew, or is one of /proc's files, which have no size
        raise _too_large(shown(path), limit)
    return data


def _standard_input(limit: int) -> bytes:
    if sys.stdin is None:
        raise UnreadableFile("standard input is closed")
    try:
        data = sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise UnreadableFile(f"standard input cannot be read: {reason(error)}") from None
    if len(data) > limit:
        raise _too_large("standard input", limit)
    return data


def _refused(path: str | Path, error: OSError | ValueError) -> UnreadableFile:
    if isinstance(error, OSError) and error.errno in _MISSING:
        return UnreadableFile(f"no such file: {shown(path)}")
    return UnreadableFile(f"{shown(path)} cannot be read: {reason(error)}")


def _too_large(name: str, limit: int, size: int | None = None) -> TooLarge:
    has = f"has {size:,} bytes" if size is not None else f"has more than {limit:,} bytes"
    return TooLarge(f"{name} {has}; the limit is {limit:,} (VARIORUM_MAX_FILE_BYTES)")
