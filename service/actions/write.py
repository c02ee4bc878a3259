"""Writes a report: all of it or nothing. What was there before stays until the new one is safely on the disk."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from service.actions.read import kind, reason, shown
from service.model.errors import OutputError

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


def check_target(path: str | Path) -> None:
    """Raises `OutputError` for a place that cannot be written, before work goes into what should stand there."""
    target = _target(path)
    if kind(target) == "folder":
        raise OutputError(f"cannot write {shown(path)}: it is a folder")
    if kind(target.parent) != "folder":
        raise OutputError(f"cannot write {shown(path)}: there is no folder {shown(target.parent)}")
    if not os.access(target.parent if kind(target) == "missing" else target, os.W_OK):
        raise OutputError(f"cannot write {shown(path)}: permission denied")


def write_report(path: str | Path, report: str | bytes) -> None:
    """Writes text as UTF-8, and bytes as they are. An existing file keeps its permissions; a link stays a link to the
    new one.

    Raises `OutputError`; then the target is as it was, and nothing else is left behind.
    """
    check_target(path)
    target, data = _target(path), report if isinstance(report, bytes) else report.encode("utf-8")
    try:
        before = None if kind(target) == "missing" else target.stat()
        if before is not None and not stat.S_ISREG(before.st_mode):
            _pour(target, data)  # /dev/null and pipes take text but must not be replaced by a file
        else:
            _replace(target, data, before)
    except OSError as error:
        kept = "; the old one is untouched" if kind(target) == "file" else ""
        raise OutputError(f"cannot write {shown(path)}: {reason(error)}{kept}") from None


def _target(path: str | Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot write {shown(path)}: {reason(error)}") from None


def _replace(target: Path, data: bytes, before: os.stat_result | None) -> None:
    temporary = target.with_name(f".variorum-{secrets.token_hex(6)}.tmp")
    try:
        with os.fdopen(os.open(temporary, NEW, 0o666), "wb") as file:
            if before is not None:
                with suppress(OSError):  # only the owner or root may
                    os.fchown(file.fileno(), before.st_uid, before.st_gid)
                os.fchmod(file.fileno(), stat.S_IMODE(before.st_mode))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:  # Ctrl-C, too
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _pour(target: Path, data: bytes) -> None:
    with target.open("wb") as file:
        file.write(data)


def _sync_folder(folder: Path) -> None:
    """So that the new name outlives a power cut; file systems that cannot do it are no reason to fail."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
