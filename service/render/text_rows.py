"""A row on the terminal: its versions in columns where they fit, else under each other."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from service.model.finding import Finding
from service.model.sentences import Catalogue, Sentence
from service.render.excerpt import GAP
from service.render.masthead import Entry
from service.render.rows import Cell, ShownRow
from service.render.terms import term
from service.render.text_style import BOLD, BY_MACHINE, DIM, ROW, hanging, marked

MOVED = Sentence("(moved)")
_GUTTER = 2
_LEAST_COLUMN = 24  # about four words; below it, columns are slower to read than lines
_ABSENT = "—"


def row_lines(
    row: ShownRow, findings: Sequence[Finding], entries: Sequence[Entry], width: int, catalogue: Catalogue
) -> Iterator[RenderableType]:
    """The blocks to print for one row: a rule that names its findings by number, then the cells."""
    yield Text()
    about = ", ".join(f"{number + 1}. {term(findings[number].type, catalogue)}" for number in row.findings)
    called = ROW.spoken({"row": str(row.index + 1)}, catalogue)
    head = Text(f"── {called}{': ' if about else ''}{about} ", DIM)
    head.append("─" * max(width - head.cell_len, 0))
    yield head
    column = (width - _GUTTER * (len(entries) - 1)) // len(entries)
    # Two right-to-left columns in one line would change places on a terminal that re-orders lines.
    if column < _LEAST_COLUMN or any(entry.direction == "rtl" for entry in entries):
        cells = [(e.label, _words(c, catalogue)) for e, c in zip(entries, row.cells, strict=True)]
        yield from hanging(cells, width, indent=0)
        return
    table = Table.grid(padding=(0, _GUTTER, 0, 0), pad_edge=False)
    for _ in entries:
        table.add_column(width=column, overflow="fold")
    table.add_row(*(Text(f"{entry.label} · {entry.code}", BOLD) for entry in entries))
    table.add_row(*(_words(cell, catalogue) for cell in row.cells))
    yield table


def _words(cell: Cell, catalogue: Catalogue) -> Text:
    text = Text(f"{MOVED.spoken({}, catalogue)} ", DIM) if cell.moved else Text()
    for piece in cell.pieces:
        text.append_text(marked(piece.text or catalogue.gettext(GAP)) if piece.findings else Text(piece.text))
    if not cell.pieces:
        text.append(_ABSENT, DIM)
    if cell.machine:
        text.append(f"\n{BY_MACHINE.spoken({'words': cell.machine}, catalogue)}", DIM)
    return text
