"""The command line: picks the command, and turns whatever goes wrong into one line and an exit code.

Commands import what they need when they run, so that `--help` and a misspelt option answer at once.
"""

import sys
from collections.abc import Sequence

from service.cli import streams
from service.cli.exits import BAD_INPUT, FAILED, INTERRUPTED
from service.cli.parser import parser
from service.model.errors import EngineError, UnsupportedPair, VariorumError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code (service/cli/exits.py)."""
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        code = INTERRUPTED
    return streams.finish(code)


def _run(arguments: Sequence[str]) -> int:
    try:
        options = parser().parse_args(arguments)
        code: int = options.run(options)
    except SystemExit as leaving:  # argparse, after --help
        return leaving.code if isinstance(leaving.code, int) else BAD_INPUT
    except EngineError as error:
        streams.say(str(error))
        return BAD_INPUT if isinstance(error, UnsupportedPair) else FAILED
    except VariorumError as error:
        streams.say(str(error))
        return BAD_INPUT
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        streams.say(f"internal error: {what} (python -X dev -m service shows where)")
        return FAILED
    return code
