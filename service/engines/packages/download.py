"""A package from a server, going on where an earlier try or an earlier run broke off."""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from http.client import HTTPResponse
from pathlib import Path

from service.engines.packages.addresses import shown
from service.engines.packages.limits import Limits
from service.engines.packages.web import BrokeOff, RangeRefused, TooMuch, again, announced, ask, body
from service.model.errors import DownloadFailed, OutputError

Progress = Callable[[int, int | None], None]
"""Told the bytes that are there, and how many there will be, if that is known."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What the server said of a file when it began to send it: whether the rest still fits."""

    url: str
    validator: str = ""
    total: int | None = None


def size_of(url: str, limits: Limits) -> int | None:
    """What the server says without sending it; None where it does not say. Never raises: the download will."""
    try:
        with closing(ask(url, limits, "HEAD")) as answer:
            return announced(answer)
    except DownloadFailed:
        return None


def download(url: str, part: Path, limits: Limits, sha256: str = "", progress: Progress = lambda *_: None) -> None:
    """Fetches `url` into the file `part`. It and a note beside it stay, for the next call if this one breaks off.

    Raises `DownloadFailed`; then a file that is whole but wrong is gone. Raises `OutputError` for a full disk.
    """
    note = part.with_name(part.name + ".json")
    try:
        again(limits, lambda: _fetch(url, part, note, limits, progress))
        _check_sum(url, part, sha256)
    except TooMuch:
        forget(part)
        raise
    except OSError as error:
        raise OutputError(f"cannot write to {part.parent}: {(error.strerror or str(error)).lower()}") from None


def forget(part: Path) -> None:
    """Removes what was fetched."""
    for path in (part, part.with_name(part.name + ".json")):
        with suppress(OSError):
            path.unlink()


def _fetch(url: str, part: Path, note: Path, limits: Limits, progress: Progress) -> None:
    have, begun = _have(url, part, note)
    if have and have == begun.total:
        return  # an earlier run was interrupted after it
    headers = {"Range": f"bytes={have}-"} if have else {}
    if have and begun.validator:
        headers["If-Range"] = begun.validator
    with closing(_ask_from(url, part, limits, headers)) as answer:
        length = announced(answer)
        if answer.status != 206:
            have = 0  # the server ignores ranges, or has another file by now
        elif not _fits(answer, have, begun):
            forget(part)
            raise BrokeOff(f"{shown(url)}: the server sends another part of the file than was asked for")
        total = None if length is None else have + length
        _check_size(url, total, have, limits, part.parent)
        note.write_text(json.dumps(asdict(Begun(url, _validator(answer), total))), encoding="utf-8")
        with part.open("ab" if have else "wb") as file:
            for chunk in body(answer, limits, limits.package_bytes - have):
                file.write(chunk)
                have += len(chunk)
                progress(have, total)
    if total is not None and have != total:
        raise BrokeOff(f"{shown(url)} broke off after {have:,} of {total:,} bytes")


def _ask_from(url: str, part: Path, limits: Limits, headers: dict[str, str]) -> HTTPResponse:
    try:
        return ask(url, limits, headers=headers)
    except RangeRefused:
        forget(part)  # the file there has become shorter: the next try begins anew
        raise


def _have(url: str, part: Path, note: Path) -> tuple[int, Begun]:
    try:
        begun = Begun(**json.loads(note.read_text(encoding="utf-8")))
        if begun.url == url:
            return part.stat().st_size, begun
    except (OSError, ValueError, TypeError):
        pass
    return 0, Begun(url)


def _fits(answer: HTTPResponse, have: int, begun: Begun) -> bool:
    """Whether this is the rest of the very file that was begun."""
    start, _, total = answer.headers.get("Content-Range", "").removeprefix("bytes ").partition("/")
    same_total = begun.total is None or total in ("*", str(begun.total))
    same_file = not begun.validator or _validator(answer) in ("", begun.validator)
    return start.startswith(f"{have}-") and same_total and same_file


def _validator(answer: HTTPResponse) -> str:
    """For If-Range: a strong ETag, else the date; a weak ETag must not be used there (RFC 9110, 13.1.5)."""
    tag = str(answer.headers.get("ETag", ""))
    return tag if tag.startswith('"') else str(answer.headers.get("Last-Modified", ""))


def _check_size(url: str, total: int | None, have: int, limits: Limits, folder: Path) -> None:
    if total is None:
        return
    if total > limits.package_bytes:
        most = f"the limit is {limits.package_bytes:,} (VARIORUM_MAX_PACKAGE_BYTES)"
        raise DownloadFailed(f"{shown(url)} has {total:,} bytes; {most}")
    if total - have > shutil.disk_usage(folder).free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _check_sum(url: str, part: Path, sha256: str) -> None:
    if not sha256:
        return
    with part.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        forget(part)
        raise DownloadFailed(f"{shown(url)}: the checksum is not the one in the index")
