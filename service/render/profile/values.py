"""What a profile holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.model.finding import FindingType, Severity
from service.render.profile.tendency import Tendency

SUPPORT = 2
"""Findings below which nothing is said of a version: one may be chance, or a mistake of ours."""


@dataclass(frozen=True, slots=True)
class VersionProfile:
    """A row of the table. `closeness` 0..1 to the original, or without one to the others: None for the original, and
    where nothing can be compared. `rows` of the profile's rows have words of this version. `findings`: in how many it
    is the one that departs, or is at fault by itself. `departures`: what takes it away from the original, or from most,
    rows that nobody made a finding of among them. `kinds`: what it does in its findings, the most frequent first."""

    id: str
    label: str
    closeness: float | None
    rows: int
    findings: Mapping[Severity, int]
    departures: int
    kinds: tuple[tuple[Tendency, int], ...]

    @property
    def total(self) -> int:
        """All findings that are counted for this version."""
        return sum(self.findings.values())

    @property
    def habits(self) -> tuple[tuple[Tendency, int], ...]:
        """The kinds that enough findings support."""
        return tuple((kind, times) for kind, times in self.kinds if times >= SUPPORT)

    @property
    def shown(self) -> float | None:
        """Closeness to two digits, cut and not rounded: 1.00 is said of those alone that nothing tells apart."""
        return None if self.closeness is None else int(round(100 * self.closeness, 6)) / 100


@dataclass(frozen=True, slots=True)
class Profile:
    """Of a whole comparison. `original` is the one version that is declared so; None where there is none, or several.
    `rows` and `findings` are all of the report, without harmless findings. `undecided`: those in which nothing tells
    who departs, `differ` what they are about (types that say one thing are counted as one). `sentences`: in English."""

    versions: tuple[VersionProfile, ...]
    original: str | None
    rows: int
    findings: int
    undecided: int
    differ: tuple[tuple[FindingType, int], ...]
    sentences: tuple[str, ...] = ()

    @property
    def measured(self) -> tuple[VersionProfile, ...]:
        """The versions that are set against the original, or all."""
        return tuple(version for version in self.versions if version.id != self.original)

    @property
    def between_two(self) -> bool:
        """Whether there are two versions neither of which is known to depart."""
        return len(self.versions) == 2 and self.original is None

    def to_dict(self, sentences: Sequence[str] | None = None) -> dict[str, Any]:
        """Plain JSON values; with other `sentences`, say in another language."""
        return {
            "original": self.original,
            "sentences": list(self.sentences if sentences is None else sentences),
            "rows": self.rows,
            "findings": self.findings,
            "undecided": self.undecided,
            "differ": [{"type": str(kind), "count": times} for kind, times in self.differ],
            "versions": [_plain(version, self.rows) for version in self.versions],
        }


def _plain(version: VersionProfile, rows: int) -> dict[str, Any]:
    return {
        "id": version.id,
        "label": version.label,
        "closeness": None if version.closeness is None else round(version.closeness, 3),
        "rows": version.rows,
        "share_of_rows": round(version.rows / rows, 3) if rows else None,
        "findings": {str(severity): version.findings.get(severity, 0) for severity in list(Severity)[:3]},
        "kinds": [{"kind": str(kind), "count": times} for kind, times in version.kinds],
        "habits": [str(kind) for kind, _ in version.habits],
    }
