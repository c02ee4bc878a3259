"""Handing a report on: as a file, whole or only what was chosen, with what was decided."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from service.actions.findings import last_decision
from service.actions.stored_report import report_of
from service.model.sentences import SOURCE
from service.model.work import Decision, StoredReport
from service.render import FORMATS, Render

PRINT = Render("print_html", "render_print", "text/html", ".html", takes=("decisions", "left_out", "language"))
KINDS: Mapping[str, Render] = {**FORMATS, "print": PRINT}
"""Those of `service.render`, and the page to print."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Export:
    """A file. `name` is plain ASCII, `full_name` as the title has it."""

    data: bytes
    media_type: str
    name: str
    full_name: str


def export(
    stored: StoredReport,
    kind: str,
    title: str,
    findings: Collection[str] | None = None,
    decisions: Mapping[str, Sequence[Decision]] | None = None,
    language: str = SOURCE,
) -> Export:
    """The report as one of `KINDS`; `findings`: the ids of those to be told, None for all;
    `language`: the reader's. Raises `RenderError`."""
    report, render = report_of(stored), KINDS[kind]
    left_out = None
    if findings is not None:
        kept = tuple(f for f in report.findings if f.id in findings)
        left_out = len(report.findings) - len(kept)
        report = replace(report, findings=kept)
    last = {id: found for id in decisions or {} if (found := last_decision(id, decisions or {}))}
    made = render(report, decisions=last if decisions is not None else None, left_out=left_out, language=language)
    data = made if isinstance(made, bytes) else made.encode("utf-8")
    stem = _stem(title) or f"report-{stored.comparison[:8]}"
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.") or f"report-{stored.comparison[:8]}"
    return Export(data, render.media_type, f"{plain}{render.suffix}", f"{stem}{render.suffix}")


def _stem(title: str) -> str:
    """What every file system takes."""
    kept = "".join(
        char if char.isalnum() or char in " -_" or unicodedata.category(char)[0] == "M" else " " for char in title
    )
    return " ".join(kept.split())[:LONGEST_NAME].strip()
