"""Remembered translations in a database that all processes share."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from sqlalchemy import BigInteger, Column, Connection, Index, MetaData, Table, delete, func, inspect, select, update
from sqlalchemy.exc import SQLAlchemyError

from service.store.any_text import AnyText, is_text
from service.store.database import connect, create_tables, reason, shown, upsert, writing

BUSY_SECONDS = 2.0
"""How long a call waits for another's write, which takes milliseconds, or for the server."""
REST_SECONDS = 60.0
"""After a failure the database is left alone so long: a translation must not wait for it again and again."""
AT_ONCE = 500  # SQLite's oldest limit of parameters is 999
NEWEST = 10
"""The newest tenth is not moved up when it is used, so that reading what was read lately writes nothing; a row may so
go when nine tenths of the limit came after its last use."""

TABLES = MetaData()
TRANSLATION = Table(
    "translation",
    TABLES,
    Column("key", AnyText, primary_key=True),
    Column("words", AnyText, nullable=False),
    Column("used", BigInteger, nullable=False),
    Index("translation_used", "used"),
)
"""`used` counts the rows that were added or moved up, whoever did: clocks of several machines would not agree."""
KEY, WORDS, USED = TRANSLATION.c.key, TRANSLATION.c.words, TRANSLATION.c.used

log = logging.getLogger(__name__)

Item = TypeVar("Item")


class TranslationMemory:
    """Words by key, at most `limit` of them; what was used longest ago goes first where there is no room.

    It never raises: where the database cannot be used, nothing is known, and one warning says so. Keys are short (a
    digest): PostgreSQL's index takes some 2,000 bytes. What is no text (a lone surrogate) is not kept.
    """

    def __init__(self, place: str | Path, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        """`place`: a path or a URL, as `database.connect` takes it. Raises `SettingsError` where it is neither."""
        self._engine = connect(place, BUSY_SECONDS)
        self._shown = shown(place)
        self._limit = limit
        self._clock = clock
        self._rest_until = float("-inf")
        self._warned = False

    def get(self, keys: Sequence[str]) -> dict[str, str]:
        """What is known of these; what was read before a failure counts."""
        found: dict[str, str] = {}
        if asked := [key for key in keys if is_text(key)]:
            self._try(lambda db: self._get(db, asked, found))
        return found

    def put(self, known: Mapping[str, str]) -> None:
        """Adds these, where the database can be written."""
        rows = [(key, words) for key, words in known.items() if is_text(key + words)]
        if rows := rows[max(0, len(rows) - self._limit) :]:
            self._try(lambda db: self._put(db, rows))

    def _get(self, db: Connection, keys: Sequence[str], found: dict[str, str]) -> None:
        newest = _last(db) - self._limit // NEWEST
        old: list[str] = []
        for part in _parts(keys):
            for key, words, used in db.execute(select(KEY, WORDS, USED).where(KEY.in_(part))):
                found[key] = words
                if used <= newest:
                    old.append(key)
        db.rollback()
        if old:
            with writing(db, TRANSLATION.name):
                now = _last(db) + len(old)
                for part in _parts(old):
                    db.execute(update(TRANSLATION).where(KEY.in_(part)).values(used=now))

    def _put(self, db: Connection, rows: Sequence[tuple[str, str]]) -> None:
        """In parts, so that others need not wait long."""
        for part in _parts(rows):
            with writing(db, TRANSLATION.name):
                last = _last(db)
                new = [{"key": key, "words": words, "used": last + n} for n, (key, words) in enumerate(part, start=1)]
                upsert(db, TRANSLATION, new)
                self._make_room(db)

    def _make_room(self, db: Connection) -> None:
        excess = db.execute(select(func.count()).select_from(TRANSLATION)).scalar_one() - self._limit
        if excess > 0:
            oldest = select(KEY).order_by(USED, KEY).limit(excess)
            db.execute(delete(TRANSLATION).where(KEY.in_(oldest)))

    def _try(self, do: Callable[[Connection], None]) -> None:
        if self._clock() < self._rest_until:
            return
        try:
            with self._engine.connect() as db:
                _prepare(db)
                do(db)
        except (SQLAlchemyError, OSError, ValueError, TypeError) as error:  # locked, full, away, no database at all
            self._rest_until = self._clock() + REST_SECONDS
            if not self._warned:
                log.warning("translation memory %s is not used: %s", self._shown, reason(error))
            self._warned = True


def _prepare(db: Connection) -> None:
    """Makes the table. Looked for once a connection: the file may go, or the server come back empty."""
    if TRANSLATION.name not in db.info:
        there = inspect(db).has_table(TRANSLATION.name)
        db.rollback()
        if not there:
            create_tables(db, TABLES)
        db.info[TRANSLATION.name] = True


def _last(db: Connection) -> int:
    """The number of the row that was used last."""
    return db.execute(select(func.max(USED))).scalar_one() or 0


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[at : at + AT_ONCE] for at in range(0, len(items), AT_ONCE))
