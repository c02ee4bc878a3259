"""A report as it is kept, as text, and what can be had from it without comparing again."""

import json
from collections.abc import Mapping
from typing import Any

from service.actions.recent import while_looked_at
from service.differences.rules import RULES
from service.model.report import Report
from service.model.work import StoredReport


@while_looked_at
def _read(stored: StoredReport) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads(stored.body)
    return found


def findings_of(stored: StoredReport) -> list[dict[str, Any]]:
    """As in `Report.to_dict()`; not to be changed."""
    found: list[dict[str, Any]] = _read(stored)["findings"]
    return found


def warnings_of(stored: StoredReport) -> list[dict[str, Any]]:
    """As in `Report.to_dict()`; not to be changed."""
    found: list[dict[str, Any]] = _read(stored)["warnings"]
    return found


def report_of(stored: StoredReport) -> Report:
    """The report again, for the renderers; its seconds are not kept."""
    return Report.from_dict(_read(stored), RULES)
