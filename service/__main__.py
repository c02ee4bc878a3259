"""`python -m service`: the command line."""

import os
import sys

# The embedder's model works in threads of its own. With OpenBLAS's beside them two cores wait for each other: comparing
# platform-x took 12 s of processor time instead of 6, to the same bytes. It is asked when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def run() -> int:
    """The whole program, with what the user typed. Returns its exit code."""
    try:
        from service.cli.main import main

        return main()
    except KeyboardInterrupt:  # while it was still starting
        return 130


if __name__ == "__main__":
    sys.exit(run())
