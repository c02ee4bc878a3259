from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from service.cli.main import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs a command in this process."""

    def ran(*arguments: str | Path) -> Ran:
        code = main([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return ran


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, which one stands in, with two versions that differ in a number."""
    monkeypatch.chdir(tmp_path)
    first = "Fire in the harbour\n\nFive boats burned on Tuesday. Nobody was hurt, the police said.\n"
    (tmp_path / "first.txt").write_text(first, encoding="utf-8")
    (tmp_path / "wire-copy.txt").write_text(first.replace("Five", "Nine"), encoding="utf-8")
    return tmp_path
