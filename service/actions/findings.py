"""Which findings of a report somebody wants to see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.model.finding import Basis, FindingType, Severity
from service.model.work import Decision, Verdict


@dataclass(frozen=True, slots=True)
class Filter:
    """Each field lets through what is one of its values; an empty one lets everything through. `versions`: those that
    take part in a finding. `verdicts`: `open` is also what nobody decided on. What is `muted` is not let through."""

    types: frozenset[FindingType] = frozenset()
    severities: frozenset[Severity] = frozenset()
    versions: frozenset[str] = frozenset()
    bases: frozenset[Basis] = frozenset()
    verdicts: frozenset[Verdict] = frozenset()
    rules: frozenset[str] = frozenset()
    muted: frozenset[str] = frozenset()


def filtered(
    findings: Sequence[Mapping[str, Any]], wanted: Filter, decisions: Mapping[str, Sequence[Decision]]
) -> list[Mapping[str, Any]]:
    """Those of `Report.to_dict()`'s findings that the filter lets through, in their order."""
    return [one for one in findings if _lets_through(wanted, one, decisions)]


def last_decision(finding: str, decisions: Mapping[str, Sequence[Decision]]) -> Decision | None:
    """The one that holds."""
    return decisions[finding][-1] if decisions.get(finding) else None


def _lets_through(wanted: Filter, finding: Mapping[str, Any], decisions: Mapping[str, Sequence[Decision]]) -> bool:
    last = last_decision(finding["id"], decisions)
    versions = {version for reading in finding["readings"] for version in reading["versions"]}
    return (
        (not wanted.types or finding["type"] in wanted.types)
        and (not wanted.severities or finding["severity"] in wanted.severities)
        and (not wanted.versions or not wanted.versions.isdisjoint(versions))
        and (not wanted.bases or finding["basis"] in wanted.bases)
        and (not wanted.rules or finding.get("rule") in wanted.rules)
        and finding.get("rule") not in wanted.muted
        and (not wanted.verdicts or (last.verdict if last else Verdict.OPEN) in wanted.verdicts)
    )
