"""A store over an empty database of either kind, and settings with a short lease."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from service.model.stores import Stores
from service.settings import Settings
from service.store.stores import stores as over


@pytest.fixture
def stores(ready_place: str) -> Stores:
    """By the database's own clock."""
    return over(ready_place)


@pytest.fixture
def settings() -> Settings:
    """A lease of a second: one that is lost is lost soon."""
    return Settings(lease_seconds=1)


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(ready_place: str, clock: Callable[[], datetime]) -> Stores:
    """By a clock that the test turns."""
    return over(ready_place, clock)
