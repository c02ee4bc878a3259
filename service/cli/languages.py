"""`languages`: what can be done with which language here, and the packages that translate them."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from service.cli import streams
from service.cli.exits import BAD_INPUT, FINE
from service.model.errors import InputError, VariorumError
from service.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.actions.languages_install import Plan
    from service.cli.parser import Commands
    from service.engines.packages.index import Offer
    from service.engines.packages.install import Placed

Thing = TypeVar("Thing")

ABOUT = """\
Lists the languages that are supported beyond detection: whether their sentences are aligned by meaning (others: by
spelling, numbers and length), whether their words for numbers, negation and the like are known, what translates
them to and from the pivot, which packages are installed, and which could be (as of the index that was fetched last;
this command asks no server)."""


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Hangs the command into the parser."""
    parser = commands.add_parser("languages", help="what can be done with which language here")
    verbs = parser.add_subparsers(metavar="VERB", required=True, dest="verb")
    listing = verbs.add_parser("list", help="what is here, and what could be", description=ABOUT)
    listing.add_argument("--pivot", metavar="CODE", help="list translation to and from this language")
    listing.set_defaults(run=show)
    install = verbs.add_parser("install", help="download packages that translate languages to the pivot")
    install.add_argument("names", nargs="+", metavar="CODE", help="a language of the texts, such as de")
    install.add_argument("--to", metavar="CODE", help="translate to this language instead of the pivot")
    install.set_defaults(run=install_languages)
    adding = verbs.add_parser("add", help="install packages from files")
    adding.add_argument("names", nargs="+", metavar="FILE", help="an .argosmodel file")
    adding.set_defaults(run=add_files)
    removing = verbs.add_parser("remove", help="remove the packages of languages")
    removing.add_argument("names", nargs="+", metavar="CODE", help="a language, or the name of a package's folder")
    removing.set_defaults(run=remove_languages)
    update = verbs.add_parser("update", help="fetch the index, and newer packages for what is installed")
    update.set_defaults(run=update_languages)
    for verb in (install, update):
        verb.add_argument("--yes", action="store_true", help="download without asking")
        verb.add_argument("--quiet", action="store_true", help="no progress")


def show(options: argparse.Namespace) -> int:
    """Prints the table."""
    from service.actions.languages import list_languages, packages
    from service.wiring import engines

    settings = Settings.from_env()
    pivot, there = options.pivot or settings.pivot, packages(settings)
    rows = [
        (
            *(one.code, one.name, _yes(one.embedded), _yes(one.known), one.to_pivot or "-", one.from_pivot or "-"),
            ", ".join(p.name + (" (broken)" if p.problem else "") for p in one.installed) or "-",
            ", ".join(offer.name for offer in one.available) or "-",
        )
        for one in list_languages(engines(settings), pivot, there)
    ]
    news = f"available on {there.fetched:%Y-%m-%d}" if there.fetched else "available (update tells)"
    head = ("code", "language", "by meaning", "words known", f"to {pivot}", f"from {pivot}", "installed", news)
    table = [head, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    for row in table:
        streams.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")
    for broken in (one for one in there.installed if one.problem):
        again = f"languages install {broken.from_code}" if broken.from_code else f"languages remove {broken.path.name}"
        streams.say(f"{broken.path.name} is not used: {broken.problem}; to mend that: python -m service {again}")
    return FINE


def install_languages(options: argparse.Namespace) -> int:
    """Downloads packages, after asking."""
    from service.actions.languages_install import plan_install

    settings = Settings.from_env()
    _check_leave(options)
    return _carry_out(plan_install(options.names, options.to or settings.pivot, settings), options, settings)


def update_languages(options: argparse.Namespace) -> int:
    """Downloads newer packages, after asking."""
    from service.actions.languages_install import plan_update

    settings = Settings.from_env()
    _check_leave(options)
    return _carry_out(plan_update(settings), options, settings)


def add_files(options: argparse.Namespace) -> int:
    """Installs from files."""
    from service.actions.languages_install import add as install_file

    settings = Settings.from_env()
    return _each(options.names, lambda name: _told(install_file(name, settings)))


def remove_languages(options: argparse.Namespace) -> int:
    """Removes packages."""
    from service.actions.languages_remove import remove

    for one in remove(options.names, Settings.from_env()):
        streams.write(f"removed {one.name}\n")
    return FINE


def _check_leave(options: argparse.Namespace) -> None:
    """Before any server is asked."""
    if not (options.yes or (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())):
        raise InputError("this downloads packages; where nobody can be asked, say --yes")


def _carry_out(plan: "Plan", options: argparse.Namespace, settings: Settings) -> int:
    from service.actions.languages_install import install

    for one in plan.fine:
        streams.write(f"{one.name} is installed, and the index has no newer one\n")
    for offer, size in plan.wanted:
        streams.write(f"{offer.name}: {_megabytes(size)}\n")
    if not plan.wanted:
        return FINE
    if not (options.yes or _agreed(len(plan.wanted))):
        streams.say("nothing was downloaded")
        return BAD_INPUT

    def run(offer: "Offer") -> str:
        with _bar(offer.name, options.quiet) as progress:
            return _told(install(offer, settings, progress))

    return _each([offer for offer, _ in plan.wanted], run)


def _each(things: Sequence[Thing], run: Callable[[Thing], str]) -> int:
    """One that fails does not keep the others from it; `main` tells the last error and picks the exit code."""
    failed: VariorumError | None = None
    for thing in things:
        try:
            streams.write(run(thing))
        except VariorumError as error:
            if failed:
                streams.say(str(failed))
            failed = error
    if failed:
        raise failed
    return FINE


def _told(placed: "Placed") -> str:
    before = ", ".join(one.name for one in placed.replaced)
    return f"installed {placed.said.name}{f' in place of {before}' if before else ''}\n"


def _agreed(count: int) -> bool:
    streams.tell(f"Download {'it' if count == 1 else f'these {count}'}? [y/N] ")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


@contextmanager
def _bar(name: str, quiet: bool) -> "Iterator[Callable[[int, int | None], None]]":
    """Told the bytes that are there and how many there will be; nothing shows where no terminal is."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _megabytes(size: int | None) -> str:
    return "size unknown" if size is None else f"{max(size, 100_000) / 1e6:.1f} MB"


def _yes(value: bool) -> str:
    return "yes" if value else "-"
