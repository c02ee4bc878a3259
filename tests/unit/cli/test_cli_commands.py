import http.client
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from service.actions.stories import bundled_stories


@pytest.mark.usefixtures("news")
class TestDetect:
    def test_one_line_a_file(self, run: Callable) -> None:
        Path("de.txt").write_text("Am Dienstag brannten fünf Boote, sagte die Polizei.\n", encoding="utf-8")
        Path("zahl.txt").write_text("1 2 3")
        lines = run("detect", "first.txt", "de.txt", "zahl.txt").out.splitlines()
        assert [line.split()[0] for line in lines] == ["en", "de", "und"]
        assert "German" in lines[1]
        assert lines[1].endswith("de.txt")
        assert "not sure" in lines[2]

    def test_as_json(self, run: Callable) -> None:
        (found,) = json.loads(run("detect", "first.txt", "--format", "json").out)
        assert (found["file"], found["code"]) == ("first.txt", "en")
        assert 0 < found["confidence"] <= 1

    def test_nothing_is_printed_where_one_file_is_bad(self, run: Callable) -> None:
        ran = run("detect", "first.txt", "none.txt")
        assert (ran.code, ran.out) == (2, "")


@pytest.mark.usefixtures("news")
class TestTranslate:
    def test_a_pair_that_comes_with_it(self, run: Callable) -> None:
        Path("pt.txt").write_text("O presidente anunciou a medida na terça-feira.\n\nNinguém ficou ferido.\n")
        ran = run("translate", "pt.txt")
        assert ran.code == 0
        first, blank, second = ran.out.splitlines()
        assert "president" in first.lower()
        assert blank == ""
        assert "injured" in second or "hurt" in second

    def test_a_pair_that_nobody_translates(
        self, run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("VARIORUM_ARGOS_PACKAGES", str(tmp_path))
        ran = run("translate", "first.txt", "--from", "xh")
        assert (ran.code, ran.out) == (2, "")
        assert "nothing that is installed translates Xhosa to English" in ran.err


@pytest.mark.usefixtures("news")
class TestAlign:
    def test_beads_are_numbered(self, run: Callable) -> None:
        out = run("align", "first.txt", "wire-copy.txt").out
        assert out.startswith("1 (1:1)\n  < Fire in the harbour\n  > Fire in the harbour\n\n2 (1:1)\n  < Five boats")

    def test_as_json(self, run: Callable) -> None:
        beads = json.loads(run("align", "first.txt", "wire-copy.txt", "--format", "json").out)
        assert beads[0] == {"left": ["Fire in the harbour"], "right": ["Fire in the harbour"]}

    def test_it_takes_two(self, run: Callable) -> None:
        assert run("align", "first.txt").code == 2


class TestLanguages:
    def test_list(self, run: Callable) -> None:
        ran = run("languages", "list")
        (portuguese,) = (line for line in ran.out.splitlines() if line.startswith("pt"))
        assert "Portuguese" in portuguese
        assert "pt-en" in portuguese

    def test_list_for_another_pivot(self, run: Callable) -> None:
        assert "to Portuguese" in run("languages", "list", "--pivot", "pt").out
        assert run("languages", "list", "--pivot", "klingonisch").code == 2


def test_stories_are_listed(run: Callable) -> None:
    lines = run("stories").out.splitlines()
    assert [line.split()[0] for line in lines] == list(bundled_stories())
    assert "5 versions (de en fr es): Air strikes near Ras Dahar" in "\n".join(lines)


class TestServe:
    def test_it_answers_until_it_is_interrupted(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VARIORUM_DATABASE", str(tmp_path / "variorum.sqlite"))
        command = [sys.executable, "-m", "service", "serve", "--port", "0"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=_interruptible) as serving:
            try:
                assert serving.stderr is not None
                url = serving.stderr.readline().split()[3]
                service = http.client.HTTPConnection(url.removeprefix("http://"), timeout=20)
                service.request("GET", "/health")
                assert json.load(service.getresponse())["status"] == "ok"
                serving.send_signal(signal.SIGINT)
                assert serving.wait(20) == 130
                assert "Traceback" not in serving.stderr.read()
            finally:
                serving.kill()

    def test_a_port_that_is_taken(self, run: Callable) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            ran = run("serve", "--port", str(taken.getsockname()[1]))
        assert (ran.code, ran.out) == (2, "")
        assert "address already in use\n" in ran.err

    def test_a_port_that_cannot_be(self, run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
        assert run("serve", "--port", "70000").code == 2
        monkeypatch.setenv("VARIORUM_PORT", "70000")
        assert "VARIORUM_PORT must be from 0 to 65535" in run("serve").err


def _interruptible() -> None:
    """A shell's background jobs ignore SIGINT, and hand that on."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
