"""How the terminal report sets its words: weights, brackets and a column of labels."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from service.model.finding import Severity
from service.model.sentences import Sentence

BOLD = "bold"
DIM = "dim"
MARKED = "bold underline"
SEVERITY: dict[str, str] = {
    Severity.CRITICAL: "bold red",
    Severity.MAJOR: "bold",
    Severity.MINOR: "",
    Severity.NEUTRAL: "dim",
}
BY_MACHINE = Sentence("[machine] {words}")
ROW = Sentence("row {row}")

_NARROW = 60  # below this, a label column would leave no line for the text
_LABEL_SHARE = 4  # labels take at most this part of the width
_INDENT = 2


def marked(quote: str) -> Text:
    """A quote in the brackets that stand for every mark: without colour, they are all there is."""
    return Text(f"⟦{quote}⟧", MARKED)


def hanging(lines: Sequence[tuple[str, Text]], width: int, indent: int = _INDENT) -> Iterator[RenderableType]:
    """Labels at the left, texts beside them in one column; the text under its label where the width is small."""
    if width < _NARROW:
        for label, text in lines:
            if label:
                yield Padding(Text(label, DIM), (0, 0, 0, indent))
            yield Padding(text, (0, 0, 0, indent + _INDENT))
        return
    widest = max((cell_len(label) for label, _ in lines), default=0)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=min(widest, width // _LABEL_SHARE), overflow="fold")
    table.add_column(overflow="fold")
    for label, text in lines:
        table.add_row(Text(label, DIM), text)
    yield Padding(table, (0, 0, 0, indent))
