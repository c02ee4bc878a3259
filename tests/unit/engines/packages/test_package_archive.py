"""archive.py: hostile archives are refused in one line before anything is written outside of the place given."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from service.engines.packages.archive import MAX_FILES, unpack
from service.engines.packages.limits import Limits
from service.model.errors import BadPackage
from tests.unit.engines.packages.mirror import FOLDER, archive, packed, with_file

LIMITS = Limits(package_bytes=20_000_000, unpacked_bytes=50_000_000, seconds=1)


def named(name: str, again: str = "") -> Callable[[bytes], bytes]:
    return lambda good: with_file(good, name, again=again)


def encrypted(good: bytes) -> bytes:
    data = bytearray(good)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def damaged(good: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(good)) as whole:
        at = max(whole.infolist(), key=lambda info: info.compress_size).header_offset + 400
    return good[:at] + bytes(200) + good[at + 200 :]


def lying(good: bytes) -> bytes:
    """Says that a file has 5 bytes which has ten thousand."""
    data = bytearray(with_file(good, f"{FOLDER}/x", b"y" * 10_000))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 5)
    return bytes(data)


def long_directory(good: bytes) -> bytes:
    at = good.rfind(b"PK\x05\x06")
    return good[: at + 10] + struct.pack("<HL", 9, 90_000_000) + good[at + 16 :]


def other_method(good: bytes) -> bytes:
    whole = io.BytesIO(good)
    with zipfile.ZipFile(whole, "a") as to:
        to.writestr(f"{FOLDER}/x", "y" * 100, zipfile.ZIP_LZMA)
    return whole.getvalue()


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda good: b"", "no ZIP archive"),
    "a web page": (lambda good: b"<!doctype html><html>Not found</html>", "a web page"),
    "noise": (lambda good: b"\x93" * 5000, "no ZIP archive"),
    "truncated": (lambda good: good[: len(good) // 2], "its end is missing"),
    "damaged": (damaged, "broken archive"),
    "a program before it": (lambda good: b"#!/bin/sh\nreboot\n" + good, "no ZIP archive"),
    "climbing": (named("../../evil"), "a name that is refused: '../../evil'"),
    "climbing inside": (named(f"{FOLDER}/../../evil"), "a name that is refused"),
    "absolute": (named("/etc/evil"), "a name that is refused"),
    "drive letter": (named("C:/evil"), "a name that is refused"),
    "backslashes": (named("..\\..\\evil"), "a name that is refused"),
    "a NUL in a name": (named("a/b.model.bin", again="a/b\0model.bin"), "a name that is refused"),
    "a control character": (named(f"{FOLDER}/a\x1b[2Jb"), "a name that is refused"),
    "an empty part": (named(f"{FOLDER}//evil"), "a name that is refused"),
    "a very long name": (named(f"{FOLDER}/{'n' * 300}"), "a name that is refused"),
    "very deep": (named(f"{FOLDER}/{'d/' * 40}f"), "a name that is refused"),
    "a symbolic link": (lambda good: with_file(good, f"{FOLDER}/l", b"/etc/passwd", stat.S_IFLNK | 0o777), "a link"),
    "a device": (lambda good: with_file(good, f"{FOLDER}/d", mode=stat.S_IFCHR | 0o666), "a link or device"),
    "two names that differ in case": (named(f"{FOLDER}/Metadata.json"), "two files of one name"),
    "one name twice": (named(f"{FOLDER}/m_tadata.json", again=f"{FOLDER}/metadata.json"), "two files of one name"),
    "two spellings of one name": (
        lambda good: with_file(with_file(good, f"{FOLDER}/\u00e9"), f"{FOLDER}/e\u0301"),
        "two files of one name",
    ),
    "a file that is a folder": (named(f"{FOLDER}/metadata.json/x"), "a file that is a folder"),
    "a second package": (named("other/metadata.json"), "more than one metadata.json"),
    "a file outside": (named("other/model.bin"), "outside of its folder"),
    "no metadata": (lambda good: archive({"a/b": b"x"}), "no metadata.json"),
    "a bomb": (lambda good: archive({f"{FOLDER}/metadata.json": b"{}", f"{FOLDER}/b": bytes(40_000_000)}), "times its"),
    "too large unpacked": (lambda good: archive({"a/metadata.json": bytes(51_000_000)}), "the limit is 50,000,000"),
    "too many files": (
        lambda good: archive({f"a/{n}": b"" for n in range(MAX_FILES + 1)}),
        f"more than {MAX_FILES} files",
    ),
    "a list of files of 90 MB": (long_directory, "more than"),
    "a lie about a size": (lying, "broken archive"),
    "encrypted": (encrypted, "encrypted"),
    "another compression": (other_method, "compressed in a way"),
    "zip64": (lambda good: good[:-22] + b"PK\x06\x07" + bytes(16) + good[-22:], "ZIP64"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_archive_is_refused(kind: str, built: Path, tmp_path: Path) -> None:
    make, says = HOSTILE[kind]
    (tmp_path / "p.argosmodel").write_bytes(make(packed(built)))
    (tmp_path / "in").mkdir()
    with pytest.raises(BadPackage, match=r"^the package ") as refused:
        unpack(tmp_path / "p.argosmodel", tmp_path / "in" / "place", LIMITS)
    assert says in str(refused.value)
    assert str(refused.value).isprintable()
    assert {path.name for path in tmp_path.iterdir()} == {"p.argosmodel", "in"}
    assert {path.name for path in (tmp_path / "in").iterdir()} <= {"place"}


@pytest.mark.parametrize("top", ["translate-de_en-1_5/", "de_en/", ""])
def test_a_good_one_is_unpacked_without_its_own_folder(top: str, tmp_path: Path) -> None:
    files = {"metadata.json": b"{}", "model/model.bin": b"\0\1\2", "README.md": b""}
    (tmp_path / "p").write_bytes(archive({top + name: data for name, data in files.items()}))
    unpack(tmp_path / "p", tmp_path / "place", LIMITS)
    place = tmp_path / "place"
    assert {str(p.relative_to(place)): p.read_bytes() for p in place.rglob("*") if p.is_file()} == files


def test_what_is_executable_or_foreign_loses_its_rights(built: Path, tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(with_file(packed(built), f"{FOLDER}/run", mode=stat.S_IFREG | 0o4777))
    unpack(tmp_path / "p", tmp_path / "place", LIMITS)
    assert not (tmp_path / "place" / "run").stat().st_mode & 0o4111
