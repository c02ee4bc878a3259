"""The report for a terminal: what is wrong first, then the rows it is wrong in."""

import io
import os
import shutil
from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from service.model.report import Report
from service.model.sentences import SOURCE, Catalogue, Sentence
from service.render.catalogues import catalogue
from service.render.excerpt import Places
from service.render.listing import harmless, harmless_words, tally, verdict, worth_listing
from service.render.masthead import Entry, entries, labels, title
from service.render.profile.values import Profile
from service.render.rows import shown_rows
from service.render.terms import counted
from service.render.text_findings import finding_lines
from service.render.text_profile import profile_lines
from service.render.text_rows import row_lines
from service.render.text_style import BOLD, DIM, SEVERITY, hanging
from service.render.visible import visible
from service.render.why import why as reasons

AND_HARMLESS = Sentence("and {harmless}; --format json lists it", "and {harmless}; --format json lists them")
HARMLESS_ALONE = Sentence(
    "Besides: {harmless}; --format json lists it", "Besides: {harmless}; --format json lists them"
)
WARNING = Sentence("warning: {warning}")
LEFT_ASIDE = Sentence("left aside: {furniture}")
ROWS = ("findings", "all")
_PIPE_WIDTH = 80
_LEAST_WIDTH = 20


def render_text(
    report: Report,
    *,
    width: int | None = None,
    color: bool = False,
    rows: str = "findings",
    profile: Profile | None = None,
    why: bool = False,
    language: str = SOURCE,
) -> str:
    """`report` in lines of at most `width` columns (None: the terminal's, 80 through a pipe).

    `rows` shows the rows with findings of at least minor severity (`findings`) or every row (`all`). Without `color`
    there is no escape sequence in it; with it, only colours and weights, which repeat what a word or bracket says. A
    `profile` stands in the head. `why`: each finding says what its severity and confidence rest on. `language`: the
    reader's.
    """
    if rows not in ROWS:
        raise ValueError(f"rows must be one of {', '.join(ROWS)}, not {rows!r}")
    width = max(width or shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns, _LEAST_WIDTH)
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},  # the arguments alone decide
    )
    words = catalogue(language)
    known = entries(report, words)
    listed = worth_listing(report)
    places, names = Places(report), labels(report)
    _head(console, report, known, words)
    for block in profile_lines(profile, width, words) if profile else ():
        console.print(block)
    for number, finding in enumerate(listed, start=1):
        for block in finding_lines(number, finding, places, names, width, words):
            console.print(block)
        for line in reasons(finding, language) if why else ():
            console.print(Padding(Text(f"- {line.text}", DIM), (0, 0, 0, 5)))
    shown = [row for row in shown_rows(report, listed, places) if row.findings or rows == "all"]
    for row in shown:
        for block in row_lines(row, listed, known, width, words):
            console.print(block)
    _aside(console, known, width, words)
    written = console.file.getvalue()  # type: ignore[attr-defined] # it is the StringIO given above
    return "".join(f"{line.rstrip()}\n" for line in written.split("\n")).rstrip("\n") + "\n"


def color_wanted(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether colours may go to `stream`: a terminal that can, and no NO_COLOR (https://no-color.org)."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def _head(console: Console, report: Report, known: tuple[Entry, ...], words: Catalogue) -> None:
    console.print(Text(title(report, words).text, BOLD))
    for line in hanging([(entry.label, Text(entry.described)) for entry in known], console.width):
        console.print(line)
    console.print()
    listed, others = worth_listing(report), harmless_words(report, words)
    console.print(
        Text(", ").join(Text(counted(severity, n, words), SEVERITY[severity]) for n, severity in tally(listed))
        if listed
        else Text(verdict(report, words))
    )
    if others:
        said = AND_HARMLESS if listed else HARMLESS_ALONE
        console.print(Text(said.spoken({"harmless": others, "who": len(harmless(report))}, words), DIM))
    for warning in report.warnings:
        console.print(Text(WARNING.spoken({"warning": visible(warning.spoken(words))}, words)))


def _aside(console: Console, known: tuple[Entry, ...], width: int, words: Catalogue) -> None:
    left = [
        (entry.label, Text(LEFT_ASIDE.spoken({"furniture": entry.left_aside}, words), DIM))
        for entry in known
        if entry.furniture
    ]
    if left:
        console.print()
        for line in hanging(left, width):
            console.print(line)
