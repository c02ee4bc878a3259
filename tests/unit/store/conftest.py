"""Stores over an empty database of either kind, and a clock that a test moves by hand."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from service.model.limits import Limits
from service.model.stores import Stores
from service.model.version import Version
from service.model.work import Wanted
from service.store.comparisons import Comparisons
from service.store.jobs import Jobs
from service.store.keys import Keys
from service.store.pages import Pages
from service.store.transactions import Transactions

WIRE = Version("wire", "Agency", "The ferry left.", "en", "wire")
PRINT = Version("print", "Morgenblatt", "Die Fähre legte ab.")


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def database(ready_place: str, clock: HandClock) -> Iterator[Transactions]:
    made = Transactions(ready_place, clock)
    yield made
    made.close()


@pytest.fixture
def stores(database: Transactions) -> Stores:
    return Stores(Comparisons(database), Jobs(database), Keys(database), Pages(database))


@pytest.fixture
def wanted() -> Callable[..., Wanted]:
    """Two versions of one story, asked for by the desk."""

    def ask(owner: str = "desk", title: str = "Ferry", versions: tuple[Version, ...] = (WIRE, PRINT)) -> Wanted:
        return Wanted(owner, versions, "en", True, title)

    return ask


@pytest.fixture
def added(stores: Stores, wanted: Callable[..., Wanted], clock: HandClock) -> Callable[..., str]:
    """Adds a comparison, a second after the last; its id."""

    def add(**asked: object) -> str:
        clock.pass_(1)
        return stores.comparisons.add(wanted(**asked), Limits(1000))[0].id

    return add


@pytest.fixture
def reported(stores: Stores, added: Callable[..., str]) -> Callable[..., str]:
    """A comparison with a report; its id."""

    def add(body: str = "{}", **asked: object) -> str:
        id = added(**asked)
        job = stores.jobs.claim("w", 30, stores.comparisons.job(str(asked.get("owner", "desk")), id).id)
        assert job is not None
        assert stores.jobs.finish(job, "w", body, {})
        return id

    return add
