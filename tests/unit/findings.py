"""Findings for tests that care for nothing but what is in them: each has a rule of its own."""

from service.model.finding import Basis, Finding, FindingType, Reading, Severity
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
