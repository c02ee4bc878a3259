"""`languages`: what can be done with which language here."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from service.cli import streams
from service.cli.exits import BAD_INPUT, FINE
from service.settings import Settings

if TYPE_CHECKING:
    from service.cli.parser import Commands

ABOUT = """\
Lists the languages that are supported beyond detection: whether their sentences are aligned by meaning (others: by
spelling, numbers and length), whether their words for numbers, negation and the like are known, and what translates
them to and from the pivot."""

CHANGES = ("install", "add", "remove")


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Hangs the command into the parser."""
    parser = commands.add_parser("languages", help="what can be done with which language here")
    verbs = parser.add_subparsers(metavar="VERB", required=True, dest="verb")
    listing = verbs.add_parser("list", help="what is here", description=ABOUT)
    listing.add_argument("--pivot", metavar="CODE", help="list translation to and from this language")
    listing.set_defaults(run=show)
    for verb in CHANGES:
        changing = verbs.add_parser(verb, help="not there yet: says what to do today")
        changing.add_argument("names", nargs="*", metavar="CODE", help="a language, or a file with a package of it")
        changing.set_defaults(run=explain)


def show(options: argparse.Namespace) -> int:
    """Prints the table."""
    from service.actions.languages import list_languages
    from service.wiring import engines

    settings = Settings.from_env()
    pivot = options.pivot or settings.pivot
    rows = [
        (one.code, one.name, _yes(one.embedded), _yes(one.known), one.to_pivot or "-", one.from_pivot or "-")
        for one in list_languages(engines(settings), pivot)
    ]
    table = [("code", "language", "by meaning", "words known", f"to {pivot}", f"from {pivot}"), *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        streams.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")
    return FINE


def explain(options: argparse.Namespace) -> int:
    """Says what does the same today."""
    streams.say(f"languages {options.verb} is not there yet; today: {_today(options.verb, options.names)}")
    return BAD_INPUT


def _today(verb: str, names: list[str]) -> str:
    """A command of argostranslate's own, which stands beside the Python that runs this; German without a code."""
    if verb == "add":
        return "unpack the .argosmodel file (a ZIP archive) into the folder that VARIORUM_ARGOS_PACKAGES names"
    pivot = Settings.from_env().pivot.split("-")[0]
    codes = [base for name in names if (base := name.split("-")[0].lower()).isalpha() and base != pivot]
    commands = " && ".join(f"{_argospm()} {verb} translate-{code}_{pivot}" for code in dict.fromkeys(codes or ["de"]))
    return f"{commands}{'' if codes else ' (for German)'}{', then compare again' if verb == 'install' else ''}"


def _argospm() -> Path:
    path = Path(sys.executable).with_name("argospm")
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _yes(value: bool) -> str:
    return "yes" if value else "-"
