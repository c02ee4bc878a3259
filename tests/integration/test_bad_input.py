"""Bad input from the command line: exit code 2, one line on standard error, nothing written anywhere."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.settings import Settings

PROJECT = Path(__file__).parents[2]
ENGLISH = "Fire in the harbour\n\nFive boats burned on Tuesday. Nobody was hurt, the police said.\n"
GERMAN = "Feuer im Hafen\n\nFünf Boote brannten am Dienstag. Niemand wurde verletzt, sagte die Polizei.\n"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Runs the program in a folder with a few files, and afterwards looks whether it left one behind."""
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "de.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "report.json").write_text("old")

    def ran(*arguments: str, stdin: bytes = b"", **options: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "service", *arguments],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(PROJECT)} | options,
            check=False,
            timeout=60,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    yield ran
    assert (tmp_path / "report.json").read_text() == "old"
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".tmp", ".part") or path.name == "new.json"]


def refused(ran: subprocess.CompletedProcess[str], says: str) -> None:
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.startswith("variorum: ")
    assert ran.stderr.count("\n") == 1
    assert ran.stderr.endswith("\n")
    assert says in ran.stderr


def big(folder: Path) -> None:
    with (folder / "big.txt").open("wb") as file:
        file.truncate(50_000_000)


PREPARED: dict[str, Callable[[Path], object]] = {
    "empty": lambda folder: (folder / "x.txt").touch(),
    "blank": lambda folder: (folder / "x.txt").write_text(" \n\n"),
    "furniture": lambda folder: (folder / "x.txt").write_text("Enlarge image\n\nPhoto: M. Example/Agency\n"),
    "cp1252": lambda folder: (folder / "x.txt").write_bytes(GERMAN.encode("cp1252")),
    "nul": lambda folder: (folder / "x.txt").write_bytes(b"Five boats\0 burned."),
    "pdf": lambda folder: (folder / "x.txt").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
    "big": big,
    "pipe": lambda folder: os.mkfifo(folder / "x.txt"),
    "device": lambda folder: (folder / "x.txt").symlink_to("/dev/zero"),
    "link": lambda folder: (folder / "x.txt").symlink_to("en.txt"),
    "table": lambda folder: (folder / "other" / "story.toml").write_text("title = "),
    "alike": lambda folder: (
        (folder / "other" / "story.toml").write_text(
            '[[versions]]\nid = "a"\nfile = "1.txt"\n[[versions]]\nid = "a"\nfile = "2.txt"\n'
        )
        and [(folder / "other" / f"{n}.txt").write_text(ENGLISH) for n in (1, 2)]
    ),
    "latin": lambda folder: (folder / "Gr\udcfc\udcdfe.txt").write_text("x"),
}


@pytest.mark.parametrize(
    ("prepare", "sources", "says"),
    [
        (None, ["none.txt"], "no such file: none.txt"),
        (None, ["en.txt", "none.txt"], "no such file: none.txt"),
        (None, ["no\nsuch\x1b[31m.txt"], r"no such file: 'no\nsuch\x1b[31m.txt'"),
        (None, ["other"], "other is a folder without story.toml"),
        (None, ["en.txt", "other"], "other is a folder"),
        ("empty", ["en.txt", "x.txt"], "x.txt is empty"),
        ("blank", ["en.txt", "x.txt"], "x.txt is empty"),
        ("furniture", ["en.txt", "x.txt"], "x holds no running text, only furniture"),
        (
            "cp1252",
            ["en.txt", "x.txt"],
            'it looks like cp1252 and would read "Fünf Boote brannten am": if that is right, add',
        ),
        ("nul", ["en.txt", "x.txt"], "x.txt holds NUL bytes"),
        ("pdf", ["en.txt", "x.txt"], "x.txt is not UTF-8: it seems to be a PDF"),
        ("big", ["en.txt", "big.txt"], f"big.txt has 50,000,000 bytes; the limit is {Settings().max_file_bytes:,}"),
        ("pipe", ["en.txt", "x.txt"], "x.txt is a named pipe"),
        ("device", ["en.txt", "x.txt"], "x.txt is a device"),
        (None, ["en.txt", "en.txt"], "the same file was given twice: en.txt"),
        ("link", ["en.txt", "x.txt"], "the same file was given twice: en.txt and x.txt"),
        ("table", ["other"], "story.toml is not TOML"),
        ("alike", ["other"], "two versions have the id 'a'"),
        (None, ["en.txt", "--pivot", "klingonisch"], "no such language: 'klingonisch'"),
        (None, ["en.txt", "--language", "en=german"], "no such language: 'german' (did you mean de?)"),
        (None, ["en.txt", "--language", "de=de"], "--language: there is no version de; there are en"),
        (None, ["en.txt", "--relation", "en=copy"], "there is no relation 'copy'"),
        (None, ["en.txt", "--encoding", "klingon"], "no such encoding: 'klingon'"),
        (None, ["-", "-"], "the same file was given twice: -"),
        (None, ["-"], "standard input is empty"),
    ],
)
def test_bad_input(run: Run, tmp_path: Path, prepare: str | None, sources: list[str], says: str) -> None:
    if prepare:
        PREPARED[prepare](tmp_path)
    refused(run("compare", *sources, "--output", "new.json"), says)


def test_standard_input_above_the_limit(run: Run) -> None:
    refused(
        run("compare", "-", stdin=b"x" * 2000, VARIORUM_MAX_FILE_BYTES="1000"), "standard input has more than 1,000"
    )


def test_a_name_that_is_not_utf8_is_read(run: Run, tmp_path: Path) -> None:
    try:
        PREPARED["latin"](tmp_path)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    refused(run("compare", "Gr\udcfc\udcdfe.txt", "Gr\udcfc\udcdfe.txt"), r"the same file was given twice: 'Gr\udcfc")


@pytest.mark.parametrize("command", [["detect"], ["translate", "--from", "de"], ["align", "en.txt"]])
def test_the_other_commands_refuse_the_same_way(run: Run, command: list[str]) -> None:
    refused(run(*command, "none.txt"), "no such file: none.txt")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=4k", "variorum-test", str(place)]
    if os.geteuid() or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("a real full disk is not tried: only root may mount a small file system, and not everywhere")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_full(run: Run, small_disk: Path) -> None:
    (small_disk / "report.html").write_text("old")
    refused(
        run("compare", "en.txt", "--output", "disk/report.html"),
        "cannot write disk/report.html: no space left on device; the old one is untouched",
    )
    assert [(path.name, path.read_text()) for path in small_disk.iterdir()] == [("report.html", "old")]


def test_a_pivot_that_nobody_translates_to_is_no_error(run: Run, tmp_path: Path) -> None:
    ran = run("compare", "en.txt", "de.txt", "--pivot", "fi", "--output", "fine.txt")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert "warning: No engine here translates" in (tmp_path / "fine.txt").read_text(encoding="utf-8")


def test_a_reader_that_goes_away_is_no_error(run: Run, tmp_path: Path) -> None:
    command = f"{sys.executable} -m service stories | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        check=True,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")
