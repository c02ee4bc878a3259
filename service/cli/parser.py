"""The parser of the command line, put together from the commands, one file each."""

import argparse
import sys
from importlib import import_module
from pathlib import PurePath
from typing import Any, NoReturn

from service.cli import streams
from service.cli.exits import FINE, HELP
from service.model.errors import InputError

COMMANDS = ("compare", "detect", "translate", "align", "languages", "stories", "rules", "serve", "worker", "keys")
"""Each is a module here with `add(commands)`, which hangs a parser with its `run(options) -> int` into the table."""


INSTALLED = "variorum"
LEAST_COLUMN = 14
"""argparse forgets that commands stand two columns further in, and would break lines for the longest."""


class UsageError(InputError):
    """The command line cannot be understood."""

    code = "usage"


class Parser(argparse.ArgumentParser):
    """argparse's, but an error is one line, as all others are, and options are not guessed from their beginnings:
    a script must not change its meaning when an option is added. Descriptions keep their lines."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False, formatter_class=_Formatter)

    def error(self, message: str) -> NoReturn:
        """Raises `UsageError`."""
        raise UsageError(f"{message} (see {self.prog} --help)")

    def _print_message(self, message: str, file: object = None) -> None:
        """The method of argparse would swallow a disk that is full."""
        streams.write(message)


def parser() -> Parser:
    """The whole parser."""
    whole = Parser(
        prog=typed(sys.argv[0]),
        description="Variorum shows where several versions of one news story say different things.",
        epilog=HELP,
    )
    whole.add_argument("--version", action=_ShowVersion, nargs=0, help="show the program's version and exit")
    commands = whole.add_subparsers(metavar="COMMAND", title="commands", dest="command")
    for name in COMMANDS:
        import_module(f"service.cli.{name}").add(commands)
    whole.set_defaults(run=lambda _: whole.error(f"name a command: {', '.join(COMMANDS)}"))
    return whole


def typed(program: str) -> str:
    """What the user types to call this `program`: `variorum` where it was installed, else `python -m` and a package."""
    path = PurePath(program)
    if path.stem == INSTALLED:
        return INSTALLED
    return f"python -m {INSTALLED if path.parent.name == INSTALLED else 'service'}"


Commands = argparse._SubParsersAction
"""argparse has no public name for what `add_subparsers` returns."""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30)
        self._action_max_length = LEAST_COLUMN


class _ShowVersion(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from service.pipeline.program import PROGRAM

        streams.write(f"variorum {PROGRAM}\n")
        parser.exit(FINE)
