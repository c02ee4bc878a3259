"""Which versions a finding speaks against: those that an editor looks at first.

Nobody knows what is right; this says who departs from the others, or from the original where that is all there is.
"""

from collections.abc import Mapping

from service.model.finding import ABOUT_ONE, Finding, FindingType
from service.model.report import Report
from service.model.version import Relation


def originals(report: Report) -> frozenset[str]:
    """The versions that are declared the original."""
    return frozenset(v.id for v in report.versions if v.relation == Relation.ORIGINAL)


def reading_of(finding: Finding) -> Mapping[str, int]:
    """Version -> the number of the reading that it has."""
    return {version: n for n, reading in enumerate(finding.readings) for version in reading.versions}


def astray(finding: Finding, original: frozenset[str]) -> frozenset[str]:
    """The versions that `finding` is counted for.

    In this order: who stands alone; the one that it is about by itself; who adds, or leaves out; all that do not read
    as the most do; all that do not read as the `original` does; and all of them where nothing tells one from the other.
    """
    sides = [frozenset(reading.versions) for reading in finding.readings]
    if not sides:
        return frozenset()
    everyone = frozenset[str]().union(*sides)
    if finding.outlier in everyone:
        return frozenset({finding.outlier})
    if finding.type in ABOUT_ONE or len(sides) == 1:
        return sides[0]
    said = frozenset[str]().union(*(s for s, r in zip(sides, finding.readings, strict=True) if r.quote))
    if finding.type is FindingType.ADDITION and said:
        return said
    if finding.type is FindingType.OMISSION and everyone - said:
        return everyone - said
    return everyone - _followed(sides, original)


def about_one(finding: Finding) -> frozenset[str]:
    """The version that a finding speaks of by itself, whatever the others have; empty for other findings."""
    if not finding.readings or (finding.type not in ABOUT_ONE and len(finding.readings) > 1):
        return frozenset()
    alone = any(finding.outlier in reading.versions for reading in finding.readings)
    return frozenset({finding.outlier}) if alone and finding.outlier else frozenset(finding.readings[0].versions)


def departing(finding: Finding, original: str | None) -> frozenset[str]:
    """The versions that are known to depart: from `original` where it takes part, else from most of them.

    Unlike `astray`, nobody where nothing tells who departs, never one merely because it lacks what another has; and
    the original never departs from the others, whoever agrees against it, but may be at fault by itself.
    """
    sides = [frozenset(reading.versions) for reading in finding.readings]
    if not sides:
        return frozenset()
    if about := about_one(finding):
        return about
    everyone = frozenset[str]().union(*sides)
    if original in everyone:
        return everyone - frozenset[str]().union(*(side for side in sides if original in side))
    if finding.outlier in everyone:
        return frozenset({finding.outlier})
    followed = _followed(sides, frozenset())
    return everyone - followed if followed else frozenset()


def _followed(sides: list[frozenset[str]], original: frozenset[str]) -> frozenset[str]:
    """Whose reading the others are measured by; nobody's where that is a matter of choice."""
    most = max(map(len, sides))
    largest = [side for side in sides if len(side) == most]
    if len(largest) == 1:
        return largest[0]
    of_original = [side for side in sides if side & original]
    return of_original[0] if len(of_original) == 1 else frozenset()
