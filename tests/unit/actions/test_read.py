import io
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.actions.read import identity, read_text, shown
from service.model.errors import TooLarge, UnreadableFile

LIMIT = 1000


class Stdin(io.TextIOWrapper):
    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Eins.\r\nZwei.\rDrei.\u2028Vier.\n".encode())
    assert read_text(file, LIMIT) == "Eins.\r\nZwei.\rDrei.\u2028Vier.\n"


def test_the_limit_is_looked_at_before_reading(tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    with file.open("wb") as sparse:
        sparse.truncate(50_000_000_000)  # 50 GB that take no room
    with pytest.raises(
        TooLarge, match=r"big.txt has 50,000,000,000 bytes; the limit is 1,000 \(VARIORUM_MAX_FILE_BYTES\)"
    ):
        read_text(file, LIMIT)


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"a" * LIMIT)
    assert len(read_text(file, LIMIT)) == LIMIT


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")
def test_a_file_without_a_size_has_the_limit_too() -> None:
    with pytest.raises(TooLarge, match="more than 10 bytes"):
        read_text("/proc/self/status", 10)


def test_a_name_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"^no such file: .*/none.txt$"):
        read_text(tmp_path / "none.txt", LIMIT)


def test_a_file_taken_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(UnreadableFile, match="no such file"):
        read_text(tmp_path / "a.txt" / "b.txt", LIMIT)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "\udcff" * 300])
def test_names_that_no_file_can_have(name: str) -> None:
    with pytest.raises(UnreadableFile):
        read_text(name, LIMIT)


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(UnreadableFile, match="cannot be read: too many levels of symbolic links"):
        read_text(tmp_path / "loop", LIMIT)


@pytest.mark.parametrize("kind", ["folder", "named pipe", "socket", "device"])
def test_only_regular_files_are_opened(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    if kind == "folder":
        path.mkdir()
    elif kind == "named pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("x")
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(UnreadableFile, match=f"x is a {kind}, not a file of text"):
        read_text("x", LIMIT)


@contextmanager
def without_rights() -> Iterator[None]:
    """Root may read everything, so for a while this process is nobody."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_no_permission() -> None:
    with TemporaryDirectory() as folder:  # pytest's own is closed to others
        Path(folder).chmod(0o755)
        file = Path(folder) / "secret.txt"
        file.write_text("x")
        file.chmod(0)
        with without_rights(), pytest.raises(UnreadableFile, match=r"secret\.txt cannot be read: permission denied$"):
            read_text(file, LIMIT)


def test_no_permission_to_look() -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "secret.txt"
        file.write_text("x")
        Path(folder).chmod(0)
        with without_rights(), pytest.raises(UnreadableFile, match=r"secret\.txt cannot be read: permission denied$"):
            read_text(file, LIMIT)
        Path(folder).chmod(0o700)


class TestStandardInput:
    def test_is_read_as_a_file_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", Stdin("\ufeffÄ\r\n".encode()))
        assert read_text("-", LIMIT) == "Ä\r\n"

    def test_has_the_limit_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", Stdin(b"a" * (LIMIT + 1)))
        with pytest.raises(TooLarge, match="standard input has more than 1,000 bytes"):
            read_text("-", LIMIT)

    def test_may_be_closed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        with pytest.raises(UnreadableFile, match="standard input is closed"):
            read_text("-", LIMIT)

    def test_is_named_in_messages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", Stdin(b""))
        with pytest.raises(UnreadableFile, match=r"^standard input is empty$"):
            read_text("-", LIMIT)


def test_two_names_of_one_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "b").write_text("x")
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "hard").hardlink_to(tmp_path / "a")
    assert identity(tmp_path / "a") == identity(tmp_path / "link") == identity(tmp_path / "hard")
    assert identity(tmp_path / "a") != identity(tmp_path / "b")


@pytest.mark.parametrize(
    ("name", "in_a_message"),
    [("Übersicht 1.txt", "Übersicht 1.txt"), ("a\nb", r"'a\nb'"), ("\x1b[31m", r"'\x1b[31m'"), ("", "''")],
)
def test_names_stay_on_one_line(name: str, in_a_message: str) -> None:
    assert shown(name) == in_a_message


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.binary(max_size=100))
def test_any_file_gives_text_or_says_why_not(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "any.txt"
    file.write_bytes(data)
    try:
        assert read_text(file, LIMIT)
    except UnreadableFile as refused:
        assert "any.txt" in str(refused)
