"""`translate`: one text by the engines at hand."""

import argparse
from typing import TYPE_CHECKING

from service.cli import streams
from service.cli.exits import FINE
from service.settings import Settings

if TYPE_CHECKING:
    from service.cli.parser import Commands

ABOUT = "Translates a text sentence by sentence; its lines and paragraphs stay as they are."


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Hangs the command into the parser."""
    parser = commands.add_parser("translate", help="machine translation of a text", description=ABOUT)
    parser.add_argument("file", metavar="FILE", help="a file, or - for standard input")
    parser.add_argument("--from", dest="source", metavar="CODE", help="its language; told from the text if not given")
    parser.add_argument("--to", dest="target", metavar="CODE", help="the language wanted (the pivot of the settings)")
    parser.add_argument("--glossary", metavar="FILE", help="names to keep and agreed terms; goes before the settings'")
    parser.add_argument("--encoding", metavar="NAME", help="of a file that is not UTF-8")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the translation."""
    from service.actions.read import read_text

    settings = Settings.from_env()
    text = read_text(options.file, settings.max_file_bytes, options.encoding)

    from service.actions.glossary import glossary_in_force
    from service.actions.translate import translate_article
    from service.engines.glossed import glossed
    from service.wiring import engines

    held = glossed(engines(settings), glossary_in_force(settings, options.glossary))
    translation = translate_article(text, options.source, options.target or settings.pivot, held)
    streams.write(translation if translation.endswith("\n") else translation + "\n")
    return FINE
