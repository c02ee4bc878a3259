"""The stores over one database."""

from pathlib import Path

from service.model.stores import Stores
from service.store.comparisons import Comparisons
from service.store.jobs import Jobs
from service.store.keys import Keys
from service.store.moment import Clock
from service.store.pages import Pages
from service.store.transactions import Transactions


def stores(place: str | Path, clock: Clock | None = None) -> Stores:
    """Over the database at `place`, a path or a URL. Raises `SettingsError` where it is neither. `clock` takes the
    place of the database's own; all who use the database must go by one clock."""
    database = Transactions(place, clock)
    return Stores(Comparisons(database), Jobs(database), Keys(database), Pages(database))
