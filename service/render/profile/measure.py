"""The profile of a comparison, made of its report alone: which version is closest, and where each tends."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from service.model.finding import Finding, FindingType
from service.model.report import Report
from service.model.row import Row
from service.render.listing import worth_listing
from service.render.masthead import labels
from service.render.pictures.astray import departing, originals, reading_of
from service.render.profile.closeness import closeness
from service.render.profile.tendency import SLIPS, tendency
from service.render.profile.told import sentences
from service.render.profile.values import Profile, VersionProfile

T = TypeVar("T")
SMALLEST = 2
"""Versions of the smallest comparison that has a profile."""


def profile(report: Report) -> Profile | None:
    """None for a version by itself, which is close to nothing and departs from nobody."""
    if len(report.versions) < SMALLEST:
        return None
    declared = originals(report)
    original = next(iter(declared)) if len(declared) == 1 else None
    listed = worth_listing(report)
    departures = [(finding, departing(finding, original)) for finding in listed]
    undecided = [finding for finding, who in departures if finding.readings and not who]
    names, close = labels(report), closeness(report, listed, original)
    made = Profile(
        versions=tuple(
            _version(report, v.id, names[v.id], close[v.id], original, [f for f, who in departures if v.id in who])
            for v in report.versions
        ),
        original=original,
        rows=len(report.rows),
        findings=len(listed),
        undecided=len(undecided),
        differ=_most_first(_about(finding) for finding in undecided),
    )
    return replace(made, sentences=sentences(made))


def _version(
    report: Report, id: str, label: str, close: float | None, original: str | None, own: Sequence[Finding]
) -> VersionProfile:
    return VersionProfile(
        id=id,
        label=label,
        closeness=close,
        rows=sum(bool(row.cells.get(id)) for row in report.rows),
        findings=Counter(finding.severity for finding in own),
        departures=_departures(report, id, original, own),
        kinds=_most_first(tendency(finding, id, report) for finding in own),
    )


def _departures(report: Report, id: str, original: str | None, own: Iterable[Finding]) -> int:
    """Findings, and rows without one, that take a version away from the original, or from most."""
    from_others = [f for f in own if len(f.readings) > 1 and (original is None or original in reading_of(f))]
    told = {finding.row for finding in from_others}
    alone = (_alone(row, id, original) for row in report.rows if row.index not in told)
    return len(from_others) + sum(alone)


def _alone(row: Row, id: str, original: str | None) -> bool:
    """Whether a version has words where the original, or most, have none, or the other way round."""
    present = row.present
    if original is not None:
        return (id in present) != (original in present)
    as_many = len(present) if id in present else len(row.cells) - len(present)
    return 2 * as_many < len(row.cells)


def _about(finding: Finding) -> FindingType:
    """The type, with one for those between which only the point of view tells."""
    if finding.type is FindingType.ADDITION:
        return FindingType.OMISSION
    return FindingType.GRAMMAR if finding.type in SLIPS else finding.type


def _most_first(found: Iterable[T]) -> tuple[tuple[T, int], ...]:
    return tuple(Counter(found).most_common())
