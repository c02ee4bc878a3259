"""Places and organisations that differ across languages: Germany here and 奥地利 there, whatever the script."""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from service.differences import rules, told
from service.differences.apparatus import NEIGHBOURS, Place, outlier, places, readings
from service.differences.clusters import Agreement
from service.languages.gazetteer import KINDS, Known, find_known, hints_at
from service.model.collation import Cell, Collation
from service.model.finding import Finding
from service.model.row import Row


def other_places(collation: Collation, row: Row) -> Iterator[Finding]:
    """Names of one kind (country, city, organisation) that stand against each other in a row; one that a version leaves
    out alone is no finding, and Berlin may stand for Germany."""
    cells = collation.cells(row)
    if len({c.language for c in cells}) < 2:
        return  # versions of one language are compared word by word
    one_place = Agreement(lambda a, b: a.key == b.key, attrgetter("key"))
    for kind in KINDS:

        def look(text: str, language: str, kind: str = kind) -> Sequence[Known]:
            return tuple(k for k in find_known(text, language) if k.kind == kind)

        for place in places(collation, row, cells, look, lambda k: k.key, one_place):
            if len(place.clusters) > 1 and not _hinted(collation, row, place):
                yield _finding(collation, row, place, cells)


def is_known_there(collation: Collation, row: Row, cell: Cell, start: int, end: int, facing: Cell) -> bool:
    """Whether what a cell names at `[start, end)` is named near by in another version, whatever it calls it: NAVO and
    NATO."""
    keys = {k.key for k in find_known(cell.text, cell.language) if k.start < end and start < k.end}
    return bool(keys) and any(
        k.key in keys
        for c in collation.near(row, facing.version.id, NEIGHBOURS)
        for k in find_known(c.text, c.language)
    )


def _hinted(collation: Collation, row: Row, place: Place) -> bool:
    """Whether a version that lacks a name has a kindred word for it near by: "Spanish" for Spain."""
    for cluster in place.clusters:
        item = next(iter(cluster.facts.values())).item
        for version in {v for c in place.clusters if c is not cluster for v in c.facts}:
            if any(hints_at(c.text, c.language, item) for c in collation.near(row, version, NEIGHBOURS)):
                return True
    return False


def _finding(collation: Collation, row: Row, place: Place, cells: Sequence[Cell]) -> Finding:
    found = readings(place, cells)
    said = tuple(told.clause(told.HAS_PLACE, collation, r.versions, words=r.quote) for r in found if r.quote)
    return Finding(rules.PLACE_OTHER, row.index, found, said, outlier=outlier(found))
