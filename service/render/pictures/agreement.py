"""Who goes with whom where the versions differ, whatever their languages.

The share of places of variation in which two versions read the same, of those in which both take part: Colwell and
Tune's measure for manuscripts (The Quantitative Relationships between MS Text-Types, 1963). What two versions have
right together they may have from the original; it is what they have *wrong* together that tells of a common source
(Maas, Textual Criticism: indicative errors), so those are counted by themselves.
"""

from collections.abc import Sequence
from itertools import combinations

from service.model.finding import Finding
from service.model.report import Report
from service.render.listing import worth_listing
from service.render.pictures.astray import astray, originals, reading_of
from service.render.pictures.matrix import Matrix, Share


def agreement(report: Report) -> Matrix:
    """Of the findings that are not harmless. A finding in which no two of three could agree counts all the same."""
    places = [reading_of(finding) for finding in worth_listing(report)]
    versions = tuple(v.id for v in report.versions)
    shares = {}
    for one, other in combinations(versions, 2):
        both = [place for place in places if one in place and other in place]
        shares[one, other] = Share(sum(place[one] == place[other] for place in both), len(both))
    return Matrix(versions, shares)


def common_errors(report: Report) -> dict[tuple[str, str], int]:
    """How often two versions have the same reading and both go astray by it; the pairs that do, the most first."""
    original = originals(report)
    findings = [f for f in worth_listing(report) if len(f.readings) > 1]
    counted = {
        (one, other): sum(_err(finding, original, one, other) for finding in findings)
        for one, other in combinations((v.id for v in report.versions), 2)
    }
    return dict(sorted(((pair, n) for pair, n in counted.items() if n), key=lambda item: -item[1]))


def _err(finding: Finding, original: frozenset[str], one: str, other: str) -> bool:
    places, wrong = reading_of(finding), astray(finding, original)
    # Where all are counted, since nothing tells who is right, no error is known.
    known: Sequence[str] = [version for version in places if version not in wrong]
    return bool(known) and {one, other} <= wrong and places.get(one) == places.get(other)
