"""`python -m service`: the command line."""

import sys

if __name__ == "__main__":
    try:
        from service.cli.main import main

        code = main()
    except KeyboardInterrupt:  # while it was still starting
        code = 130
    sys.exit(code)
