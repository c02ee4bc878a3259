"""Which findings a reader wants to see, as the address of the page says it: the address restores the view."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict

from service.actions.findings import Filter, filtered
from service.model.finding import Basis, FindingType, Severity
from service.model.work import Decision, Verdict

LONGEST_WORDS = 200
Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter, and words that a finding must hold in its sentence or its quotes, whatever the case."""

    filter: Filter = field(default_factory=Filter)
    words: str = ""

    @classmethod
    def of(cls, given: "MultiDict[str, str]") -> "Chosen":
        """What an address says; what it says of things that are not there counts for nothing."""
        return cls(
            Filter(
                _known(FindingType, given.getlist("type")),
                _known(Severity, given.getlist("severity")),
                frozenset(given.getlist("version")),
                _known(Basis, given.getlist("basis")),
                _known(Verdict, given.getlist("decision")),
            ),
            given.get("q", "").strip()[:LONGEST_WORDS],
        )

    def query(self) -> list[tuple[str, str]]:
        """The same as names and values of an address, in a fixed order."""
        named: Sequence[tuple[str, Iterable[str]]] = (
            ("type", self.filter.types),
            ("severity", self.filter.severities),
            ("version", self.filter.versions),
            ("basis", self.filter.bases),
            ("decision", self.filter.verdicts),
            ("q", [self.words] if self.words else []),
        )
        return [(name, str(value)) for name, values in named for value in sorted(values)]

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.query())

    def of_findings(
        self, findings: Sequence[Mapping[str, Any]], decisions: Mapping[str, Sequence[Decision]]
    ) -> list[Mapping[str, Any]]:
        """Those of `Report.to_dict()`'s findings that are to be seen, in their order."""
        words = self.words.casefold()
        found = filtered(findings, self.filter, decisions)
        return [one for one in found if not words or words in _told(one)]


def _known(kind: type[Kind], values: Iterable[str]) -> frozenset[Kind]:
    return frozenset(kind(value) for value in values if value in set(kind))


def _told(finding: Mapping[str, Any]) -> str:
    parts = [finding["message"], *(part for one in finding["readings"] for part in (one["quote"], one["value"] or ""))]
    return "\n".join(parts).casefold()
