"""The kinds of difference. A new one is a file with `find(collation)`, and a line in `KINDS`."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from types import ModuleType

from service.differences import (
    addition,
    attribution,
    consensus,
    date,
    duplication,
    loaded,
    name,
    negation,
    number,
    omission,
    order,
    qualified,
    quotation,
    sentence,
    terminology,
    truncation,
    turned,
    typography,
    untranslated,
    words,
)
from service.differences.cause import Settled, explained, told_once, unlike, whole_cells
from service.differences.prominence import raised
from service.differences.throughout import gathered
from service.differences.witnesses import weighed
from service.model.collation import Collation
from service.model.finding import Finding

KINDS: tuple[ModuleType, ...] = (
    sentence,
    untranslated,
    duplication,
    order,
    truncation,
    omission,
    addition,
    consensus,
    number,
    date,
    terminology,
    name,
    turned,
    qualified,
    negation,
    quotation,
    attribution,
    loaded,
    words,
    typography,
)
"""In the order in which they may claim a place: what explains a whole sentence comes before what stands in it."""


def find_differences(collation: Collation) -> tuple[Finding, ...]:
    """All findings, worst first; one finding for one cause."""
    found: list[Finding] = []
    another: Settled = frozenset()
    for kind in KINDS:
        find: Callable[[Collation], Iterator[Finding]] = kind.find
        settled = whole_cells(found, collation) | another
        for finding in find(collation):
            collation.tick()
            if not explained(finding, found, settled):
                found.append(finding)
        if kind is sentence:
            another = unlike(found)
    return in_order(gathered(raised(weighed(told_once(found), collation), collation), collation))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings worst first; those of equal evidence are told apart by their count."""
    return tuple(_counted(sorted((replace(f, occurrence=0) for f in findings), key=_worst_first)))


def _counted(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for finding in findings:
        yield replace(finding, occurrence=seen[finding.id]) if seen[finding.id] else finding
        seen[finding.id] += 1


def _worst_first(finding: Finding) -> tuple[object, ...]:
    """Severity, then confidence, then place in the text; equal ones by their evidence, never by chance."""
    first = finding.readings[0].spans[0] if finding.readings and finding.readings[0].spans else None
    row = finding.row if finding.row is not None else -1
    return (finding.severity.rank, -finding.confidence, row, finding.type, first or (), finding.id)
