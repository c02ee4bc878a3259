"""Passages that stand at another place than in the other versions."""

from collections.abc import Iterator
from itertools import groupby

from service.differences import rules, told
from service.differences.omission import shortened
from service.model.collation import Collation
from service.model.finding import Finding, Reading
from service.model.row import Row
from service.model.sentences import Clause


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each passage that moved."""
    for version in (v.id for v in collation.versions):
        numbered = [r for r in collation.rows if version in r.moved]
        for _, group in groupby(enumerate(numbered), key=lambda item: item[1].index - item[0]):
            yield _moved(collation, version, [row for _, row in group])


def _moved(collation: Collation, version: str, run: list[Row]) -> Finding:
    cells = [collation.table[row.index] for row in run]
    others = tuple(v for v in cells[0] if v != version)
    here = [found[version] for found in cells]
    quote = here[0].text
    readings = (
        Reading((version,), quote, tuple(cell.span() for cell in here)),
        *(
            Reading((other,), cells[0][other].text, tuple(found[other].span() for found in cells if other in found))
            for other in others[:1]
        ),
    )
    said = Clause(
        told.STANDS_ELSEWHERE,
        {"who": len(run), "version": collation.version(version).label, "passage": shortened(quote)},
    )
    one = version if len(others) > 1 else None
    return Finding(rules.MOVED, run[0].index, readings, (said,), outlier=one)
