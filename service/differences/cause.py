"""One finding for one cause: what another finding already explains is not said again."""

from collections.abc import Iterable, Sequence

from service.model.finding import Finding, FindingType, Span

WHOLE = frozenset({FindingType.UNTRANSLATED, FindingType.TRUNCATION})
"""Types that explain whatever else is odd about the version in that row."""

STANDS_FOR = {
    FindingType.DUPLICATION: frozenset({FindingType.ADDITION, FindingType.OMISSION}),
    FindingType.ORDER: frozenset({FindingType.OMISSION, FindingType.ADDITION}),
    FindingType.UNTRANSLATED: frozenset({FindingType.OMISSION, FindingType.ADDITION}),
    FindingType.TERMINOLOGY: frozenset({FindingType.NAME, FindingType.WORDING, FindingType.MEANING}),
    FindingType.NUMBER: frozenset({FindingType.DATE}),
    FindingType.DATE: frozenset({FindingType.NUMBER}),
}
"""A finding of the first type explains one of the others that lies within its spans."""

FACTS = frozenset(
    {FindingType.NUMBER, FindingType.DATE, FindingType.NAME, FindingType.QUOTATION, FindingType.ATTRIBUTION}
)
"""Seen on the originals before the words were compared: an edit that overlaps one of them is the same difference."""

Settled = frozenset[tuple[int | None, str]]


def whole_cells(found: Iterable[Finding]) -> Settled:
    """The (row, version) pairs that a finding about the whole sentence has settled: the version of its first
    reading."""
    return frozenset((f.row, v) for f in found if f.type in WHOLE for v in f.readings[0].versions)


def explained(finding: Finding, found: Sequence[Finding], settled: Settled) -> bool:
    """Whether an earlier finding is the cause of this one."""
    if finding.type not in WHOLE and any((finding.row, v) in settled for r in finding.readings for v in r.versions):
        return True
    spans = [s for r in finding.readings if r.quote for s in r.spans]
    if any(other.type in FACTS and other.row == finding.row and _overlap(spans, other) for other in found):
        return True
    return any(
        finding.type in STANDS_FOR.get(other.type, ()) and any(_within(s, other) for s in spans) for other in found
    )


def _within(span: Span, finding: Finding) -> bool:
    return any(
        s.version == span.version and s.start <= span.start and span.end <= s.end
        for r in finding.readings
        for s in r.spans
    )


def _overlap(spans: Sequence[Span], finding: Finding) -> bool:
    theirs = [s for r in finding.readings if r.quote for s in r.spans]
    return any(a.version == b.version and a.start < b.end and b.start < a.end for a in spans for b in theirs)
