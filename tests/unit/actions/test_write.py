"""A report is written whole or not at all."""

import os
import resource
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.actions.write import check_target, write_report
from service.model.errors import OutputError


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_report(tmp_path / "report.txt", "ä⟦b⟧\n")
    finally:
        os.umask(before)
    assert (tmp_path / "report.txt").read_bytes() == "ä⟦b⟧\n".encode()
    assert stat.S_IMODE((tmp_path / "report.txt").stat().st_mode) == 0o640
    assert left(tmp_path) == ["report.txt"]


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("old")
    file.chmod(0o604)
    write_report(file, "new")
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o604
    assert left(tmp_path) == ["report.txt"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("there/real.txt")
    write_report(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "there" / "real.txt").read_text() == "new"


def test_a_reader_of_the_old_file_keeps_it(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("old")
    with file.open() as reader:
        write_report(file, "new and longer")
        assert reader.read() == "old"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (".", "it is a folder"),
        ("none/report.txt", "there is no folder"),
        ("a.txt/report.txt", "there is no folder"),
        ("x" * 300, "cannot write"),
        ("a\0b", "cannot write"),
    ],
)
def test_places_that_cannot_be_written(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(OutputError, match=says) as refused:
        write_report(f"{tmp_path}/{name}", "new")
    assert "\n" not in str(refused.value)
    assert left(tmp_path) == ["a.txt"]


def test_a_place_is_looked_at_without_touching_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    check_target(tmp_path / "a.txt")
    check_target(tmp_path / "new.txt")
    assert left(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_text()))
    reader.start()
    write_report(tmp_path / "pipe", "through")
    reader.join(5)
    assert read == ["through"]
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_device() -> None:
    with pytest.raises(OutputError, match=r"^cannot write /dev/full: no space left on device$"):
        write_report("/dev/full", "x" * 100_000)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OutputError, match=r"report\.txt: file too large; the old one is untouched"):
            write_report(file, "x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert file.read_text() == "old"
    assert left(tmp_path) == ["report.txt"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=16k", "variorum-test", str(place)]
    mounted = subprocess.run(mounting, capture_output=True, check=False).returncode == 0 if not os.geteuid() else False
    if not mounted:
        pytest.skip(
            "a real full disk is not tried: only root may mount a small file system, and not in every container"
        )
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_full(small_disk: Path) -> None:
    file = small_disk / "report.txt"
    file.write_text("old")
    with pytest.raises(OutputError, match=r"report\.txt: no space left on device; the old one is untouched"):
        write_report(file, "x" * 100_000)
    assert file.read_text() == "old"
    assert left(small_disk) == ["report.txt"]
    with pytest.raises(OutputError, match=r"no space left on device$"):
        write_report(small_disk / "new.txt", "x" * 100_000)
    assert left(small_disk) == ["report.txt"]


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_report(tmp_path / "report.txt", "new")
    assert left(tmp_path) == []
