"""docs/cli.md names every command and every option; where it does not, this fails."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cli import exits
from service.cli.parser import COMMANDS, parser

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def options(of: argparse.ArgumentParser) -> Iterator[str]:
    for action in of._actions:
        yield from (name for name in action.option_strings if name.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield name
                yield from options(inner)


@pytest.mark.parametrize("name", sorted(set(options(parser()))))
def test_everything_is_documented(name: str) -> None:
    assert name in PAGE


def test_every_command_is_there() -> None:
    assert set(COMMANDS) <= set(options(parser()))


@pytest.mark.parametrize("code", [exits.FINE, exits.FOUND, exits.BAD_INPUT, exits.FAILED, exits.INTERRUPTED])
def test_every_exit_code_is_documented(code: int) -> None:
    assert f"| {code} |" in PAGE
    assert f"{code} " in exits.HELP


@pytest.mark.parametrize(
    "path", sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")]), ids=lambda path: str(path.name)
)
def test_commands_that_pages_name_can_be_typed(path: Path) -> None:
    """Every option of every `python -m service ...` is one that its command has."""
    (commands,) = (one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    there = {name: set(options(commands.choices[name])) for name in COMMANDS}
    for said in path.read_text(encoding="utf-8").split("python -m service ")[1:]:
        typed = re.split(r"[`#)]|\n    |\n\n", said)[0]  # inline code may go on in the next line, a block does not
        command = typed.partition(" ")[0]
        if command in there:
            assert set(re.findall(r"--[a-z-]+", typed)) <= there[command], typed
