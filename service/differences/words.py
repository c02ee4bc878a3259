"""Word by word, within one language (placeholder until the word collation is in)."""

from collections.abc import Iterator

from service.model.collation import Collation
from service.model.finding import Finding


def find(collation: Collation) -> Iterator[Finding]:
    """Nothing yet."""
    yield from ()
