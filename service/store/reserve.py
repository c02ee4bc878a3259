"""Disk space that is kept for making room: a file beside an SQLite database, given up when the disk is full.

To delete, SQLite writes its log first, so that on a full disk nothing could be deleted any more.
"""

import os
from pathlib import Path

BYTES = 4_000_000
"""Fifty times the log of the largest deletion that was measured (70 kB for 8 MB of texts and report, where SQLite need
not overwrite what it deletes)."""


class Reserve:
    """Beside the database at `path`; None for one that is no file, which has no reserve."""

    def __init__(self, path: Path | None) -> None:
        """Touches nothing yet."""
        self._path = path and path.with_name(f"{path.name}.reserve")

    def fill(self) -> None:
        """As large as it may be. Of what is free it takes half at most: what is written next needs room as well."""
        if self._path is None:
            return
        try:
            held = self._path.stat().st_size if self._path.exists() else 0
            wanted = min(BYTES, (held + _free(self._path.parent)) // 2)
            if wanted > held:
                _write(self._path, wanted)
        except OSError:  # it is a help, and nothing depends on it
            return

    def release(self) -> bool:
        """Gives it up. Whether there was one."""
        try:
            if self._path is not None:
                self._path.unlink()
                return True
        except OSError:
            pass
        return False


def free_bytes(path: Path) -> int | None:
    """What can be written to the disk of the file at `path`; None where the system does not say."""
    try:
        return _free(path.parent)
    except (OSError, AttributeError):
        return None


def _free(folder: Path) -> int:
    if not hasattr(os, "statvfs"):  # Windows
        raise OSError("the system does not say")
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize


def _write(path: Path, size: int) -> None:
    """Really written: a hole would take no space."""
    line = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    try:
        piece = b"\0" * 65_536
        for at in range(0, size, len(piece)):
            os.write(line, piece[: size - at])
    except OSError:
        path.unlink(missing_ok=True)
        raise
    finally:
        os.close(line)
