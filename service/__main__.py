"""`python -m service`: the command line."""

import os
import sys

# The embedder's model works in threads of its own. With OpenBLAS's beside them two cores wait for each other: comparing
# platform-x took 12 s of processor time instead of 6, to the same bytes. It is asked when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if __name__ == "__main__":
    try:
        from service.cli.main import main

        code = main()
    except KeyboardInterrupt:  # while it was still starting
        code = 130
    sys.exit(code)
