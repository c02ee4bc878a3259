"""`align`: which sentences of two texts say the same."""

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.cli import options as kinds
from service.cli import streams
from service.cli.exits import FINE
from service.settings import Settings

if TYPE_CHECKING:
    from service.actions.align import Bead
    from service.cli.parser import Commands

ABOUT = """\
Prints the beads of two texts in order: numbered, the sentences of the first behind "<", those of the second behind
">". A bead with one side only is a sentence that the other text lacks. Captions, buttons and the like are left out."""


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Hangs the command into the parser."""
    parser = commands.add_parser("align", help="which sentences of two texts say the same", description=ABOUT)
    parser.add_argument("files", nargs=2, metavar="FILE", help="a file, or - for standard input")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--encoding", action="append", default=[], metavar="[ID=]NAME", help="of files that are not UTF-8, or of one"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the beads."""
    from service.actions.versions import read_versions

    settings = Settings.from_env()
    left, right = read_versions(options.files, settings.max_file_bytes, *kinds.encodings(options.encoding))

    from service.actions.align import align_versions
    from service.wiring import engines

    beads = align_versions(left, right, engines(settings))
    if options.format == "json":
        values = [{"left": list(bead.left), "right": list(bead.right)} for bead in beads]
        streams.write(json.dumps(values, indent=2, ensure_ascii=False) + "\n", utf8=True)
    else:
        streams.write(_text(beads))
    return FINE


def _text(beads: "Sequence[Bead]") -> str:
    return "\n".join(
        f"{number} ({len(bead.left)}:{len(bead.right)})\n"
        + "".join(f"  < {' '.join(sentence.split())}\n" for sentence in bead.left)
        + "".join(f"  > {' '.join(sentence.split())}\n" for sentence in bead.right)
        for number, bead in enumerate(beads, start=1)
    )
