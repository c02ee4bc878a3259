"""stores.py, transactions.py and moment.py: from a setting to the stores, and what is said when a database fails."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select

from service.model.errors import SettingsError, StoreError
from service.model.limits import Limits
from service.model.stores import ComparisonStore, JobStore, KeyStore, Stores
from service.model.work import Wanted
from service.settings import Settings
from service.store import moment
from service.store.stores import stores as over
from service.store.tables import JOB
from service.store.transactions import Transactions
from service.wiring import store
from tests.unit.store.conftest import WIRE, HandClock


def test_the_stores_are_what_the_rest_asks_for(stores: Stores) -> None:
    comparisons: ComparisonStore = stores.comparisons
    jobs: JobStore = stores.jobs
    keys: KeyStore = stores.keys
    assert (comparisons.list("desk"), jobs.expired(), keys.list()) == ((), (), ())


def test_the_settings_name_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    store.cache_clear()
    ours = store(Settings())
    file = tmp_path / "data" / "variorum" / "variorum.sqlite"
    assert not file.exists()  # nothing is opened before it is needed
    ours.comparisons.list("desk")
    assert file.stat().st_mode & 0o777 == 0o600
    assert store(Settings()) is ours
    other = store(Settings(database=str(tmp_path / "other")))
    other.jobs.depth()
    assert (tmp_path / "other").is_file()
    with pytest.raises(SettingsError):
        store(Settings(database="mysql://me:hunter2@host/news"))
    assert "hunter2" not in repr(Settings(database="postgresql://me:hunter2@host/news"))
    store.cache_clear()


def test_a_relative_folder_of_data_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    monkeypatch.setenv("HOME", str(tmp_path))
    store.cache_clear()
    store(Settings()).jobs.depth()
    assert (tmp_path / ".local/share/variorum/variorum.sqlite").is_file()
    store.cache_clear()


@pytest.mark.parametrize("place", ["/dev/null/news", "postgresql://me:hunter2@127.0.0.1:1/news"])
def test_a_database_that_is_away_is_one_error(place: str) -> None:
    ours = over(place)
    for ask in (ours.jobs.depth, ours.keys.any, lambda: ours.comparisons.add(Wanted("desk", (WIRE,)), Limits(1))):
        with pytest.raises(StoreError) as failed:
            ask()
        assert "hunter2" not in str(failed.value) and "\n" not in str(failed.value)


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "news").write_text("our news of today, " * 100)
    with pytest.raises(StoreError):
        over(tmp_path / "news").jobs.depth()
    assert (tmp_path / "news").read_text().startswith("our news")


def test_what_was_not_ready_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("in the way")
    ours = over(tmp_path / "folder" / "news")
    with pytest.raises(StoreError):
        ours.jobs.depth()
    (tmp_path / "folder").unlink()
    assert ours.jobs.depth().queued == 0


def test_times_are_in_utc_whatever_comes(stores: Stores, database: Transactions, clock: HandClock) -> None:
    clock.now = datetime(2026, 3, 1, 1, 30, 0, 123456, timezone(timedelta(hours=5, minutes=45)))
    made, _ = stores.comparisons.add(Wanted("desk", (WIRE,)), Limits(100))
    job = stores.jobs.claim("w", 30)
    assert job is not None
    for at in (made.created, made.job.created, job.started):
        assert at == datetime(2026, 2, 28, 19, 45, 0, 123456, UTC) and at.tzinfo is UTC
    with database.reading() as db:
        assert db.execute(select(JOB.c.lease)).scalar_one() == clock.now + timedelta(seconds=30)


def test_without_another_clock_the_database_s_counts(place: str) -> None:
    database = Transactions(place)
    with database.writing() as db:
        first, second = moment.now(db), moment.now(db)
        assert first.tzinfo is UTC and first < second  # it goes on within a transaction
    assert abs(datetime.now(UTC) - first) < timedelta(seconds=60)
    database.close()


def test_what_was_committed_survives_a_power_cut(tmp_path: Path) -> None:
    database = Transactions(tmp_path / "news")
    with database.writing() as db:
        assert db.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


def test_a_reader_sees_one_moment(stores: Stores, database: Transactions) -> None:
    made, _ = stores.comparisons.add(Wanted("desk", (WIRE,)), Limits(100))
    with database.reading() as db:
        before = db.execute(select(JOB.c.id)).scalars().all()
        stores.comparisons.delete("desk", made.id)
        assert db.execute(select(JOB.c.id)).scalars().all() == before == [made.job.id]
