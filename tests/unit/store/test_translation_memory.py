"""translation_memory.py, in an SQLite file and in a real PostgreSQL."""

import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, func, select
from sqlalchemy.exc import DBAPIError

from service.engines.memory import Remembering
from service.engines.recorded import Recorded
from service.store import translation_memory
from service.store.database import connect, create_tables, writing
from service.store.translation_memory import REST_SECONDS, TABLES, TRANSLATION, TranslationMemory
from tests.conftest import ROOT
from tests.recency import follows_recency
from tests.servers.postgres import Postgres

SENTENCES = {("de", "en"): {"Ja.": "Yes.", "Nein.": "No."}}


class Counting(Recorded):
    """Recorded translations; notes what it is asked."""

    def __init__(self) -> None:
        super().__init__(SENTENCES)
        self.asked: list[tuple[str, ...]] = []

    def translate(self, texts: list[str], source: str, target: str) -> tuple[str, ...]:
        self.asked.append(tuple(texts))
        return super().translate(texts, source, target)


def rows(place: str) -> int:
    with connect(place).connect() as db:
        return db.execute(select(func.count()).select_from(TRANSLATION)).scalar_one()


def empty(store: TranslationMemory) -> None:
    """For hypothesis, whose examples share a database."""
    with store._engine.connect() as db:
        create_tables(db, TABLES)
        with writing(db, "test"):
            db.execute(delete(TRANSLATION))


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests where many write at once, on a machine that may have other things to do."""
    monkeypatch.setattr(translation_memory, "BUSY_SECONDS", 30.0)


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]


def test_it_lasts(place: str) -> None:
    Remembering(Counting(), TranslationMemory(place, 10)).translate(["Ja."], "de", "en")
    inner = Counting()
    assert Remembering(inner, TranslationMemory(place, 10)).translate(["Ja."], "de", "en") == ("Yes.",)
    assert inner.asked == []


def test_its_owner_alone_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "memory"
    Remembering(Counting(), TranslationMemory(path, 10)).translate(["Ja."], "de", "en")
    assert path.stat().st_mode & 0o077 == 0
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert "Ja." not in repr(db.execute("SELECT * FROM translation").fetchall())


def test_a_file_of_an_earlier_version_is_used(tmp_path: Path) -> None:
    """It had clock times, in nanoseconds, where the count is."""
    with sqlite3.connect(tmp_path / "memory") as db:
        db.execute("CREATE TABLE translation (key TEXT PRIMARY KEY, words TEXT NOT NULL, used INTEGER NOT NULL)")
        db.execute("CREATE INDEX translation_used ON translation (used)")
        old = [("a", "A\\0", time.time_ns()), ("b", "B", time.time_ns() + 1)]
        db.executemany("INSERT INTO translation VALUES (?, ?, ?)", old)
    store = TranslationMemory(tmp_path / "memory", 2)
    assert store.get(["a"]) == {"a": "A\\0"}
    store.put({"c": "C"})
    assert store.get(["a", "b", "c"]) == {"a": "A\\0", "c": "C"}


def test_what_was_used_longest_ago_goes_first(place: str) -> None:
    store = TranslationMemory(place, 4)

    @settings(max_examples=25)
    @given(orders=st.lists(st.tuples(st.sampled_from([True, True, False]), st.integers(0, 9)), min_size=9, max_size=14))
    def check(orders: list[tuple[bool, int]]) -> None:
        empty(store)
        follows_recency(store, 4, orders)

    check()


def test_what_was_used_lately_is_read_without_writing(place: str) -> None:
    """And what was not moves up: it stays when the rest goes."""
    store = TranslationMemory(place, 100)

    def order() -> dict[str, int]:
        with store._engine.connect() as db:
            return dict(db.execute(select(TRANSLATION.c.key, TRANSLATION.c.used)).all())

    store.put({f"{n}": "words" for n in range(100)})
    before = order()
    store.get([f"{n}" for n in range(90, 100)])
    assert order() == before
    store.get(["3", "89"])
    assert {key for key, used in order().items() if used != before[key]} == {"3", "89"}
    store.put({f"new {n}": "words" for n in range(98)})
    assert sorted(order())[:2] == ["3", "89"]


def test_of_one_batch_the_last_stay(place: str) -> None:
    store = TranslationMemory(place, 600)
    store.put({f"{n:04}": "words" for n in reversed(range(1500))})
    assert sorted(store.get([f"{n:04}" for n in range(1500)])) == [f"{n:04}" for n in range(600)]


def test_what_was_put_is_got(place: str) -> None:
    store = TranslationMemory(place, 100)

    @settings(max_examples=50)
    @given(known=st.dictionaries(st.text(max_size=60), st.text(), max_size=8))
    def check(known: dict[str, str]) -> None:
        empty(store)
        store.put(known)
        assert (
            store.get([*known, "longer than any of the keys that were put before this one, and so not one of them"])
            == known
        )

    check()


def test_keys_are_told_apart_to_the_last_code_point(place: str) -> None:
    keys = [
        "",
        " ",
        "a",
        "A",
        "a ",
        "ä",
        "a\u0308",
        "\0",
        "\\0",
        "ß",
        "ss",
        "İ",
        "i",
        "ａ",
        "％",
        "%",
        "_",
        "'",
        "\U0001f600",
    ]
    store = TranslationMemory(place, 100)
    store.put({key: f"<{key}>" for key in keys})
    assert store.get(keys) == {key: f"<{key}>" for key in keys}


def test_what_is_no_text_is_left_out_and_harms_nothing(place: str, caplog: pytest.LogCaptureFixture) -> None:
    store = TranslationMemory(place, 100)
    store.put({"a": "A", "b": "\ud800", "\udfff": "C"})
    assert store.get(["a", "b", "\udfff"]) == {"a": "A"}
    assert warnings(caplog) == []


def test_more_at_once_than_a_statement_has_parameters(place: str) -> None:
    """SQLite 32,766, PostgreSQL 65,535."""
    store = TranslationMemory(place, 100_000)
    store.put({f"{n}": f"<{n}>" for n in range(33_000)})
    found = store.get([f"{n}" for n in range(66_000)])
    assert (len(found), found["32999"]) == (33_000, "<32999>")


def write_a_lot(place: str, name: str, limit: int) -> subprocess.Popen[str]:
    """Another process, that writes 4,000 rows and reads each batch again."""
    script = f"""
from service.store import translation_memory
translation_memory.BUSY_SECONDS = 30.0
store = translation_memory.TranslationMemory({place!r}, {limit})
for i in range(20):
    new = {{f"{name} {{i}} {{k}}": "words" for k in range(200)}}
    store.put(new)
    assert store.get(list(new)) == new, i
"""
    return subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stderr=subprocess.PIPE, text=True)


@pytest.mark.usefixtures("patient")
def test_threads_and_processes_share_it_and_the_bound_holds(place: str) -> None:
    others = [write_a_lot(place, name, 5000) for name in "ab"]
    store = TranslationMemory(place, 5000)

    def write(number: int) -> None:
        store.put({f"c{number}": "words"})
        assert store.get([f"c{number}"])

    most = []
    with ThreadPoolExecutor(4) as pool:
        while any(other.poll() is None for other in others):
            list(pool.map(write, range(8)))
            most.append(rows(place))
    for other in others:
        _, said = other.communicate(timeout=120)
        assert (other.returncode, said) == (0, "")
    assert max(most) <= 5000
    assert rows(place) == 5000


@pytest.mark.usefixtures("patient")
def test_thirty_two_threads(place: str, caplog: pytest.LogCaptureFixture) -> None:
    """Some use the same rows in another order: nobody waits for whom waits for him."""
    store = TranslationMemory(place, 1000)

    def use(number: int) -> None:
        shared = [f"shared {n}" for n in range(60)][:: 1 if number % 2 else -1]
        for turn in range(3):
            store.put(dict.fromkeys(shared, "words") | {f"{number} {turn}": "own"})
            assert len(store.get(shared)) == 60
            assert store.get([f"{number} {turn}"])

    with ThreadPoolExecutor(32) as pool:
        list(pool.map(use, range(32)))
    assert warnings(caplog) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_goes_on_and_so_does_its_parent(place: str) -> None:
    store = TranslationMemory(place, 10_000)
    store.put({"before": "words"})
    child = os.fork()
    if child == 0:
        try:
            for n in range(30):
                store.put({f"child {n}": "words"})
            os._exit(0 if store.get(["before", "child 7"]) == {"before": "words", "child 7": "words"} else 1)
        finally:
            os._exit(2)
    for n in range(30):
        store.put({f"parent {n}": "words"})
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert len(store.get([f"{who} {n}" for who in ("child", "parent") for n in range(30)])) == 60


def test_one_that_cannot_be_used_stops_nothing(
    tmp_path: Path, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "corrupt").write_bytes(b"no database at all " * 100)
    (tmp_path / "file").touch()
    (tmp_path / "twisted").write_bytes(b"SQLite format 3\0" + b"no database at all " * 1000)
    with sqlite3.connect(tmp_path / "other") as other, psycopg.connect(database_url) as server:
        for db in (other, server):
            db.execute("CREATE TABLE translation (something INTEGER)")
    nobody = "postgresql://me:hunter2@127.0.0.1:1/memory?password=hunter2"
    missing = database_url.replace("test_", "no_such_").replace("postgres@", "postgres:hunter2@")
    unknown = database_url.replace("postgres@", "nobody:hunter2@")
    paths = [tmp_path / name for name in ("", "corrupt", "twisted", "file/below", "other")]
    for place in (*map(str, paths), "/proc/memory", database_url, nobody, missing, unknown):
        caplog.clear()
        inner = Counting()
        remembering = Remembering(inner, TranslationMemory(place, 10))
        for _ in range(3):
            assert remembering.translate(["Ja."], "de", "en") == ("Yes.",)
        assert len(inner.asked) == 3
        assert len(warnings(caplog)) == 1, place
        assert "hunter2" not in caplog.text and "Yes." not in caplog.text


@pytest.mark.parametrize("place", ["sqlite", "postgres"], indirect=True)
def test_a_locked_one_is_left_alone_for_a_while(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation_memory, "BUSY_SECONDS", 0.1)
    now = [0.0]
    inner = Counting()
    remembering = Remembering(inner, TranslationMemory(place, 10, clock=lambda: now[0]))
    remembering.translate(["Ja."], "de", "en")
    with connect(place).connect() as holder, writing(holder, TRANSLATION.name):
        began = time.monotonic()
        assert remembering.translate(["Ja.", "Nein."], "de", "en") == ("Yes.", "No.")
        assert time.monotonic() - began < 2
    remembering.translate(["Ja."], "de", "en")
    assert len(inner.asked) == 3
    now[0] += REST_SECONDS
    remembering.translate(["Ja."], "de", "en")
    assert len(inner.asked) == 3


def test_what_was_read_before_a_failure_counts(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes for long: what is known can be read all the same."""
    monkeypatch.setattr(translation_memory, "BUSY_SECONDS", 0.1)
    store = TranslationMemory(place, 10)
    store.put({"a": "A", "b": "B"})
    with connect(place).connect() as holder, writing(holder, TRANSLATION.name):
        assert store.get(["a"]) == {"a": "A"}
        assert store.get(["a"]) == {}  # it rests


def test_a_file_that_breaks_or_goes_in_the_middle(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    path = tmp_path / "memory"
    store = TranslationMemory(path, 10, clock=lambda: now[0])
    store.put({"a": "A"})
    path.write_bytes(b"broken" * 1000)
    assert store.get(["a"]) == {}
    store.put({"b": "B"})
    assert len(warnings(caplog)) == 1
    for each in tmp_path.iterdir():
        each.unlink()
    now[0] += REST_SECONDS
    store.put({"c": "C"})
    assert store.get(["a", "b", "c"]) == {"c": "C"}
    path.unlink()
    assert store.get(["c"]) == {}
    store.put({"d": "D"})  # at once: a file that is not there is just made
    assert store.get(["c", "d"]) == {"d": "D"}
    assert len(warnings(caplog)) == 1


def test_a_file_that_may_only_be_read_is_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    TranslationMemory(tmp_path / "memory", 10).put({"a": "A", "b": "B"})
    store = TranslationMemory(tmp_path / "memory", 10)
    event.listen(store._engine, "connect", lambda db, _: db.execute("PRAGMA query_only = 1"))
    assert store.get(["a"]) == {"a": "A"}
    assert len(warnings(caplog)) == 1


def test_a_full_file_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = TranslationMemory(tmp_path / "memory", 10_000)
    store.put({"a": "A"})
    event.listen(store._engine, "connect", lambda db, _: db.execute("PRAGMA max_page_count = 8"))
    store.put({f"{n}": "words " * 500 for n in range(100)})
    assert "full" in warnings(caplog)[0]
    assert TranslationMemory(tmp_path / "memory", 10).get(["a", "7"]) == {"a": "A"}


@pytest.fixture
def killed(postgres: Postgres) -> Iterator[Postgres]:
    """The server of all tests, which may be killed: it is there again afterwards."""
    yield postgres
    postgres.stop()
    postgres.start()


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGINT])
def test_a_server_that_goes_and_comes_back(
    killed: Postgres, by: signal.Signals, caplog: pytest.LogCaptureFixture
) -> None:
    now = [0.0]
    inner = Counting()
    store = TranslationMemory(killed.new_database(), 10, clock=lambda: now[0])
    remembering = Remembering(inner, store)
    remembering.translate(["Ja."], "de", "en")
    killed.stop(by)
    for _ in range(2):
        assert remembering.translate(["Ja.", "Nein."], "de", "en") == ("Yes.", "No.")
    assert inner.asked == [("Ja.",), ("Ja.", "Nein."), ("Ja.", "Nein.")]
    killed.start()
    now[0] += REST_SECONDS
    assert remembering.translate(["Ja."], "de", "en") == ("Yes.",)
    assert len(inner.asked) == 3
    assert len(warnings(caplog)) == 1


def test_a_server_that_was_started_anew_between_two_calls_is_not_missed(
    killed: Postgres, caplog: pytest.LogCaptureFixture
) -> None:
    store = TranslationMemory(killed.new_database(), 10)
    store.put({"a": "A"})
    killed.stop()
    killed.start()
    assert store.get(["a"]) == {"a": "A"}
    assert warnings(caplog) == []


def test_a_server_that_goes_while_it_is_used_by_many(killed: Postgres) -> None:
    store = TranslationMemory(killed.new_database(), 1000)

    def use(number: int) -> float:
        longest = 0.0
        for turn in range(40):
            began = time.monotonic()
            store.put({f"{number} {turn}": "words"})
            store.get([f"{number} {turn}"])
            longest = max(longest, time.monotonic() - began)
        return longest

    with ThreadPoolExecutor(16) as pool:
        running = [pool.submit(use, number) for number in range(16)]
        time.sleep(0.2)
        killed.stop(signal.SIGKILL)
        assert max(each.result(60) for each in running) < 10


def test_a_server_that_froze_is_not_waited_for(
    killed: Postgres, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Its line is whole and it says nothing: neither its own limit of time nor the operating system's helps."""
    monkeypatch.setattr(translation_memory, "BUSY_SECONDS", 0.5)
    store = TranslationMemory(killed.new_database(), 10)
    store.put({"a": "A"})
    with store._engine.connect() as db:
        process = db.execute(select(func.pg_backend_pid())).scalar_one()
        os.kill(process, signal.SIGSTOP)
        try:
            with pytest.raises(DBAPIError, match="the server does not answer"):
                db.execute(select(1))
            killed.freeze()
            began = time.monotonic()
            assert store.get(["a"]) == {}
            assert time.monotonic() - began < 6
        finally:
            killed.freeze(signal.SIGCONT)
            os.kill(process, signal.SIGCONT)
    assert len(warnings(caplog)) == 1
