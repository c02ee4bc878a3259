"""Strangers' files in a child process: what it gives, what ends it, and that the next file finds another."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from service.model.errors import InputError, ReaderFailed, ReadersBusy, TooHardToRead
from service.parsers import PARSERS
from service.sandbox import Allowance
from service.sandbox.workers import Workers, shared
from tests.conftest import ROOT

PAGE = b"<p>Five <b>boats</b></p><p>burned"
ATTRIBUTES = b"<p " + b" ".join(b"a%d=1" % n for n in range(400_000)) + b">x"
"""libxml2 looks each of them up among all before it: minutes."""
EMPTY_PARAGRAPHS = b"<p>x" * 400_000
GENEROUS = 60.0


def took(begin: float) -> float:
    return time.monotonic() - begin


def test_every_parser_that_is_named_is_there() -> None:
    from importlib import import_module

    for place in PARSERS.values():
        module, _, name = place.partition(":")
        assert callable(getattr(import_module(module), name))


def test_what_the_parser_makes_of_it() -> None:
    assert Allowance().parse("words-of-html", PAGE) == "Five boats\n\nburned"


def test_a_child_is_kept_and_a_second_page_costs_next_to_nothing() -> None:
    pool = Workers(1)
    try:
        seconds = []
        for _ in range(6):
            begin = time.monotonic()
            answer = pool.ask("words-of-html", PAGE, {}, 5, 512)
            seconds.append(took(begin))
            assert answer["value"] == "Five boats\n\nburned"
        assert min(seconds[1:]) < seconds[0] / 4
    finally:
        pool.close()


def test_time_is_up() -> None:
    begin = time.monotonic()
    with pytest.raises(TooHardToRead, match=r"1 seconds .VARIORUM_PARSE_SECONDS"):
        Allowance(seconds=1).parse("words-of-html", ATTRIBUTES)
    assert took(begin) < GENEROUS
    assert Allowance().parse("words-of-html", PAGE)


def test_all_files_of_a_request_share_its_time() -> None:
    allowance = Allowance(seconds=1)
    with pytest.raises(TooHardToRead):
        allowance.parse("words-of-html", ATTRIBUTES)
    with pytest.raises(TooHardToRead):
        allowance.parse("words-of-html", PAGE)


def test_memory_is_up() -> None:
    with pytest.raises(TooHardToRead, match=r"100 MB of memory .VARIORUM_PARSE_MEGABYTES"):
        Allowance(seconds=30, megabytes=100).parse("words-of-html", EMPTY_PARAGRAPHS)
    assert Allowance().parse("words-of-html", PAGE)


@pytest.mark.parametrize("megabytes", [100, 130, 160, 190])
def test_too_little_memory_never_gives_half_a_page(megabytes: int) -> None:
    try:
        found = Allowance(seconds=30, megabytes=megabytes).parse("words-of-html", EMPTY_PARAGRAPHS)
    except TooHardToRead:
        return
    assert found.count("x") == 400_000


def test_what_the_parser_says_is_wrong_comes_through() -> None:
    with pytest.raises(InputError, match="the HTML cannot be read: too many bodies"):
        Allowance().parse("words-of-html", b"<table><li>a</body>a<body><table>b")


def test_a_fault_of_a_parser_is_none_of_the_file() -> None:
    with pytest.raises(ReaderFailed, match="TypeError"):
        Allowance().parse("words-of-html", PAGE, no_such_option=1)


def test_where_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    shared().close()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(ReaderFailed, match="no process can be started"):
        Allowance().parse("words-of-html", PAGE)
    monkeypatch.undo()
    assert Allowance().parse("words-of-html", PAGE)


def test_who_finds_all_at_work_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.sandbox.workers.WAIT_SECONDS", 0.2)
    pool = Workers(1)
    busy = threading.Thread(target=pool.ask, args=("words-of-html", ATTRIBUTES, {}, 2, 512))
    busy.start()
    time.sleep(0.5)
    with pytest.raises(ReadersBusy):
        pool.ask("words-of-html", PAGE, {}, 5, 512)
    busy.join(GENEROUS)
    assert pool.ask("words-of-html", PAGE, {}, 5, 512)["value"]
    pool.close()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="NOT TESTED: there is no /proc to look a process up in")
class TestTheProcess:
    def test_it_has_no_password_of_the_environment_and_no_model(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VARIORUM_DATABASE", "postgresql://user:secret@127.0.0.1/x")
        pool = Workers(1)
        pool.ask("words-of-html", PAGE, {}, 5, 512)
        place = Path(f"/proc/{pool._idle[0]._process.pid}")
        assert b"secret" not in (place / "environ").read_bytes()
        mapped = (place / "maps").read_text()
        assert "etree" in mapped
        assert "ctranslate2" not in mapped and "onnxruntime" not in mapped and "numpy" not in mapped
        pool.close()
        assert not place.exists()

    def test_it_ends_with_its_server_even_when_that_is_killed(self) -> None:
        program = (
            "import os, signal\nfrom service.sandbox import Allowance\nfrom service.sandbox.workers import shared\n"
            "Allowance().parse('words-of-html', b'<p>x')\n"
            "print(shared()._idle[0]._process.pid, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n"
        )
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
        pid = int(done.stdout)
        until = time.monotonic() + GENEROUS
        while _runs(pid) and time.monotonic() < until:
            time.sleep(0.05)
        assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_forked_process_gets_children_of_its_own() -> None:
    """Two processes that speak into one pipe would mix up the texts of two people."""
    if not hasattr(os, "fork"):
        pytest.skip("NOT TESTED: this system does not fork")
    program = (
        "import os\nfrom service.sandbox import Allowance\nfrom service.sandbox.workers import shared\n"
        "Allowance().parse('words-of-html', b'<p>x')\nmine = shared()\npid = os.fork()\n"
        "if pid == 0:\n    os._exit(0 if shared() is not mine and not shared()._idle else 1)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
