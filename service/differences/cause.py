"""One finding for one cause: what another finding already explains is not said again."""

from collections.abc import Iterable, Iterator, Sequence

from service.model.collation import Collation
from service.model.finding import Finding, FindingType, Severity, Span
from service.model.rule import Change, Step

WHOLE = frozenset({FindingType.UNTRANSLATED, FindingType.TRUNCATION})
"""Types that explain whatever else is odd about the version in that row."""

STANDS_FOR = {
    FindingType.DUPLICATION: frozenset({FindingType.ADDITION, FindingType.OMISSION}),
    FindingType.ORDER: frozenset({FindingType.OMISSION, FindingType.ADDITION}),
    FindingType.UNTRANSLATED: frozenset({FindingType.OMISSION, FindingType.ADDITION}),
    FindingType.TERMINOLOGY: frozenset(
        {FindingType.NAME, FindingType.WORDING, FindingType.MEANING, FindingType.OMISSION, FindingType.ADDITION}
    ),
    FindingType.MEANING: frozenset({FindingType.NEGATION}),
    FindingType.NUMBER: frozenset({FindingType.DATE}),
    FindingType.DATE: frozenset({FindingType.NUMBER}),
}
"""A finding of the first type explains one of the others that lies within its spans."""

FACTS = frozenset({FindingType.NUMBER, FindingType.DATE, FindingType.NAME, FindingType.ATTRIBUTION})
"""Seen on the originals before the words were compared: an edit that overlaps one of them is the same difference."""

MISREAD = frozenset({FindingType.NUMBER, FindingType.ATTRIBUTION})
BROKEN = frozenset({FindingType.SPELLING, FindingType.UNTRANSLATED})
"""What a word that is none makes seem lost, and the words that are none: "arund 5,000", "no moins than 20"."""

FORM = frozenset(
    {
        FindingType.CASE,
        FindingType.DUPLICATION,
        FindingType.GRAMMAR,
        FindingType.ORDER,
        FindingType.PUNCTUATION,
        FindingType.SPELLING,
    }
)
"""A quotation with a slip of the pen still says what it said."""

Settled = frozenset[tuple[int | None, str]]


def whole_cells(found: Iterable[Finding], collation: Collation) -> Settled:
    """The (row, version) pairs that a finding about the whole sentence has settled: the version of its first
    reading. A word that was not translated settles nothing else."""
    return frozenset(
        (f.row, span.version)
        for f in found
        if f.type in WHOLE and f.row is not None
        for span in f.readings[0].spans
        if f.type is not FindingType.UNTRANSLATED or span == collation.table[f.row][span.version].span()
    )


def explained(finding: Finding, found: Sequence[Finding], settled: Settled) -> bool:
    """Whether an earlier finding is the cause of this one."""
    if finding.type not in WHOLE and any((finding.row, v) in settled for r in finding.readings for v in r.versions):
        return True
    spans = [s for r in finding.readings if r.quote for s in r.spans]
    facts = FACTS - MISREAD if finding.type in BROKEN else FACTS
    if any(other.type in facts and other.row == finding.row and _overlap(spans, other) for other in found):
        return True
    if finding.type is FindingType.MEANING and any(_same_departure(finding, other) for other in found):
        return True
    return any(
        finding.type in STANDS_FOR.get(other.type, ()) and any(_within(s, other) for s in spans) for other in found
    )


def _same_departure(finding: Finding, other: Finding) -> bool:
    """Whether the words that depart have been told beside another version's."""
    if other.type is not FindingType.MEANING or other.row != finding.row or len(finding.readings) == 1:
        return False
    return all(_within(s, other) for r in finding.readings[1:] for s in r.spans)


def unlike(found: Iterable[Finding]) -> Settled:
    """The (row, version) pairs whose sentence is another one than the reference's, the version of the first reading."""
    return frozenset((f.row, v) for f in found for r in f.readings[1:] for v in r.versions)


def told_once(found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings without changed quotations that are told better word by word, or else without the changed words;
    and without what only a slip of the pen made seem lost."""
    found = list(found)
    untold: set[int] = set(_misread(found))
    for place, quotation in enumerate(found):
        if quotation.type is not FindingType.QUOTATION or not all(r.quote for r in quotation.readings):
            continue
        inside = [k for k, other in enumerate(found) if k != place and _inside(other, quotation)]
        telling = [found[k] for k in inside if found[k].severity is not Severity.NEUTRAL]
        graver = any(f.severity.rank < quotation.severity.rank for f in telling)
        if graver or (telling and all(f.type in FORM for f in telling)):
            untold.add(place)
        elif len(inside) == 1 and telling and inside[0] > place:
            untold.add(place)
            found[inside[0]] = _in_quotation(telling[0], quotation)
        else:
            untold.update(k for k in inside if k > place)
    return (f for k, f in enumerate(found) if k not in untold)


def _misread(found: Sequence[Finding]) -> Iterator[int]:
    """The places of findings that a slip of the pen within their words explains."""
    slips = [f for f in found if f.type in BROKEN and len(f.readings) > 1]
    for place, finding in enumerate(found):
        values = {r.value for r in finding.readings if r.quote}
        if finding.type not in MISREAD or len(values) > 1:
            continue  # two figures: no slip beside them makes them one
        if any(f.row == finding.row and _within(f.readings[0].spans[0], finding) for f in slips):
            yield place


def _in_quotation(finding: Finding, quotation: Finding) -> Finding:
    """The one change within a quotation: what it is says more than that the quotation was changed, and it is as
    grave."""
    severity = min(finding.severity, quotation.severity, key=lambda s: s.rank)
    confidence = max(finding.confidence, quotation.confidence)
    return finding.graded(Step(Change.QUOTED, severity, confidence))


def _inside(finding: Finding, quotation: Finding) -> bool:
    """Whether a finding speaks of a quotation, or of what stands in it."""
    return (
        finding.row == quotation.row
        and finding.type is not FindingType.QUOTATION
        and finding.basis is quotation.basis
        and len(finding.readings) > 1
        and all(any(_within(s, quotation) or _around(s, quotation) for s in r.spans) for r in finding.readings)
    )


def _within(span: Span, finding: Finding) -> bool:
    return any(
        s.version == span.version and s.start <= span.start and span.end <= s.end
        for r in finding.readings
        for s in r.spans
    )


def _around(span: Span, finding: Finding) -> bool:
    return any(
        s.version == span.version and span.start <= s.start and s.end <= span.end
        for r in finding.readings
        for s in r.spans
    )


def _overlap(spans: Sequence[Span], finding: Finding) -> bool:
    theirs = [s for r in finding.readings if r.quote for s in r.spans]
    return any(a.version == b.version and a.start < b.end and b.start < a.end for a in spans for b in theirs)
