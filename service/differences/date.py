"""Calendar dates that differ: October 7th, 7. Oktober and 2023-10-07 agree, 7 and 17 October do not."""

from collections.abc import Iterator, Sequence

from service.differences.apparatus import labels, outlier, places, readings, verb
from service.languages.dates import Date, find_dates
from service.model.collation import Collation
from service.model.finding import Finding, FindingType, Reading, Severity

TYPE = FindingType.DATE


def find(collation: Collation) -> Iterator[Finding]:
    """Places where versions name different days, months or years. A date that one version leaves out alone is left to
    the checks of omission: translators often write "on Monday" instead."""
    for row in collation.rows:
        cells = collation.cells(row)
        if len(cells) < 2:
            continue
        for place in places(collation, row, cells, find_dates, lambda d: d.shown, _agree):
            found = readings(place, cells)
            said = [r for r in found if r.quote]
            if len(said) > 1:
                message = _message(collation, said)
                yield Finding(TYPE, Severity.CRITICAL, row.index, found, message, 0.85, outlier=outlier(found))


def _agree(a: Date, b: Date) -> bool:
    return a.agrees(b)


def _message(collation: Collation, said: Sequence[Reading]) -> str:
    return (
        "; ".join(
            f"{labels(collation, r.versions)} {verb(r.versions, 'says', 'say')} {r.quote} ({r.value})" for r in said
        )
        + "."
    )
