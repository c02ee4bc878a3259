"""The heat table: versions by types of finding, and how often each goes astray there."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.model.finding import Finding, FindingType, Severity
from service.model.report import Report
from service.render.listing import worth_listing
from service.render.pictures.astray import astray, originals

STEPS = 4
"""Tints above none: 1, 2-3, 4-7, 8 and more findings. Each doubles, since one more says less the more there are."""


@dataclass(frozen=True, slots=True)
class Heat:
    """A cell. `worst` is None where nothing was found."""

    count: int = 0
    worst: Severity | None = None

    @property
    def step(self) -> int:
        """0 for nothing to `STEPS`."""
        return min(self.count.bit_length(), STEPS)


@dataclass(frozen=True, slots=True)
class HeatTable:
    """`cells` has every pair of a version and a type of `types`, `totals` every version; harmless findings are left
    out. `findings`: how many there are; one may be counted for several versions."""

    types: tuple[FindingType, ...]
    cells: Mapping[tuple[str, FindingType], Heat]
    totals: Mapping[str, Heat]
    findings: int


def heat_table(report: Report) -> HeatTable:
    """The types in which something was found, in their own order."""
    original, listed = originals(report), worth_listing(report)
    counted = [(finding, astray(finding, original)) for finding in listed]
    types = tuple(kind for kind in FindingType if any(f.type is kind for f in listed))
    by_version: dict[str, list[Finding]] = {v.id: [f for f, who in counted if v.id in who] for v in report.versions}
    cells = {(v, kind): _heat([f for f in has if f.type is kind]) for v, has in by_version.items() for kind in types}
    return HeatTable(types, cells, {v: _heat(has) for v, has in by_version.items()}, len(listed))


def _heat(findings: list[Finding]) -> Heat:
    worst = min((f.severity for f in findings), key=lambda severity: severity.rank, default=None)
    return Heat(len(findings), worst)
