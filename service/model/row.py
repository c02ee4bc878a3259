"""A row: one aligned unit across all versions."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` maps every version's id to its segments' ids here, in text order; an empty tuple where it has none.

    `similarity` is the mean cosine -1..1 of the filled cells' vectors to the row's middle (1.0 for a single cell).
    `moved` names the versions that have this unit at another place of the text than the others do.
    """

    index: int
    cells: Mapping[str, tuple[str, ...]]
    similarity: float
    moved: tuple[str, ...] = ()

    @property
    def present(self) -> tuple[str, ...]:
        """The versions that have something here."""
        return tuple(version for version, segments in self.cells.items() if segments)
