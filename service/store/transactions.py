"""Transactions on one database, which is made and brought up to date before the first; its errors in our words."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import SQLAlchemyError

from service.model.errors import InputError, StoreError
from service.store import moment
from service.store.database import connect, reason, shown, writing
from service.store.migrate import migrate


class Transactions:
    """Reading and writing at `place`, a path or a URL. `clock` takes the place of the database's own."""

    def __init__(self, place: str | Path, clock: moment.Clock | None = None) -> None:
        """Nothing is opened yet. Raises `SettingsError` where `place` is neither."""
        self._engine = connect(place)
        self._shown = shown(place)
        self._clock = clock
        self._ready = False
        self._getting_ready = threading.Lock()
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _outlive_a_power_cut)
        # So that a comparison and its versions, which are read one after the other, are of one moment.
        self._reader = (
            self._engine.execution_options(isolation_level="REPEATABLE READ")
            if self._engine.dialect.name == "postgresql"
            else self._engine
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """All that is read in it is of one moment."""
        with self._in_our_words(), self._ready_engine(self._reader).connect() as db, db.begin():
            yield db

    @contextmanager
    def writing(self, lock: str | None = None) -> Iterator[Connection]:
        """What is written in it is written wholly or not at all. Of those with one `lock`, one is on at a time."""
        with self._in_our_words(), self._ready_engine(self._engine).connect() as db, writing(db, lock):
            yield db

    def now(self, db: Connection) -> datetime:
        """The time that all workers go by."""
        return moment.now(db, self._clock)

    def close(self) -> None:
        """Lets go of the connections; the next use opens new ones."""
        self._engine.dispose()

    def _ready_engine(self, engine: Engine) -> Engine:
        if not self._ready:
            with self._getting_ready:
                if not self._ready:
                    migrate(self._engine)
                    self._ready = True
        return engine

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except UnicodeEncodeError:
            raise InputError("a lone surrogate is no text") from None
        except (SQLAlchemyError, OSError) as error:
            if isinstance(getattr(error, "orig", None), UnicodeEncodeError):
                raise InputError("a lone surrogate is no text") from None
            raise StoreError(f"the database {self._shown} cannot be used: {reason(error)}") from error


def _outlive_a_power_cut(db: object, _: object) -> None:
    """What was accepted is not lost, though each transaction waits for the disk."""
    db.execute("PRAGMA synchronous=FULL")  # type: ignore[attr-defined]  # a DB-API connection
