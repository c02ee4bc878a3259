"""Lays the versions beside each other: from rows of segment ids to a table of cells."""

from collections.abc import Callable, Mapping, Sequence

from service.model.collation import Cell, Collation, unhurried
from service.model.glossary import EMPTY, Glossary
from service.model.protocols import Embedder
from service.model.row import Row
from service.model.segment import Segment
from service.model.version import Relation, Version


def collate(
    versions: Sequence[Version],
    languages: Mapping[str, str],
    segments: Mapping[str, Sequence[Segment]],
    rows: Sequence[Row],
    pivot: str,
    translations: Mapping[str, str],
    embedder: Embedder,
    glossary: Glossary = EMPTY,
    tick: Callable[[], None] = unhurried,
) -> Collation:
    """The collation of aligned and translated versions; the order in which they were given leaves no trace."""
    ordered = sorted(versions, key=lambda v: (v.relation != Relation.ORIGINAL, v.id))
    by_id = {s.id: s for found in segments.values() for s in found}

    def cell(row: Row, version: Version) -> Cell | None:
        here = tuple(by_id[name] for name in row.cells[version.id])
        texts = [translations.get(segment.id) for segment in here]
        joined = " ".join(t for t in texts if t) if here and all(texts) else None
        return Cell(version, here[0].language, here, joined) if here else None

    return Collation(
        versions=tuple(ordered),
        languages=languages,
        segments={v.id: tuple(segments[v.id]) for v in ordered},
        rows=tuple(rows),
        table=tuple({v.id: c for v in ordered if (c := cell(row, v))} for row in rows),
        pivot=pivot,
        embedder=embedder,
        glossary=glossary,
        tick=tick,
    )
