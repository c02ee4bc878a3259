"""`compare`: where versions of a story say different things."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from service.cli import options as kinds
from service.cli import streams
from service.cli.exits import FINE, FOUND, HELP
from service.cli.progress import Progress
from service.model.errors import OutputError
from service.model.finding import Severity
from service.model.report import Report
from service.settings import Settings

if TYPE_CHECKING:
    from service.actions.stories import Story
    from service.cli.parser import Commands

FORMATS = ("text", "json", "csv", "html", "docx", "pdf")
"""Those of service/render, which is not imported for a list of four words; a test compares them."""

FILE_WIDTH = 80
"""Columns of a text report in a file, which has no width of its own."""

ABOUT = """\
Compares versions of one story. Each file is one version; its name without the ending is the version's id and label
(with its folder where two are alike). A story folder has a story.toml that says all this (translations/README.md).

What a version is to the story (its relation) is taken from --relation, or from its file's name if one of the words
original, translation, wire, revision, retelling stands in it; otherwise it is left open, and no version counts as the
right one. The order of the files never matters. Languages are told from the texts, not from file names."""


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Hangs the command into the parser."""
    parser = commands.add_parser(
        "compare", help="where versions of a story say different things", description=ABOUT, epilog=HELP
    )
    parser.add_argument("sources", nargs="+", metavar="FILE|STORY", help="files, - for standard input, or one story")
    parser.add_argument("--pivot", metavar="CODE", help="language to translate to where versions differ in language")
    parser.add_argument("--format", choices=FORMATS, help="text, or what the ending of --output says")
    parser.add_argument("--output", metavar="FILE", help="write the report there, whole or not at all")
    parser.add_argument(
        "--encoding", action="append", default=[], metavar="[ID=]NAME", help="of files that are not UTF-8, or of one"
    )
    for name, kind, value in (("language", kinds.pair, "CODE"), ("relation", kinds.pair, "NAME")):
        parser.add_argument(
            f"--{name}", action="append", default=[], type=kind, metavar=f"ID={value}", help=f"the {name} of a version"
        )
    parser.add_argument(
        "--label", action="append", default=[], type=kinds.label, metavar="ID=LABEL", help="how a version is called"
    )
    parser.add_argument(
        "--glossary",
        metavar="FILE",
        help="names to keep, agreed terms, loaded words; goes before the story's and the settings'",
    )
    parser.add_argument(
        "--mute", action="append", default=[], metavar="RULE", help="leave out findings of a rule (id or pattern)"
    )
    parser.add_argument("--no-translate", action="store_true", help="compare each version in its own words only")
    parser.add_argument(
        "--rows", choices=("findings", "all", "none"), default="findings", help="which rows to print (text only)"
    )
    parser.add_argument(
        "--profile", action="store_true", help="first say how close each version is, and what it tends to do"
    )
    parser.add_argument(
        "--why", action="store_true", help="say below each finding what its severity rests on (text only)"
    )
    parser.add_argument("--fail-on", choices=[*Severity][:3], help="exit with 1 for a finding as grave as that")
    parser.add_argument("--width", type=kinds.positive, metavar="N", help="columns of the text report")
    parser.add_argument("--quiet", action="store_true", help="no progress on standard error")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compares, writes the report, and returns the exit code."""
    import sys

    from service.actions.sources import read_sources
    from service.render import FORMATS as RENDERS

    settings = Settings.from_env()
    settings = settings.with_values(mute=(*settings.mute, *options.mute))
    output = None if options.output in (None, "-") else Path(options.output)
    story = read_sources(options.sources, settings, *kinds.encodings(options.encoding))
    if output is not None:
        _check_output(output, story)
    elif RENDERS[_format(options, output)].binary and sys.stdout is not None and sys.stdout.isatty():
        raise OutputError(f"{_format(options, output)} is nothing for a terminal: name a file with --output")
    report = _compared(options, story, settings)
    _write(_rendered(options, report, output), options, output)
    return FOUND if options.fail_on and _grave(report, Severity(options.fail_on)) else FINE


def _compared(options: argparse.Namespace, story: "Story", settings: Settings) -> Report:
    from service.actions.versions import declare

    declared = {name: dict(getattr(options, name)) for name in ("label", "language", "relation")}
    versions = declare(story.versions, declared)
    with Progress(options.quiet) as progress:
        progress("starting", 0, 0)
        from service.actions.compare import compare_versions
        from service.actions.glossary import read_glossary
        from service.wiring import engines

        pivot = options.pivot or story.pivot
        glossary = story.glossary
        if options.glossary:
            glossary = read_glossary(options.glossary, settings.max_file_bytes).over(glossary)
        return compare_versions(
            versions, engines(settings), settings, pivot, not options.no_translate, progress, glossary
        )


def _rendered(options: argparse.Namespace, report: Report, output: Path | None) -> str | bytes:
    import sys
    from dataclasses import replace

    from service.render import FORMATS as RENDERS
    from service.render.listing import worth_listing
    from service.render.profile.measure import profile
    from service.render.text import color_wanted

    if options.rows == "none" and worth_listing(report):
        report_shown, rows = replace(report, rows=()), "findings"
    else:
        report_shown, rows = report, "findings" if options.rows == "none" else options.rows
    return RENDERS[_format(options, output)](
        report_shown,
        width=options.width or (FILE_WIDTH if output else None),
        color=output is None and sys.stdout is not None and color_wanted(sys.stdout),
        rows=rows,
        profile=profile(report) if options.profile else None,
        why=options.why,
    )


def _format(options: argparse.Namespace, output: Path | None) -> str:
    ending = output.suffix.lower().lstrip(".") if output else ""
    return options.format or (ending if ending in FORMATS else "html" if ending == "htm" else "text")


def _write(report: str | bytes, options: argparse.Namespace, output: Path | None) -> None:
    from service.actions.write import write_report

    if output is not None:
        write_report(output, report)
    elif isinstance(report, bytes):
        streams.write_bytes(report)
    else:
        streams.write(report, utf8=_format(options, output) != "text")


def _check_output(output: Path, story: "Story") -> None:
    from service.actions.read import identity, kind, shown
    from service.actions.write import check_target

    check_target(output)
    if kind(output) == "file" and identity(output) in map(identity, story.files):
        raise OutputError(f"cannot write {shown(output)}: it is one of the files that are compared")


def _grave(report: Report, level: Severity) -> bool:
    return any(finding.severity.rank <= level.rank for finding in report.findings)
