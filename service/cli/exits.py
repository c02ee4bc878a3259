"""The exit codes, which scripts rely on (docs/cli.md)."""

FINE = 0
FOUND = 1
BAD_INPUT = 2
FAILED = 3
INTERRUPTED = 130  # 128 + SIGINT, as shells count

HELP = """\
exit codes: 0 fine, 1 findings at or above --fail-on, 2 bad input or usage, 3 an engine or the program itself failed,
130 interrupted"""
