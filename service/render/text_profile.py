"""A profile on the terminal: three sentences, and a row a version."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from service.model.sentences import Catalogue
from service.render.profile.table import columns, lines
from service.render.profile.told import sentences
from service.render.profile.values import Profile
from service.render.text_style import DIM, hanging

_WIDE = 76
"""Columns from which on the table leaves words enough for its last column."""
_LABEL_SHARE = 4


def profile_lines(profile: Profile, width: int, catalogue: Catalogue) -> Iterator[RenderableType]:
    """The blocks to print, with a blank line before them."""
    yield Text()
    for sentence in sentences(profile, catalogue):
        yield Text(sentence)
    yield Text()
    shown, heads = lines(profile, catalogue), columns(catalogue)
    if width < _WIDE:
        yield from hanging([(line.label, Text(line.described)) for line in shown], width)
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=width // _LABEL_SHARE, overflow="fold")
    for _ in heads[:-1]:
        table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("", *(Text(name, DIM) for name in heads))
    for line in shown:
        table.add_row(Text(line.label, DIM), *map(Text, line.cells))
    yield Padding(table, (0, 0, 0, 2))
