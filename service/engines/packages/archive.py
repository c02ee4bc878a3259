"""The archive of a package: looked at as what a stranger sent, then unpacked file by file.

zipfile's `extractall` mends bad names silently, keeps no count, and leaves half a package behind.
"""

import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from service.engines.packages.limits import Limits
from service.model.errors import BadPackage, OutputError

MAX_FILES = 2000  # with stanza's data a package has about 20
MAX_DIRECTORY = 1_000_000  # bytes of the list of files, which zipfile reads whole
MAX_RATIO = 50  # weights hardly shrink: published packages are at 1.1 to 4
FREE_BYTES = 10_000_000  # below this the ratio does not matter
MAX_DEPTH, MAX_PART = 8, 200
METADATA = "metadata.json"
END = b"PK\x05\x06"
ZIP64 = b"PK\x06\x07"
CHUNK = 1 << 20


def unpack(path: Path, place: Path, limits: Limits) -> None:
    """Unpacks a package, without its own outer folder, into the new folder `place`.

    Raises `BadPackage`, before anything is written where the list of files tells it; `OutputError` for a full disk.
    """
    _check_file(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(archive.infolist(), path.stat().st_size, limits)
            place.mkdir()
            for inner, info in members.items():
                _write(archive, info, place / inner)
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError) as error:
        raise BadPackage(f"the package is a broken archive: {' '.join(str(error).split())[:120]}") from None
    except (ValueError, UnicodeError):
        raise BadPackage("the package is a broken archive") from None
    except OSError as error:
        raise OutputError(f"the package cannot be unpacked: {(error.strerror or str(error)).lower()}") from None


def _check_file(path: Path, limits: Limits) -> None:
    """Before zipfile reads the list of files into memory: that it is one, and how long it is."""
    try:
        with path.open("rb") as file:
            head = file.read(64)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - (1 << 16) - 42))
            tail = file.read()
    except OSError as error:
        raise BadPackage(f"the package cannot be read: {(error.strerror or str(error)).lower()}") from None
    if size > limits.package_bytes:
        raise BadPackage(f"the package has {size:,} bytes; the limit is {limits.package_bytes:,}")
    if head.lstrip()[:1] == b"<":
        raise BadPackage("the package is a web page, not an archive")
    at = tail.rfind(END)
    if not head.startswith(b"PK\x03\x04") or at < 0 or at + 22 > len(tail):
        raise BadPackage("the package is no ZIP archive, or its end is missing")
    files, directory = struct.unpack("<HL", tail[at + 10 : at + 16])
    if ZIP64 in tail[max(0, at - 20) : at]:
        raise BadPackage("the package is a ZIP64 archive, which no package needs to be")
    if files > MAX_FILES or directory > MAX_DIRECTORY:
        raise BadPackage(f"the package has more than {MAX_FILES} files, or very long names")


def _members(infos: list[zipfile.ZipInfo], size: int, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """Path inside the package -> file. Folders come with their files."""
    if len(infos) > MAX_FILES:
        raise BadPackage(f"the package has more than {MAX_FILES} files")
    for info in infos:
        _check(info)
    total = sum(info.file_size for info in infos)
    if total > limits.unpacked_bytes:
        raise BadPackage(f"the package unpacks to {total:,} bytes; the limit is {limits.unpacked_bytes:,}")
    if total > max(FREE_BYTES, MAX_RATIO * size):
        raise BadPackage(f"the package unpacks to {total // size} times its size, as archives meant to harm do")
    _check_doubles([info.filename for info in infos])
    files = [info for info in infos if not info.is_dir()]
    tops = [top for info in files if (top := _top(info.filename)) is not None]
    if len(tops) != 1:
        raise BadPackage(f"the package has {'more than one' if tops else 'no'} {METADATA}")
    outside = [info.filename for info in files if not info.filename.startswith(tops[0])]
    if outside:
        raise BadPackage(f"the package has a file outside of its folder: {_shown(outside[0])}")
    return {info.filename.removeprefix(tops[0]): info for info in files}


def _check(info: zipfile.ZipInfo) -> None:
    name, mode = info.orig_filename, info.external_attr >> 16  # zipfile cuts `filename` at a NUL
    parts = name.removesuffix("/").split("/")
    bad = any(part in ("", ".", "..") or len(part.encode()) > MAX_PART or part[-1] in ". " for part in parts)
    if bad or len(parts) > MAX_DEPTH or any(c in '\\:*?"<>|' or not c.isprintable() for c in name):
        raise BadPackage(f"the package has a file with a name that is refused: {_shown(name)}")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise BadPackage(f"the package has a link or device: {_shown(name)}")
    if info.flag_bits & 0x1:
        raise BadPackage("the package is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadPackage(f"the package is compressed in a way that is not read: {_shown(name)}")


def _check_doubles(names: list[str]) -> None:
    """Names that are one on a disk which does not tell case apart; a file that is another one's folder."""
    seen = [unicodedata.normalize("NFC", name.removesuffix("/")).casefold() for name in names]
    if len(set(seen)) != len(seen):
        raise BadPackage("the package has two files of one name")
    files = {key for key, name in zip(seen, names, strict=True) if not name.endswith("/")}
    if any(str(folder) in files for key in seen for folder in PurePosixPath(key).parents):
        raise BadPackage("the package has a file that is a folder, too")


def _top(name: str) -> str | None:
    """The folder that makes this file the package's metadata: "" or one level down, as argostranslate packs them."""
    parts = name.split("/")
    return "/".join([*parts[:-1], ""]) if parts[-1] == METADATA and len(parts) <= 2 else None


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    left = info.file_size
    with archive.open(info) as packed, target.open("xb") as file:
        while chunk := packed.read(CHUNK):  # the last one also checks the sum
            left -= len(chunk)
            if left < 0:
                raise BadPackage(f"the package has a file longer than announced: {_shown(info.filename)}")
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if left:
        raise BadPackage(f"the package has a file shorter than announced: {_shown(info.filename)}")


def _shown(name: str) -> str:
    return repr(name[:80])
