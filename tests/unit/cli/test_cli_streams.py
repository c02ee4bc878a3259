import io
import os
import sys
from pathlib import Path

import pytest

from service.cli import streams
from service.cli.progress import Progress
from service.model.errors import OutputError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class TestOutput:
    def test_what_a_terminal_lacks_is_put_plainly(self, monkeypatch: pytest.MonkeyPatch) -> None:
        written = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
        streams.write("“ä” · on ⟦Platform⟧ …\n")
        assert written.getvalue() == b'"?" - on [Platform] ...\n'

    def test_machines_get_utf8_anywhere(self, monkeypatch: pytest.MonkeyPatch) -> None:
        written = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
        streams.write("ä\n", utf8=True)
        assert written.getvalue() == "ä\n".encode()

    def test_a_reader_that_has_gone_is_no_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "w") as out:
            monkeypatch.setattr(sys, "stdout", out)
            streams.write("x" * 100_000)
            streams.write("more")
            assert streams.finish(1) == 1

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_a_full_disk_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with Path("/dev/full").open("w") as out:
            monkeypatch.setattr(sys, "stdout", out)
            with pytest.raises(OutputError, match=r"^cannot write to standard output: no space left on device$"):
                streams.write("x")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_so_it_is_at_the_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with Path("/dev/full").open("w") as out:
            monkeypatch.setattr(sys, "stdout", out)
            out.write("x")
            assert streams.finish(0) == 2

    def test_it_may_be_closed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdout", None)
        with pytest.raises(OutputError, match="it is closed"):
            streams.write("x")
        assert streams.finish(0) == 0


class TestMessages:
    def test_are_one_line_without_controls(self, capsys: pytest.CaptureFixture[str]) -> None:
        streams.say("a\nb \x1b[31m \udce9 ü")
        assert capsys.readouterr().err == "variorum: a b \\x1b[31m \\udce9 ü\n"

    def test_are_lost_where_nobody_can_be_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stderr", None)
        streams.say("a")


class TestProgress:
    def test_is_one_line_that_goes_away(self) -> None:
        terminal = Terminal()
        with Progress(stream=terminal) as progress:
            progress("align", 0, 2)
            progress("translate", 64, 120)
            progress("x", 0, 0)
        shown = terminal.getvalue()
        assert "\raligning sentences ... 0 s" in shown
        assert "\rtranslating sentences 64 of 120 ... 0 s" in shown
        assert "\n" not in shown
        screen = ""
        for line in shown.split("\r"):  # each writes over the one before
            screen = line + screen[len(line) :]
        assert screen.strip() == ""

    @pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
    def test_is_silent_in_a_pipe_and_where_it_is_not_wanted(self, stream: io.StringIO) -> None:
        with Progress(quiet=stream.isatty(), stream=stream) as progress:
            progress("align", 0, 2)
        assert stream.getvalue() == ""
