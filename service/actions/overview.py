"""A report as a whole: what its pictures show."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.actions.recent import while_looked_at
from service.actions.stored_report import report_of
from service.model.report import Report
from service.model.work import StoredReport
from service.render.masthead import Entry, entries
from service.render.pictures.agreement import agreement, common_errors
from service.render.pictures.heat import HeatTable, heat_table
from service.render.pictures.matrix import Matrix
from service.render.pictures.timeline import Step, steps
from service.render.pictures.tree import Node, tree
from service.render.pictures.wording import wordings
from service.render.profile.measure import profile
from service.render.profile.values import Profile

SMALLEST_TREE = 3
"""Versions of the smallest tree that shows more than a number does."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Who is like whom; `tree` None where there is too little for one. `language` is "" where it does not matter."""

    matrix: Matrix
    tree: Node | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """All pictures of a report. `wordings` has one for each language of two or more versions; `readings` is None with
    fewer than three, of which no two could go together against another; `errors` are readings that a pair shares and
    goes astray by; `profile` is None for one version by itself."""

    report: Report
    entries: Mapping[str, Entry]
    heat: HeatTable
    profile: Profile | None
    wordings: tuple[Likeness, ...]
    readings: Likeness | None
    errors: Mapping[tuple[str, str], int]
    steps: tuple[Step, ...]


def overview(report: Report) -> Overview:
    """Made of the report alone; nothing is compared again."""
    readings = agreement(report)
    enough = len(report.versions) >= SMALLEST_TREE and any(share.whole for share in readings.shares.values())
    return Overview(
        report=report,
        entries={entry.id: entry for entry in entries(report)},
        heat=heat_table(report),
        profile=profile(report),
        wordings=tuple(likeness(matrix, code) for code, matrix in wordings(report)),
        readings=likeness(readings) if enough else None,
        errors=common_errors(report),
        steps=steps(report),
    )


@while_looked_at
def overview_of(stored: StoredReport) -> Overview:
    """Of a report that is kept."""
    return overview(report_of(stored))


def likeness(matrix: Matrix, language: str = "") -> Likeness:
    """With its tree, where all pairs can be compared and not all are equally far apart."""
    distances = matrix.distances() if len(matrix.versions) >= SMALLEST_TREE else None
    # One height for all joins shows an order that is not there.
    shows = distances is not None and len({round(share.value or 0, 6) for share in matrix.shares.values()}) > 1
    return Likeness(matrix, tree(distances) if shows and distances else None, language)
