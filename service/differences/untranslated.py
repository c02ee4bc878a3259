"""Passages that were left in another language than the rest of the version."""

from collections.abc import Iterator

from rapidfuzz import fuzz

from service.differences.apparatus import labels
from service.differences.omission import shortened
from service.languages.display import language_name
from service.languages.tokens import spaceless, words
from service.model.collation import Cell, Collation
from service.model.finding import Finding, FindingType, Reading, Severity
from service.model.version import primary_subtag

TYPE = FindingType.UNTRANSLATED
FEWEST_WORDS = 4
FEWEST_CHARACTERS = 12
COPIED = 85.0
"""rapidfuzz ratio to another version's words, in whose language the passage stands: it was copied and not
translated."""


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each cell whose language is not its version's."""
    for row in collation.rows:
        cells = collation.cells(row)
        for cell in cells:
            own = primary_subtag(collation.languages[cell.version.id])
            strange = primary_subtag(cell.language)
            if strange in (own, "und") or own == "und" or not _long_enough(cell):
                continue
            yield _left_over(row.index, cell, cells, strange, collation)


def _left_over(row: int, cell: Cell, cells: tuple[Cell, ...], language: str, collation: Collation) -> Finding:
    sources = [c for c in cells if c is not cell and primary_subtag(c.language) == language]
    copied = [c for c in sources if fuzz.ratio(c.text, cell.text) >= COPIED]
    readings = (
        Reading((cell.version.id,), cell.text, (cell.span(),)),
        *(Reading((c.version.id,), c.text, (c.span(),)) for c in copied[:1]),
    )
    name = language_name(language)
    if copied:
        source = labels(collation, [copied[0].version.id])
        message = f"{cell.version.label} leaves a passage in {name}, as {source} has it: {shortened(cell.text)}"
        return Finding(TYPE, Severity.CRITICAL, row, readings, message, 0.97, outlier=_alone(cell, cells))
    message = f"{cell.version.label} has a passage in {name}: {shortened(cell.text)}"
    return Finding(
        TYPE, Severity.MAJOR if sources else Severity.MINOR, row, readings, message, 0.6, outlier=_alone(cell, cells)
    )


def _alone(cell: Cell, cells: tuple[Cell, ...]) -> str | None:
    return cell.version.id if len(cells) > 2 else None


def _long_enough(cell: Cell) -> bool:
    if spaceless(cell.language):
        return len(cell.text) >= FEWEST_CHARACTERS
    return len(words(cell.text)) >= FEWEST_WORDS
