"""Why the findings of a kept report are graded as they are."""

from collections.abc import Container

from service.actions.stored_report import report_of
from service.model.work import StoredReport
from service.render.why import why


def reasons(stored: StoredReport, wanted: Container[str], language: str) -> dict[str, list[dict[str, str]]]:
    """Finding id -> its grounds with their sentences in a language (`en`, `de`), for the findings that are wanted."""
    report = report_of(stored)
    return {f.id: [w.to_dict() for w in why(f, report, language)] for f in report.findings if f.id in wanted}
