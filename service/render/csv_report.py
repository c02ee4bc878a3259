"""The findings as CSV for spreadsheets: one line a finding and reading."""

import csv
import io
from collections.abc import Iterator

from service.model.finding import Finding
from service.model.report import Report
from service.model.sentences import SOURCE, Catalogue
from service.render.catalogues import catalogue
from service.render.decided import NAMES, Decisions, told
from service.render.visible import show_controls

COLUMNS = (
    "finding",
    "type",
    "severity",
    "confidence",
    "basis",
    "row",
    "outlier",
    "message",
    "reading",
    "versions",
    "quote",
    "value",
    "pivot",
    "version",
    "start",
    "end",
)

# A spreadsheet takes such a cell for a formula and runs it (OWASP, "CSV Injection"); the wide forms count in East Asia.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_KEPT = ("\t", "\n", "\r")  # RFC 4180 lets quoted cells hold line breaks; a quote stays as it was


def render_csv(report: Report, decisions: Decisions | None = None, language: str = SOURCE) -> str:
    """RFC 4180 with CRLF and a header line; with `decisions` their columns come last. `version`, `start` and `end` are
    the reading's first span, `reading` counts from 1, `versions` are parted by "; ". A finding without readings has
    one line. `message` is in the reader's `language`; names and all other values are for programs and stay."""
    out, words = io.StringIO(), catalogue(language)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((*COLUMNS, *(NAMES if decisions is not None else ())))
    for finding in report.findings:
        said = () if decisions is None else told(decisions.get(finding.id)).values()
        for line in _lines(finding, words):
            writer.writerow([_cell(value) for value in (*line, *said)])
    return out.getvalue()


def _lines(finding: Finding, words: Catalogue) -> Iterator[tuple[object, ...]]:
    told = (
        finding.id,
        finding.type,
        finding.severity,
        round(finding.confidence, 3),
        finding.basis,
        finding.row,
        finding.outlier,
        finding.spoken(words),
    )
    if not finding.readings:
        yield told + (None,) * (len(COLUMNS) - len(told))
    for number, reading in enumerate(finding.readings, start=1):
        span = min(reading.spans[:1], default=None)
        where = (span.version, span.start, span.end) if span else (None, None, None)
        yield (*told, number, "; ".join(reading.versions), reading.quote, reading.value, reading.pivot, *where)


def _cell(value: object) -> object:
    """Numbers as they are; text without control characters, and with an apostrophe where it could be a formula."""
    if not isinstance(value, str):
        return value
    text = "".join(char if char in _KEPT else show_controls(char) for char in value)
    return f"'{text}" if text.startswith(_FORMULA) else text
