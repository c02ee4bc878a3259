"""database.py: the same for SQLite and a real PostgreSQL."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Column, Engine, ForeignKey, Integer, MetaData, Table, Text, func, insert, inspect, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from service.model.errors import SettingsError
from service.store.any_text import AnyText
from service.store.database import address, connect, create_tables, reason, shown, upsert, writing

TABLES = MetaData()
STORY = Table("story", TABLES, Column("id", Integer, primary_key=True), Column("title", AnyText), Column("by", Text))
VERSION = Table("version", TABLES, Column("story", ForeignKey(STORY.c.id), primary_key=True))


@pytest.fixture
def engine(place: str) -> Iterator[Engine]:
    """A database with the tables above."""
    made = connect(place, seconds=2)
    with made.connect() as db:
        create_tables(db, TABLES)
    yield made
    made.dispose()


@pytest.mark.parametrize(
    "place, expected",
    [
        ("/var/memory.db", "sqlite:////var/memory.db"),
        (Path("/var/a memory"), "sqlite:////var/a memory"),
        ("sqlite:////var/memory.db", "sqlite:////var/memory.db"),
        ("memory", f"sqlite:///{Path.cwd()}/memory"),
        ("sqlite:///memory", f"sqlite:///{Path.cwd()}/memory"),
        ("postgresql://me@host:5433/news", "postgresql+psycopg://me@host:5433/news"),
        ("postgres://host/news?sslmode=require", "postgresql+psycopg://host/news?sslmode=require"),
    ],
)
def test_a_path_or_a_url_names_a_database(place: str | Path, expected: str) -> None:
    assert address(place).render_as_string(hide_password=False) == expected


def test_a_path_in_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert address("~/memory").database == str(tmp_path / "memory")


def test_a_path_is_a_path_whatever_it_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    engine = connect(":memory:")
    monkeypatch.chdir("/")
    engine.connect().close()
    assert (tmp_path / ":memory:").is_file()


@pytest.mark.parametrize(
    "place, says",
    [
        ("", "no database is named"),
        ("mysql://me:hunter2@host/news", "not mysql://"),
        ("postgresql+asyncpg://me:hunter2@host/news", "not ...://"),
        ("me:hunter2@host://news", "not ...://"),
        ("postgresql:me:hunter2@host/news", "is named postgresql://"),
        ("postgresql:/me:hunter2@host/news", "is named postgresql://"),
        ("host=db dbname=news password=hunter2", "is named postgresql://"),
        ("postgresql://me:hunter2@host:port/news", "is the port a number"),
        ("postgresql://me:at@hunter2@host/news", "@ is written %40"),
        ("postgresql://me:at@hunter2/x@host/news", "@ is written %40"),
        ("postgresql://m/e:hunter2@host/news", "/ %2F"),
        ("sqlite://", "sqlite:///relative/path"),
        ("sqlite:///:memory:", "sqlite:///relative/path"),
        ("sqlite://folder/memory", "sqlite:////absolute/path"),
        ("sqlite:///memory?mode=ro", "sqlite:///relative/path"),
    ],
)
def test_what_names_none_is_refused_and_not_repeated(place: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as refused:
        connect(place)
    assert "hunter2" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("place", ["postgresql://me:hunter2@127.0.0.1:1/news?password=hunter2", "postgresql:///x"])
def test_what_is_shown_has_no_password(place: str) -> None:
    assert shown(place) == ("postgresql:///x" if place.endswith("x") else "postgresql://127.0.0.1:1/news")
    with pytest.raises(DBAPIError) as failed:
        connect(place, seconds=2).connect()
    assert "hunter2" not in str(failed.value) + reason(failed.value) + repr(connect(place))


def test_a_failure_does_not_show_the_values(engine: Engine) -> None:
    with engine.connect() as db, pytest.raises(DBAPIError) as failed, writing(db, "story"):
        db.execute(insert(STORY), [{"id": 1, "title": "not published yet"}] * 2)
    assert "not published yet" not in str(failed.value)
    assert "unique" in reason(failed.value).lower()
    assert "\n" not in reason(failed.value)


def test_an_sqlite_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "news.sqlite"
    engine = connect(path)
    assert not path.parent.exists()  # nothing is opened before it is needed
    with engine.connect() as db:
        create_tables(db, TABLES)
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        assert [db.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked] == ["wal", 1, 1, 10_000]
        assert {oct(each.stat().st_mode & 0o777) for each in path.parent.iterdir()} == {"0o600"}
        assert path.parent.stat().st_mode & 0o077 == 0


def test_postgresql_does_not_wait_for_ever(database_url: str) -> None:
    def show(place: str, *names: str) -> list[str]:
        with connect(place, seconds=3).connect() as db:
            return [db.exec_driver_sql(f"SHOW {name}").scalar_one() for name in names]

    assert show(database_url, "statement_timeout", "idle_in_transaction_session_timeout") == ["3s", "1min"]
    assert show(database_url, "application_name", "tcp_user_timeout") == [
        "variorum",
        "0",
    ]  # the latter: the server's own
    assert show(f"{database_url}?options=-cstatement_timeout%3D7s", "statement_timeout") == ["7s"]
    assert show(f"{database_url}?application_name=desk", "application_name") == ["desk"]


def test_a_slow_statement_is_broken_off(database_url: str) -> None:
    with connect(database_url, seconds=0.1).connect() as db:
        began = time.monotonic()
        with pytest.raises(DBAPIError) as failed:
            db.execute(select(func.pg_sleep(20)))
        assert time.monotonic() - began < 5
    assert "statement timeout" in reason(failed.value)


def test_upsert_adds_and_replaces(engine: Engine) -> None:
    with engine.connect() as db:
        with writing(db, "story"):
            upsert(db, STORY, [{"id": 1, "title": "Ferry", "by": "A"}, {"id": 2, "title": "Harbour", "by": "B"}])
            upsert(db, STORY, [])
        with writing(db, "story"):
            upsert(db, STORY, [{"id": 3, "title": "Port", "by": "C"}, {"id": 1, "title": "Ferries", "by": "D"}])
        assert list(db.execute(select(STORY).order_by(STORY.c.id))) == [
            (1, "Ferries", "D"),
            (2, "Harbour", "B"),
            (3, "Port", "C"),
        ]


def test_foreign_keys_hold_and_a_failed_transaction_leaves_nothing(engine: Engine) -> None:
    with engine.connect() as db:
        with pytest.raises(IntegrityError), writing(db, "story"):
            db.execute(insert(STORY).values(id=1))
            db.execute(insert(VERSION).values(story=2))
        assert db.execute(select(func.count()).select_from(STORY)).scalar() == 0


@pytest.mark.parametrize("title", ["\0", "a\0b\\0c\\\\0", "\\", "\\0", "", "\U0010ffff\u0301", None])
def test_any_text_comes_back(engine: Engine, title: str | None) -> None:
    with engine.connect() as db:
        with writing(db, "story"):
            db.execute(insert(STORY).values(id=1, title=title))
        assert db.execute(select(STORY.c.title)).scalar_one() == title
        if title is not None:
            assert db.execute(select(STORY.c.id).where(STORY.c.title == title)).scalar_one() == 1


def test_writers_of_one_lock_take_turns(engine: Engine) -> None:
    """Each reads a number and writes the next one: nobody's is lost, nobody fails."""
    with engine.connect() as db, writing(db, "story"):
        db.execute(insert(STORY).values(id=1, title="", by="0"))

    def count_on(_: int) -> None:
        with engine.connect() as db, writing(db, "story"):
            number = int(db.execute(select(STORY.c.by)).scalar_one() or 0)
            time.sleep(0.002)
            upsert(db, STORY, [{"id": 1, "title": "", "by": str(number + 1)}])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_on, range(40)))
    with engine.connect() as db:
        assert db.execute(select(STORY.c.by)).scalar_one() == "40"


def test_tables_are_made_once_however_many_ask(place: str) -> None:
    engine = connect(place)
    together = threading.Barrier(6)

    def make(_: int) -> None:
        with engine.connect() as db:
            together.wait(10)
            create_tables(db, TABLES)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(make, range(6)))
    with engine.connect() as db:
        assert set(inspect(db).get_table_names()) == {"story", "version"}
    engine.dispose()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_child_has_connections_of_its_own(engine: Engine) -> None:
    """Parent and child write at once; a shared connection would mix up their answers."""

    def write(first: int) -> None:
        for number in range(first, first + 30):
            with engine.connect() as db, writing(db, "story"):
                upsert(db, STORY, [{"id": number, "title": str(number), "by": ""}])
                assert db.execute(select(STORY.c.title).where(STORY.c.id == number)).scalar_one() == str(number)

    with ThreadPoolExecutor(4) as pool:  # the pool is open, and one connection is in use
        list(pool.map(write, (1000, 2000, 3000, 4000)))
    with engine.connect() as db:
        db.execute(select(1))
        child = os.fork()
        if child == 0:
            code = 1
            try:
                write(5000)
                code = 0
            finally:
                os._exit(code)
        db.rollback()
        write(6000)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert db.execute(select(func.count()).select_from(STORY)).scalar_one() == 180  # this connection lives on


def test_the_file_stays_sound_under_another_program(tmp_path: Path) -> None:
    engine = connect(tmp_path / "news")
    with engine.connect() as db:
        create_tables(db, TABLES)
    with sqlite3.connect(tmp_path / "news") as other:
        other.execute("INSERT INTO story (id, title) VALUES (1, 'Ferry')")
    with engine.connect() as db:
        assert db.execute(select(STORY.c.title)).scalar_one() == "Ferry"


def test_the_server_of_the_tests_is_real(database_url: str) -> None:
    with psycopg.connect(database_url) as db:
        assert db.info.server_version // 10_000 == 18
        assert db.info.encoding == "utf-8"
