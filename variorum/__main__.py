"""`python -m variorum` and the command `variorum`: the same program as `python -m service`."""

import sys

from service.__main__ import run

__all__ = ["run"]

if __name__ == "__main__":
    sys.exit(run())
