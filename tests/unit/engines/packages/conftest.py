from collections.abc import Iterator

import pytest

from tests.unit.engines.packages.mirror import Mirror, serving


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    """A server that plays the index."""
    with serving() as playing:
        yield playing
