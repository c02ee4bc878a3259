"""A report as it is kept, as text, and what can be had from it without comparing again."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from service.differences.rules import RULES
from service.model.report import Report
from service.model.work import StoredReport

READ = 8
"""Reports that are kept read: findings are paged through, and a page is asked for after the other."""


@lru_cache(maxsize=READ)
def _read(etag: str, body: str) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads(body)
    return found


def findings_of(stored: StoredReport) -> list[dict[str, Any]]:
    """As in `Report.to_dict()`; not to be changed."""
    found: list[dict[str, Any]] = _read(stored.etag, stored.body)["findings"]
    return found


def warnings_of(stored: StoredReport) -> list[dict[str, Any]]:
    """As in `Report.to_dict()`; not to be changed."""
    found: list[dict[str, Any]] = _read(stored.etag, stored.body)["warnings"]
    return found


def report_of(stored: StoredReport) -> Report:
    """The report again, for the renderers; its seconds are not kept."""
    return Report.from_dict(_read(stored.etag, stored.body), RULES)
