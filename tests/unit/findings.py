"""Findings and warnings for tests that care for nothing but what is in them: each finding has a rule of its own."""

from service.model.finding import Basis, Finding, FindingType, Reading, Severity
from service.model.report import Warning
from service.model.rule import Rule
from service.model.sentences import MESSAGE, Clause, Sentence


def plain_finding(
    type: FindingType,
    severity: Severity,
    row: int | None,
    readings: tuple[Reading, ...],
    message: str,
    confidence: float,
    basis: Basis = Basis.ORIGINAL,
    outlier: str | None = None,
) -> Finding:
    """As of a report that was kept before there were rules: its grade and its message as they are."""
    said = Clause(Sentence(MESSAGE), {"message": message})
    return Finding(Rule("", type, severity, confidence), row, readings, (said,), basis, outlier)


def plain_warning(code: str, message: str, version: str | None = None) -> Warning:
    """As of a report that was kept before warnings had sentences: its message as it is."""
    return Warning(code, Clause(Sentence(MESSAGE), {"message": message}), version)
