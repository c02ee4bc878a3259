"""What editors decide on findings."""

from collections.abc import Sequence

from service.actions.stored_report import findings_of
from service.model.errors import NoSuchFinding
from service.model.stores import ComparisonStore
from service.model.work import Decision, Reason, Verdict


def decide(
    comparisons: ComparisonStore,
    owner: str,
    id: str,
    finding: str,
    verdict: Verdict,
    reason: Reason | None,
    who: str,
    note: str = "",
    expected: int | None = None,
) -> Decision:
    """One more decision on a finding of the newest report. Raises `NoSuchFinding`, and what `ComparisonStore.decide`
    raises."""
    _must_be_there(comparisons, owner, id, finding)
    return comparisons.decide(owner, id, finding, verdict, reason, who, note, expected)


def history(comparisons: ComparisonStore, owner: str, id: str, finding: str) -> Sequence[Decision]:
    """All decisions on a finding, the oldest first. Raises `NoSuchFinding` for one that the newest report has not and
    that nobody decided on."""
    found = comparisons.decisions(owner, id).get(finding, ())
    if not found:
        _must_be_there(comparisons, owner, id, finding)
    return found


def _must_be_there(comparisons: ComparisonStore, owner: str, id: str, finding: str) -> None:
    report = comparisons.report(owner, id)
    if not any(one["id"] == finding for one in findings_of(report)):
        raise NoSuchFinding("the newest report has no such finding")
