"""Whole sentences that a version adds to what the others say."""

from collections.abc import Iterator

from service.differences.apparatus import labels, verb
from service.differences.omission import grade, is_omission, lone_rows, passage, shortened
from service.model.collation import Collation
from service.model.finding import Finding, FindingType

TYPE = FindingType.ADDITION


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each passage that stands in some versions without a counterpart in the original or the most."""
    for lone in lone_rows(collation):
        if not is_omission(collation, lone):
            readings = passage(collation, lone)
            severity, confidence = grade(collation, lone, lone.has)
            one = lone.has[0] if len(lone.has) == 1 and len(lone.lacks) > 1 else None
            many = "a sentence" if len(lone.rows) == 1 else f"{len(lone.rows)} sentences"
            message = (
                f"{labels(collation, lone.has)} {verb(lone.has, 'has', 'have')} {many} that "
                f"{labels(collation, lone.lacks)} {verb(lone.lacks, 'lacks', 'lack')}: {shortened(readings[0].quote)}"
            )
            yield Finding(TYPE, severity, lone.rows[0].index, readings, message, confidence, outlier=one)
