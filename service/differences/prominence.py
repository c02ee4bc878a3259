"""A difference of fact weighs more in the headline and the lead: many readers see nothing else."""

from collections.abc import Iterable

from service.model.collation import Collation
from service.model.finding import Basis, Finding, FindingType, Severity
from service.model.prominence import places
from service.model.rule import Change, Step

OF_FACT = frozenset(
    {
        FindingType.ADDITION,
        FindingType.ATTRIBUTION,
        FindingType.DATE,
        FindingType.GENDER,
        FindingType.MEANING,
        FindingType.NAME,
        FindingType.NEGATION,
        FindingType.NUMBER,
        FindingType.OMISSION,
        FindingType.QUOTATION,
        FindingType.TENSE,
    }
)

SURE = 0.5
"""Confidence from which on a minor difference may become a major one: a doubtful one must not shout."""


def raised(findings: Iterable[Finding], collation: Collation) -> list[Finding]:
    """The findings; minor ones of fact as major where they stand in the headline or the lead of the original, or of the
    first version without one.

    Nothing becomes critical by its place, for critical means that the sense is turned, wherever that is; and what only
    a machine translation shows stays where it is.
    """
    segments = collation.segments[collation.original or collation.versions[0].id]
    prominent = places(collation.rows, segments)
    return [
        f.graded(Step(Change(prominent[f.row]), Severity.MAJOR))
        if f.row is not None and f.row in prominent and _counts(f)
        else f
        for f in findings
    ]


def _counts(finding: Finding) -> bool:
    return (
        finding.severity is Severity.MINOR
        and finding.type in OF_FACT
        and finding.confidence >= SURE
        and finding.basis is Basis.ORIGINAL
    )
