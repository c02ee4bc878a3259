"""What changed from one revision to the next, in the order in which the versions were given."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from service.model.finding import Finding, Severity
from service.model.report import Report
from service.model.version import Relation
from service.render.pictures.astray import reading_of

IN_TIME = frozenset({Relation.ORIGINAL, Relation.REVISION})


class Kind(StrEnum):
    """What became of a passage. `SLIP`: a fault of the newer version by itself."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    SLIP = "slip"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `before` and `after` are the versions' own words, empty for a gap; `since` has the words `before`,
    the version of the step or an older one, where that one does not take part in the finding."""

    kind: Kind
    finding: Finding
    before: str
    after: str
    since: str


@dataclass(frozen=True, slots=True)
class Step:
    """From the version `older` to `newer`. `harmless`: how many changes of wording say nothing else."""

    older: str
    newer: str
    changes: tuple[Change, ...]
    harmless: int

    def times(self, kind: Kind) -> int:
        """How many changes are of this kind."""
        return sum(change.kind is kind for change in self.changes)


def steps(report: Report) -> tuple[Step, ...]:
    """One for each revision but the first; none for a story without revisions."""
    related = [v for v in report.versions if v.relation in IN_TIME]
    if len(related) < 2 or not any(v.relation == Relation.REVISION for v in related):
        return ()
    order = [v.id for v in related]
    texts = {v.id: v.text for v in related}
    found: dict[str, list[Change]] = {version: [] for version in order}
    harmless: Counter[str] = Counter()
    for finding in report.findings:
        for newer, change in _changes(finding, order, texts):
            if finding.severity is Severity.NEUTRAL:
                harmless[newer] += 1
            else:
                found[newer].append(change)
    return tuple(Step(a, b, tuple(found[b]), harmless[b]) for a, b in pairwise(order))


def _changes(finding: Finding, order: Sequence[str], texts: dict[str, str]) -> list[tuple[str, Change]]:
    """With the version that each came with."""
    places = reading_of(finding)
    who = [version for version in order if version in places]
    if len(finding.readings) == 1:
        first = [version for version in who if version != order[0]][:1]
        if order[0] in who:  # it was there from the start
            return []
        return [(v, Change(Kind.SLIP, finding, "", _said(finding, v, places[v], texts), v)) for v in first]
    found = []
    for older, newer in pairwise(who):
        if places[older] != places[newer]:
            before = _said(finding, older, places[older], texts)
            after = _said(finding, newer, places[newer], texts)
            found.append((newer, Change(_kind(before, after), finding, before, after, older)))
    return found


def _kind(before: str, after: str) -> Kind:
    if not before:
        return Kind.ADDED if after else Kind.CHANGED
    return Kind.CHANGED if after else Kind.DROPPED


def _said(finding: Finding, version: str, reading: int, texts: dict[str, str]) -> str:
    """The version's own words; a reading's quote is its first version's."""
    spans = [s for s in finding.readings[reading].spans if s.version == version and s.start < s.end]
    return " … ".join(texts[version][s.start : s.end] for s in spans)
