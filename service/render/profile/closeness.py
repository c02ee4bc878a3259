"""How close versions are: the share of rows in which two of them say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from service.model.finding import Finding, Severity
from service.model.report import Report
from service.render.pictures.astray import about_one, reading_of

APART: Mapping[Severity, float] = {Severity.CRITICAL: 1.0, Severity.MAJOR: 0.5, Severity.MINOR: 0.1}
"""What the worst difference of a row takes from it. A major error weighs five minor ones, as in MQM's scores (Freitag
et al. 2021, Experts, Errors, and Context); where a reader is told something false, the row is lost."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What closeness is measured on: the versions that each row has, and each finding with who reads what."""

    rows: tuple[tuple[int, frozenset[str]], ...]
    findings: tuple[tuple[Finding, Mapping[str, int]], ...]


def closeness(report: Report, findings: Sequence[Finding], original: str | None) -> dict[str, float | None]:
    """Each version's to the `original`, which has none itself; without one, the mean of those to the others."""
    ground = Ground(
        tuple((row.index, frozenset(row.present)) for row in report.rows),
        tuple((finding, reading_of(finding)) for finding in findings),
    )
    versions = [version.id for version in report.versions]
    if original is not None:
        return {v: None if v == original else between(ground, original, v) for v in versions}
    pairs = {frozenset(pair): between(ground, *pair) for pair in combinations(versions, 2)}
    known = {v: [value for pair, value in pairs.items() if v in pair and value is not None] for v in versions}
    return {v: fmean(values) if values else None for v, values in known.items()}


def between(ground: Ground, one: str, other: str) -> float | None:
    """0..1, 1 where nothing tells two versions apart; None where there is no row that either has.

    The mean over those rows: 0 for a row that one of them lacks, else 1 less what the worst finding between them takes
    (`APART`). A finding that belongs to no row takes its part once. What a version has wrong by itself, such as a slip
    of the pen, does not count.
    """
    worst: dict[int, float] = {}
    nowhere = 0.0
    for finding, places in ground.findings:
        if _differ(finding, places, one, other):
            takes = APART.get(finding.severity, 0.0)
            if finding.row is None:
                nowhere += takes
            else:
                worst[finding.row] = max(worst.get(finding.row, 0.0), takes)
    either = [(index, present) for index, present in ground.rows if one in present or other in present]
    if not either:
        return None
    same = sum(1 - worst.get(index, 0.0) for index, present in either if one in present and other in present)
    return max(0.0, (same - nowhere) / len(either))


def _differ(finding: Finding, places: Mapping[str, int], one: str, other: str) -> bool:
    """Whether two versions that both take part read otherwise. In a finding about one version (it breaks off) the
    others read alike, however they are quoted."""
    if one not in places or other not in places:
        return False
    if about := about_one(finding):
        return (one in about) != (other in about)
    return places[one] != places[other]
