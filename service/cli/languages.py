"""`languages`: what can be done with which language here, and the packages that translate them."""

import argparse
import logging
import shutil
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
    from service.engines.packages.inventory import Installed

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
    listing.add_argument("--format", choices=("text", "json"), default="text")
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
    from service.cli.language_table import as_json, as_text
    from service.pipeline.detect import normal_code
    from service.wiring import engines

    settings = Settings.from_env()
    pivot, there = normal_code(options.pivot or settings.pivot), packages(settings)
    with _broken_ones_told_here():
        languages = list_languages(engines(settings), pivot, there)
    if options.format == "json":
        streams.write(as_json(languages, pivot, there), utf8=True)
    else:
        streams.write(as_text(languages, pivot, there, _columns()))
    for broken in (one for one in there.installed if one.problem):
        mend = f"python -m service languages {_mending(broken, settings.pivot)}"
        streams.say(f"{broken.path.name} is not used: {broken.problem}; to mend that: {mend}")
    return FINE


@contextmanager
def _broken_ones_told_here() -> "Iterator[None]":
    """Else the engine warns of each, and the lines below say it again."""
    engine = logging.getLogger("service.engines.argos_packages")
    before = engine.level
    engine.setLevel(logging.ERROR)
    try:
        yield
    finally:
        engine.setLevel(before)


def _columns() -> int | None:
    """Of the terminal; None where there is none, so that what reads a pipe gets one line a language."""
    return shutil.get_terminal_size().columns if sys.stdout and sys.stdout.isatty() else None


def _mending(broken: "Installed", pivot: str) -> str:
    from service.actions.languages import language_of

    source, target = (language_of(code) for code in (broken.from_code, broken.to_code))
    if not (source and target):
        return f"remove {broken.path.name}"
    return f"install {source}" + ("" if target == pivot else f" --to {target}")


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
