"""One database, SQLite or PostgreSQL: from what a setting says to an engine of SQLAlchemy, used the same for both."""

import math
import os
import re
import sqlite3
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    BigInteger,
    Connection,
    Engine,
    MetaData,
    NullPool,
    Table,
    create_engine,
    event,
    func,
    literal,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from service.model.errors import SettingsError

SECONDS = 10.0
"""How long to wait for a connection, a lock or a statement, where the caller has no other wish."""
ATTEMPTS, PAUSE = 100, 0.1
"""How often, and seconds apart, a process asks for the log of a new file that another one is just making."""
CONNECTIONS = 5
"""Connections to PostgreSQL that a process keeps; it opens as many again for a rush. Its server has 100 by default."""
PATIENCE = 3
"""So many times as long as a statement may take the client waits for PostgreSQL to say so."""
IDLE_SECONDS = 60
"""A transaction that says nothing for so long (its machine froze) is ended by PostgreSQL: it may hold a lock."""
SCHEMES = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
NO_PATH = re.compile(r"^(postgres\w*|sqlite)[+:]|\b(password|dbname)\s*=")
"""A URL without its slashes, or libpq's other way to name a server: no file may have a password for a name."""
ONE_WRITER = "one_writer"

_ENGINES: "weakref.WeakSet[Engine]" = weakref.WeakSet()


def connect(place: str | Path, seconds: float = SECONDS) -> Engine:
    """The database at `place`: a path, `sqlite:///path` or `postgresql://user:password@host:port/name`.

    Nothing is opened yet: the first connection makes the SQLite file. `seconds`: how long a call waits for a
    connection, for somebody else's lock, and for PostgreSQL to carry out a statement. Threads share the engine, and a
    forked child goes on with connections of its own. Raises `SettingsError` where `place` names no database.
    """
    url = address(place)
    engine = _sqlite(url, seconds) if url.drivername == "sqlite" else _postgresql(url, seconds)
    _ENGINES.add(engine)
    return engine


def address(place: str | Path) -> URL:
    """What `place` says, checked. The message of the `SettingsError` shows no password, however it was mistyped."""
    text = str(place)
    scheme, is_url, rest = text.partition("://")
    if not text:
        raise SettingsError("no database is named")
    if not is_url:
        if NO_PATH.search(text):
            raise SettingsError("a database on a server is named postgresql://user:password@host:port/name")
        return URL.create("sqlite", database=str(Path(place).expanduser().absolute()))
    if scheme not in SCHEMES:
        given = scheme if scheme.isidentifier() else "..."
        raise SettingsError(f"a database is a path, sqlite:///path or postgresql://..., not {given}://")
    try:
        url = make_url(f"{SCHEMES[scheme]}://{rest}")
    except (ArgumentError, ValueError):
        raise SettingsError(f"no address of a database: {scheme}://... (is the port a number?)") from None
    if scheme == "sqlite":
        if url.host or url.query or not url.database or url.database == ":memory:":
            raise SettingsError("an SQLite database is named sqlite:///relative/path or sqlite:////absolute/path")
        return url.set(database=str(Path(url.database).expanduser().absolute()))
    if rest.count("@") > 1 or ("@" in rest and not url.username):
        raise SettingsError(f"{scheme}://...: in a user name or password, @ is written %40, / %2F, : %3A")
    return url


def shown(place: str | Path) -> str:
    """`place` for a log or a message: no user, password or options."""
    url = address(place)
    if url.drivername == "sqlite":
        return str(url.database)
    return URL.create("postgresql", host=url.host, port=url.port, database=url.database).render_as_string()


def reason(error: BaseException) -> str:
    """Why a call failed, in a line: what the driver says, without the statement and its values."""
    said = str(error.orig if isinstance(error, DBAPIError) and error.orig else error).strip()
    return said.splitlines()[0] if said else type(error).__name__


def upsert(db: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows; one whose primary key is there already takes the place of the old one."""
    statement = (postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert)(table)
    new = {column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key}
    if rows:
        db.execute(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=new), list(rows))


@contextmanager
def writing(db: Connection, lock: str | None) -> Iterator[None]:
    """A transaction; among those of the same `lock`, in whatever process or machine, one at a time.

    SQLite has one writer anyway: it is let in at the beginning, since a transaction that reads first and then wants to
    write fails without waiting when another wrote between. `db` must not be in a transaction.
    """
    db.execution_options(**{ONE_WRITER: True})
    try:
        with db.begin():
            if lock is not None and db.dialect.name == "postgresql":
                db.execute(select(func.pg_advisory_xact_lock(literal(_number(lock), BigInteger))))
            yield
    finally:
        db.execution_options(**{ONE_WRITER: False})


def create_tables(db: Connection, tables: MetaData) -> None:
    """Makes those that are not there yet; processes that do so at once take turns."""
    with writing(db, "create tables"):
        tables.create_all(db)


def _number(lock: str) -> int:
    """PostgreSQL's advisory locks are named by 64 bits."""
    return int.from_bytes(sha256(lock.encode()).digest()[:8], "big", signed=True)


def _sqlite(url: URL, seconds: float) -> Engine:
    """Each use opens the file anew, a fifth of a millisecond: SQLite forbids to keep a connection over a fork, and the
    child would even take its parent's locks for its own (sqlite.org/howtocorrupt.html, 2.6)."""
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": seconds}, hide_parameters=True)
    path = Path(str(url.database))

    @event.listens_for(engine, "do_connect")
    def make_file(*_: Any) -> None:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Others on the machine need not read what is not published yet.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))

    @event.listens_for(engine, "connect")
    def prepare(db: Any, _: Any) -> None:
        db.isolation_level = None  # Python's own BEGIN would come before some statements and not before others
        for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
            db.execute(f"PRAGMA {pragma}")
        _keep_a_log(db)

    @event.listens_for(engine, "begin")
    def begin(db: Connection) -> None:
        db.exec_driver_sql("BEGIN IMMEDIATE" if db.get_execution_options().get(ONE_WRITER) else "BEGIN")

    return engine


def _keep_a_log(db: Any) -> None:
    """Turns a file to write-ahead logging, which stays with it. SQLite does not wait for a lock here, so that of two
    processes that start on a new file at once one is told that it is locked, and asks again."""
    for _ in range(ATTEMPTS):
        try:
            db.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(PAUSE)
    db.execute("PRAGMA journal_mode=WAL")


def _postgresql(url: URL, seconds: float) -> Engine:
    """What the URL itself says of these options counts. A password among its options would be shown with the engine."""
    secrets = {name: value for name, value in url.query.items() if name in ("password", "sslpassword")}
    ours = {
        "connect_timeout": max(2, math.ceil(seconds)),  # libpq's least is 2
        "tcp_user_timeout": int(seconds * 1000),  # a line that was cut says nothing: the statement would wait for hours
        "options": f"-c statement_timeout={int(seconds * 1000)} "
        f"-c idle_in_transaction_session_timeout={IDLE_SECONDS * 1000}",
        "application_name": "variorum",
    }
    engine = create_engine(
        url.difference_update_query(secrets),
        connect_args={name: value for name, value in ours.items() if name not in url.query} | secrets,
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
        pool_timeout=seconds,
        pool_pre_ping=True,  # the server may have been started anew
        pool_use_lifo=True,
        hide_parameters=True,
    )

    @event.listens_for(engine, "do_connect")
    def open_it(_dialect: object, _record: object, arguments: list[Any], options: dict[str, Any]) -> object:
        from service.store.postgresql_connection import opened  # psycopg, which SQLite does without

        return opened(PATIENCE * seconds, *arguments, **options)

    return engine


def _begin_anew() -> None:
    """In a forked child: the connections are the parent's, who goes on talking over them."""
    for engine in list(_ENGINES):
        engine.dispose(close=False)


if hasattr(os, "register_at_fork"):  # Windows does not fork
    os.register_at_fork(after_in_child=_begin_anew)
