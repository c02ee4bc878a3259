"""Transactions on one database, which is made and brought up to date before the first; its errors in our words."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import SQLAlchemyError

from service.model.errors import InputError, StoreError
from service.store import moment
from service.store.database import connect, reason, shown, writing
from service.store.migrate import migrate
from service.store.reserve import Reserve, free_bytes

LEAST_FREE_BYTES = 20_000_000
"""As much as the largest request has by default: with less, small things can still be written, but not every one."""
NO_SPACE = ("disk is full", "disk I/O error", "unable to open database file")
"""What SQLite says on a full disk: the latter two where it cannot make its log or the index of that."""

Result = TypeVar("Result")
log = logging.getLogger(__name__)


class Transactions:
    """Reading and writing at `place`, a path or a URL. `clock` takes the place of the database's own."""

    def __init__(self, place: str | Path, clock: moment.Clock | None = None) -> None:
        """Nothing is opened yet. Raises `SettingsError` where `place` is neither."""
        self._engine = connect(place)
        self._shown = shown(place)
        self._clock = clock
        self._ready: tuple[int, int] | None = None
        self._getting_ready = threading.Lock()
        is_file = self._engine.dialect.name == "sqlite"
        self._path = Path(self._shown) if is_file else None
        self._reserve = Reserve(self._path)
        if is_file:
            event.listen(self._engine, "connect", _outlive_a_power_cut)
        # So that a comparison and its versions, which are read one after the other, are of one moment.
        self._reader = self._engine if is_file else self._engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """All that is read in it is of one moment."""
        with self._in_our_words(), self._connection(self._reader) as db, db.begin():
            yield db

    @contextmanager
    def writing(self, lock: str | None = None) -> Iterator[Connection]:
        """What is written in it is written wholly or not at all. Of those with one `lock`, one is on at a time."""
        with self._in_our_words(), self._connection(self._engine) as db, writing(db, lock):
            yield db

    def making_room(self, work: Callable[[Connection], Result]) -> Result:
        """As in `writing`, for what deletes: on a full disk the reserve is given up for it, and it is done again."""
        try:
            with self.writing() as db:
                return work(db)
        except StoreError as error:
            if not (error.__cause__ and _lacks_space(error.__cause__) and self._reserve.release()):
                raise
        log.warning("the disk of %s is full: its reserve makes room to delete", self._shown)
        with self._in_our_words(), self._connection(self._engine) as db:
            db.exec_driver_sql("PRAGMA secure_delete=FAST")  # Debian's SQLite writes zeros over all that it deletes
            db.rollback()
            with writing(db, None):
                done = work(db)
        self._reserve.fill()
        return done

    def check(self, work: Callable[[Connection], Result]) -> None:
        """Whether `work`, which writes something small, can be done and there is room for more. Raises `StoreError`."""
        with self.writing() as db:
            work(db)
        self._reserve.fill()
        free = free_bytes(self._path) if self._path else None
        if free is not None and free < LEAST_FREE_BYTES:
            raise StoreError(f"the disk of {self._shown} is nearly full: {free:,} bytes are free")

    def now(self, db: Connection) -> datetime:
        """The time that all workers go by."""
        return moment.now(db, self._clock)

    def close(self) -> None:
        """Lets go of the connections; the next use opens new ones."""
        self._engine.dispose()

    def _connection(self, engine: Engine) -> Connection:
        """On a full disk even who reads needs a little, for the index of the log that was put away last."""
        try:
            return self._ready_engine(engine).connect()
        except SQLAlchemyError as error:
            if not (_lacks_space(error) and self._reserve.release()):
                raise
        log.warning("the disk of %s is full: its reserve makes room to read", self._shown)
        try:
            return self._ready_engine(engine).connect()
        finally:
            self._reserve.fill()

    def _ready_engine(self, engine: Engine) -> Engine:
        if self._ready is None or self._ready != self._file():
            with self._getting_ready:
                if self._ready is None or self._ready != self._file():
                    self._make_ready()
        return engine

    def _make_ready(self) -> None:
        if self._ready is not None:
            log.warning("the database %s was deleted or replaced: it is made anew where it is lacking", self._shown)
        migrate(self._engine)
        self._ready = self._file()
        self._reserve.fill()

    def _file(self) -> tuple[int, int]:
        """Which file the database is. One that was deleted must not be used on: all that came after would be lost."""
        if self._path is None:
            return (0, 0)
        try:
            found = self._path.stat()
        except OSError:
            return (-1, -1)
        return found.st_dev, found.st_ino

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


def _lacks_space(error: BaseException) -> bool:
    return any(said in str(error) for said in NO_SPACE)


def _outlive_a_power_cut(db: object, _: object) -> None:
    """What was accepted is not lost, though each transaction waits for the disk."""
    db.execute("PRAGMA synchronous=FULL")  # type: ignore[attr-defined]  # a DB-API connection
