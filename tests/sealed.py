"""Runs a command where no packet can leave the machine, and tells who tried.

Two instruments, as neither sees all: Python's audit hook (tests/audit) knows who asked for what, and is blind to native
code; the kernel counts every packet, and does not know whose it was. In a network namespace of its own every address,
the name server's included, is routed to the loopback interface, which counts what it is given.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
AUDIT = Path(__file__).parent / "audit"

PREFIXES = (("unshare", "--net", "--mount"), ("unshare", "--net", "--mount", "--map-root-user"))
"""As root, and as a user who is root within."""

SHELL = """
set -e
ip link set lo up
ip route add default dev lo
ip -6 route add default dev lo 2> /dev/null || true  # where the kernel has it
mount --bind "$TESTS_RESOLV" /etc/resolv.conf
for folder in $TESTS_READ_ONLY; do  # root may write whatever the mode says, but not to a file system that is read-only
    mount -t tmpfs -o ro none "$folder"
    ! touch "$folder/x" 2> /dev/null
done
set +e
"$@"
code=$?
grep lo: /proc/self/net/dev > "$TESTS_COUNTED"
exit $code
"""
NAME_SERVER = "nameserver 192.0.2.53\noptions timeout:1 attempts:1\n"
"""Nobody's address (RFC 5737)."""
SENT = 10  # the column of /proc/net/dev that counts packets sent


@dataclass(frozen=True)
class Watched:
    """How a command ended. `asked`: a line for each event of the audit hook; `packets`: how many the kernel was given,
    None where nobody counted."""

    code: int
    out: str
    err: str
    asked: tuple[str, ...]
    packets: int | None


def watched(
    command: Sequence[str],
    environment: Mapping[str, str],
    given: str = "",
    read_only: Sequence[Path] = (),
    sealed: bool = True,
) -> Watched:
    """Runs a command in the root of the repository, with nothing but this environment and a PATH; where namespaces are
    not permitted, or not `sealed`, with the audit hook alone. `read_only`: folders that are so in a namespace."""
    return _run(_prefix() if sealed else (), command, environment, given, read_only)


@cache
def why_not() -> str:
    """Why packets cannot be counted on this machine; "" if they can."""
    if _prefix():
        return ""
    return f"namespaces are not permitted on this machine: {_trial(PREFIXES[-1]).err.strip()[-200:]}"


@cache
def _prefix() -> tuple[str, ...]:
    return next((prefix for prefix in PREFIXES if _trial(prefix).packets == 0), ())


def _trial(prefix: Sequence[str]) -> Watched:
    with TemporaryDirectory() as folder:
        try:
            return _run(prefix, ["true"], {}, "", [Path(folder)])
        except OSError as error:
            return Watched(-1, "", str(error), (), None)


def _run(
    prefix: Sequence[str], command: Sequence[str], environment: Mapping[str, str], given: str, read_only: Sequence[Path]
) -> Watched:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "resolv.conf").write_text(NAME_SERVER)
        ours = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(AUDIT),
            "TESTS_ASKED": str(folder / "asked"),
            "TESTS_COUNTED": str(folder / "counted"),
            "TESTS_RESOLV": str(folder / "resolv.conf"),
            "TESTS_READ_ONLY": " ".join(map(str, read_only)),
        }
        done = subprocess.run(
            [*prefix, "sh", "-c", SHELL, "sh", *command] if prefix else command,
            input=given,
            env=dict(environment) | ours,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        asked, counted = (_lines(folder / name) for name in ("asked", "counted"))
        return Watched(
            done.returncode, done.stdout, done.stderr, asked, int(counted[0].split()[SENT]) if counted else None
        )


def _lines(page: Path) -> tuple[str, ...]:
    return tuple(page.read_text().splitlines()) if page.exists() else ()


def python(*arguments: str) -> list[str]:
    """A command that runs this Python."""
    return [sys.executable, *arguments]
