"""`detect`: the language of texts."""

import argparse
import json
from typing import TYPE_CHECKING

from service.cli import options as kinds
from service.cli import streams
from service.cli.exits import FINE
from service.settings import Settings

if TYPE_CHECKING:
    from service.cli.parser import Commands


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Hangs the command into the parser."""
    parser = commands.add_parser("detect", help="the language of texts", description="Tells the language of each text.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--encoding", action="append", default=[], metavar="[ID=]NAME", help="of files that are not UTF-8, or of one"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """One line a file: code, how sure, name of the language, file. All files are read before the first is told."""
    from service.actions.read import shown
    from service.actions.versions import read_versions

    settings = Settings.from_env()
    versions = read_versions(options.files, settings.max_file_bytes, *kinds.encodings(options.encoding))

    from service.languages.display import language_name
    from service.model.version import UNDETERMINED
    from service.pipeline.detect import detect
    from service.wiring import engines

    teller = engines(settings).detector
    found = [(name, detect(v.text, teller)) for name, v in zip(options.files, versions, strict=True)]
    if options.format == "json":
        values = [{"file": name, "code": one.code, "confidence": round(one.confidence, 3)} for name, one in found]
        streams.write(json.dumps(values, indent=2) + "\n", utf8=True)
    else:
        for name, one in found:
            called = "not sure" if one.code == UNDETERMINED else language_name(one.code)
            streams.write(f"{one.code:7} {one.confidence:4.0%}  {called:20}  {shown(name)}\n")
    return FINE
