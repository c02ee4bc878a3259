"""Which finding of a new report an editor's decision goes to, where the finding it was made on changed its fingerprint.

A version that is added can add words to a finding's evidence, and with them the fingerprint changes. The finding is
then known by where it stands in the versions that both reports have.
"""

from collections.abc import Mapping, Set
from typing import Any

LEAST_SHARED = 0.5
"""Less of both findings' places in common, and it is another finding next to it: to ask the editor once more costs a
look, to dismiss a difference that nobody saw costs a mistake in print."""


def carried(old_report: Mapping[str, Any], new_report: Mapping[str, Any], decided: Set[str]) -> dict[str, str]:
    """Old fingerprint -> new one, for the findings of `decided` that the new report lacks.

    Both reports are as `Report.to_dict` gives them. A decision goes to a finding of the same type that is new, and
    whose spans in the versions which both reports have (with the same text) are the same, or else overlap most, and by
    half at least. No new finding gets two. What has no such place is left out: its decision stays with the old one.
    """
    known = _same_texts(old_report, new_report)
    old_ids = {finding["id"] for finding in old_report["findings"]}
    new_ids = {finding["id"] for finding in new_report["findings"]}
    lost = [_Evidence(finding, known) for finding in old_report["findings"] if finding["id"] in decided - new_ids]
    new = [_Evidence(finding, known) for finding in new_report["findings"] if lost and finding["id"] not in old_ids]
    pairs = [
        (shared, old.id, other.id)
        for old in lost
        for other in new
        if old.type == other.type and (shared := old.shared(other)) >= LEAST_SHARED
    ]
    carried: dict[str, str] = {}
    for _, old_id, new_id in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if old_id not in carried and new_id not in carried.values():
            carried[old_id] = new_id
    return carried


def _same_texts(old_report: Mapping[str, Any], new_report: Mapping[str, Any]) -> frozenset[str]:
    """Ids of versions that both have, letter for letter: in another text the same offsets are another place."""
    new = {version["id"]: version["text"] for version in new_report["versions"]}
    return frozenset(v["id"] for v in old_report["versions"] if new.get(v["id"]) == v["text"])


class _Evidence:
    """Where a finding stands in the versions that both reports have."""

    def __init__(self, finding: Mapping[str, Any], versions: frozenset[str]) -> None:
        self.id, self.type = finding["id"], finding["type"]
        spans = [span for reading in finding["readings"] for span in reading["spans"] if span["version"] in versions]
        self.spans = {(span["version"], span["start"], span["end"]) for span in spans}
        # A gap stands for the code point that follows it.
        self.places = {(name, at) for name, start, end in self.spans for at in range(start, max(end, start + 1))}

    def shared(self, other: "_Evidence") -> float:
        """0..1: how much of both places together both have; 2 where the spans are the same, which goes first."""
        if not self.spans or not other.spans:
            return 0.0
        if self.spans == other.spans:
            return 2.0
        return len(self.places & other.places) / len(self.places | other.places)
