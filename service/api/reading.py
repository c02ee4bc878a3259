"""Reading the HTML of a request takes long, so it takes a place; texts need none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from service.actions.translate_html import allowance_of
from service.api.context import context
from service.api.schemas.comparison import VersionIn
from service.sandbox import Allowance


@contextmanager
def allowance_for(given: Sequence[VersionIn]) -> Iterator[Allowance]:
    """What this request may spend. Raises 503 where there is HTML and no place."""
    here = context()
    allowance = allowance_of(here.settings)
    if all(one.html is None for one in given):
        yield allowance
        return
    with here.places.taken():
        yield allowance
