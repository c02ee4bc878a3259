"""From a report to text, JSON, CSV, HTML, Word or PDF. A new export is one file here and one line in `FORMATS`."""

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from service.model.report import Report


@dataclass(frozen=True, slots=True)
class Render:
    """One export: `module` of this package and its `function(report, **options)`, imported at the first call.

    `takes` names the options it has a use for; a call may give others, which are left out, so that a caller hands the
    same options to every format. `media_type` and `suffix` are for HTTP answers and downloads.
    """

    module: str
    function: str
    media_type: str
    suffix: str
    takes: tuple[str, ...] = ()

    @property
    def binary(self) -> bool:
        """Whether it gives bytes."""
        return not self.media_type.startswith("text/") and self.media_type != "application/json"

    def __call__(self, report: Report, **options: object) -> str | bytes:
        """The report in this format: bytes where it is `binary`, else text that can always be written as UTF-8."""
        function = getattr(import_module(f"{__name__}.{self.module}"), self.function)
        return cast(
            "str | bytes", function(report, **{name: value for name, value in options.items() if name in self.takes})
        )


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: dict[str, Render] = {
    "text": Render(
        "text", "render_text", "text/plain", ".txt", takes=("width", "color", "rows", "profile", "why", "language")
    ),
    "json": Render(
        "json_report", "render_json", "application/json", ".json", takes=("decisions", "profile", "language")
    ),
    "csv": Render("csv_report", "render_csv", "text/csv", ".csv", takes=("decisions", "language")),
    "html": Render("html", "render_html", "text/html", ".html", takes=("profile", "language")),
    "docx": Render("docx_report", "render_docx", WORD, ".docx", takes=("decisions", "left_out", "profile", "language")),
    "pdf": Render(
        "pdf_report", "render_pdf", "application/pdf", ".pdf", takes=("decisions", "left_out", "profile", "language")
    ),
}
