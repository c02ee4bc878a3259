"""Whole sentences that a version adds to what the others say."""

from collections.abc import Iterator

from service.differences import rules, told
from service.differences.omission import Status, is_omission, lone_rows, passage, shortened, status
from service.model.collation import Collation
from service.model.finding import Finding

RULE = {
    Status.HEADING: rules.ADDED_HEADING,
    Status.RETOLD: rules.ADDED_RETOLD,
    Status.ELSEWHERE: rules.ADDED_ELSEWHERE,
    Status.PLAIN: rules.ADDED,
}


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each passage that stands in some versions without a counterpart in the original or the most."""
    for lone in lone_rows(collation):
        if not is_omission(collation, lone):
            readings = passage(collation, lone)
            one = lone.has[0] if len(lone.has) == 1 and len(lone.lacks) > 1 else None
            rule = RULE[status(collation, lone, lone.has)]
            said = told.ADDS_ONE if len(lone.rows) == 1 else told.ADDS
            adds = told.clause(said, collation, lone.has, count=len(lone.rows), passage=shortened(readings[0].quote))
            yield Finding(rule, lone.rows[0].index, readings, (adds,), outlier=one)
