"""Where remembered translations lie: in the process, or in an SQLite file that all processes share."""

import logging
import os
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from service.engines.loaded import Loaded

BUSY_SECONDS = 2.0
"""How long a call waits for another process's write, which takes milliseconds."""
REST_SECONDS = 60.0
"""After a failure the file is left alone so long: a translation must not wait for it again and again."""
AT_ONCE = 500  # SQLite's oldest limit of parameters is 999
TABLE = "CREATE TABLE IF NOT EXISTS translation (key TEXT PRIMARY KEY, words TEXT NOT NULL, used INTEGER NOT NULL)"
INDEX = "CREATE INDEX IF NOT EXISTS translation_used ON translation (used)"

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Store(Protocol):
    """Words by key. What was used longest ago goes first where there is no room."""

    def get(self, keys: Sequence[str]) -> dict[str, str]:
        """What is known of these."""
        ...

    def put(self, known: Mapping[str, str]) -> None:
        """Adds these."""
        ...


class InProcess:
    """A dictionary. A forked child begins with an empty one: its parent's may have been in use at that moment."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: Loaded[None, tuple[threading.Lock, OrderedDict[str, str]]] = Loaded("translation memory")

    def get(self, keys: Sequence[str]) -> dict[str, str]:
        """What is known of these."""
        lock, rows = self._open()
        with lock:
            found = {key: rows[key] for key in keys if key in rows}
            for key in found:
                rows.move_to_end(key)
        return found

    def put(self, known: Mapping[str, str]) -> None:
        """Adds these."""
        lock, rows = self._open()
        with lock:
            for key, words in known.items():
                rows[key] = words
                rows.move_to_end(key)
            while len(rows) > self._limit:
                rows.popitem(last=False)

    def _open(self) -> tuple[threading.Lock, OrderedDict[str, str]]:
        return self._parts.get(None, lambda: (threading.Lock(), OrderedDict()))


class OnDisk:
    """An SQLite file. It never raises: where the file cannot be used, nothing is known, and one warning says so.

    A connection is opened for each call, a third of a millisecond, so that none is shared by threads or outlives a
    fork. Readers and a writer do not wait for each other (WAL).
    """

    def __init__(self, path: str | Path, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = Path(path).expanduser()
        self._limit = limit
        self._clock = clock
        self._rest_until = float("-inf")
        self._warned = False

    def get(self, keys: Sequence[str]) -> dict[str, str]:
        """What is known of these, {} where the file cannot be read."""
        return self._try(lambda db: self._get(db, keys), {}) if keys else {}

    def put(self, known: Mapping[str, str]) -> None:
        """Adds these, where the file can be written."""
        if known:
            self._try(lambda db: self._put(db, known), None)

    def _get(self, db: sqlite3.Connection, keys: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for at in range(0, len(keys), AT_ONCE):
            part = keys[at : at + AT_ONCE]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, words FROM translation WHERE key IN ({marks})"  # noqa: S608 - question marks alone
            found |= dict(db.execute(query, part))
        with db:
            now = time.time_ns()
            db.executemany("UPDATE translation SET used = ? WHERE key = ?", [(now, key) for key in found])
        return found

    def _put(self, db: sqlite3.Connection, known: Mapping[str, str]) -> None:
        with db:
            now = time.time_ns()
            rows = [(key, words, now) for key, words in known.items()]
            db.executemany("INSERT OR REPLACE INTO translation (key, words, used) VALUES (?, ?, ?)", rows)
            (count,) = db.execute("SELECT count(*) FROM translation").fetchone()
            if count > self._limit:
                oldest = "SELECT key FROM translation ORDER BY used, rowid LIMIT ?"
                db.execute(
                    f"DELETE FROM translation WHERE key IN ({oldest})",  # noqa: S608 - a constant
                    (count - self._limit,),
                )

    def _try(self, do: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
        if self._clock() < self._rest_until:
            return otherwise
        try:
            with self._connected() as db:
                return do(db)
        except (sqlite3.Error, OSError, ValueError, TypeError) as error:  # locked, read-only, full, no database at all
            self._rest_until = self._clock() + REST_SECONDS
            if not self._warned:
                log.warning("translation memory %s is not used: %s", self._path, error)
            self._warned = True
            return otherwise

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        if not self._path.exists():
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Others on the machine need not read what is not published yet.
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        db = sqlite3.connect(self._path, timeout=BUSY_SECONDS)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            db.execute(TABLE)
            db.execute(INDEX)
            yield db
        finally:
            db.close()
