"""A report as it is kept, as text, and what can be had from it without comparing again."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from service.model.finding import Basis, Finding, FindingType, Reading, Severity, Span
from service.model.report import Report, Warning
from service.model.row import Row
from service.model.segment import Role, Segment
from service.model.version import Language, Version
from service.model.work import StoredReport

READ = 8
"""Reports that are kept read: findings are paged through, and a page is asked for after the other."""
MOST_ALIKE = 1_000
"""Findings of one report with the same evidence; where a later program counts otherwise, the search ends."""


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
    plain = _read(stored.etag, stored.body)
    return Report(
        versions=tuple(
            Version(v["id"], v["label"], v["text"], v["declared_language"], v["relation"]) for v in plain["versions"]
        ),
        languages={v["id"]: Language(v["language"], v["language_confidence"]) for v in plain["versions"]},
        segments=tuple(
            Segment(
                s["id"],
                s["version"],
                s["start"],
                s["end"],
                Role(s["role"]),
                s["paragraph"],
                s["language"],
                s["furniture"],
            )
            for s in plain["segments"]
        ),
        rows=tuple(
            Row(
                row["index"],
                {version: tuple(segments) for version, segments in row["cells"].items()},
                row["similarity"],
                tuple(row["moved"]),
            )
            for row in plain["rows"]
        ),
        findings=tuple(finding_of(one) for one in plain["findings"]),
        warnings=tuple(Warning(one["code"], one["message"], one["version"]) for one in plain["warnings"]),
        signature=plain["signature"],
        pivot=plain["pivot"],
        translations={s["id"]: s["translation"] for s in plain["segments"] if s["translation"] is not None},
    )


def finding_of(plain: Mapping[str, Any]) -> Finding:
    """The finding of a `Finding.to_dict()`. Its id alone tells how often its evidence came before."""
    found = Finding(
        type=FindingType(plain["type"]),
        severity=Severity(plain["severity"]),
        row=plain["row"],
        readings=tuple(
            Reading(
                tuple(one["versions"]),
                one["quote"],
                tuple(Span(s["version"], s["start"], s["end"]) for s in one["spans"]),
                one["value"],
                one.get("pivot"),
            )
            for one in plain["readings"]
        ),
        message=plain["message"],
        confidence=plain["confidence"],
        basis=Basis(plain["basis"]),
        outlier=plain["outlier"],
    )
    again = (replace(found, occurrence=number) for number in range(MOST_ALIKE))
    return next((one for one in again if one.id == plain["id"]), found)
