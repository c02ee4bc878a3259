"""Why the findings of a kept report are graded as they are."""

from collections.abc import Container

from service.actions.stored_report import report_of
from service.model.work import StoredReport
from service.render.why import why


def reasons(stored: StoredReport, wanted: Container[str], language: str) -> dict[str, list[dict[str, str]]]:
    """Finding id -> its grounds with their sentences in a language, for the findings that are wanted."""
    return {f.id: [w.to_dict() for w in why(f, language)] for f in report_of(stored).findings if f.id in wanted}
