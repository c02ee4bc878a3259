"""What each version does where it goes astray: leaves things out, has other numbers, drops who says so."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from service.model.finding import FindingType
from service.model.report import Report
from service.render.listing import worth_listing
from service.render.pictures.astray import astray, originals, reading_of


@dataclass(frozen=True, slots=True)
class Habit:
    """A kind of departure. `lacks`: the version has nothing where others have words."""

    type: FindingType
    lacks: bool


def habits(report: Report) -> Mapping[str, tuple[tuple[Habit, int], ...]]:
    """Version -> how often it does what, the most first; versions that never go astray are not there."""
    found: dict[str, Counter[Habit]] = {version.id: Counter() for version in report.versions}
    original = originals(report)
    for finding in worth_listing(report):
        places = reading_of(finding)
        for version in astray(finding, original) & found.keys():
            found[version][Habit(finding.type, not finding.readings[places[version]].quote)] += 1
    return {version: tuple(times.most_common()) for version, times in found.items() if times}
