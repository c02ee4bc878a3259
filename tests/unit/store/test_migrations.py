"""migrations/: what they make is what the tables say, however often and however many at once."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from service.model.errors import StoreError
from service.model.stores import Stores
from service.store.database import connect, writing
from service.store.migrate import VERSION_TABLE, migrate
from service.store.stores import stores
from service.store.tables import TABLES
from tests.conftest import ROOT


@pytest.fixture
def engine(place: str) -> Iterator[Engine]:
    made = connect(place)
    yield made
    made.dispose()


def differences(engine: Engine) -> list[object]:
    with engine.connect() as db:
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(db, opts=options), TABLES))


def test_migrations_make_what_the_tables_say(engine: Engine) -> None:
    migrate(engine)
    assert differences(engine) == []
    with engine.connect() as db:
        assert set(inspect(db).get_table_names()) == {*TABLES.tables, VERSION_TABLE}
        for table in TABLES.tables.values():  # what Alembic does not compare
            keys = {
                (*each["constrained_columns"], each["options"].get("ondelete"))
                for each in inspect(db).get_foreign_keys(table.name)
            }
            assert keys == {(key.parent.name, key.ondelete) for key in table.foreign_keys}
            primary = inspect(db).get_pk_constraint(table.name)["constrained_columns"]
            assert primary == [column.name for column in table.primary_key]


def test_that_test_would_see_a_difference(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as db, writing(db, None):
        db.execute(text("DROP INDEX job_state"))
    assert [each[0] for each in differences(engine)] == ["add_index"]  # type: ignore[index]


def test_to_migrate_again_changes_nothing(place: str, engine: Engine) -> None:
    from service.model.limits import Limits
    from service.model.version import Version
    from service.model.work import Wanted

    made, _ = stores(place).comparisons.add(Wanted("desk", (Version("a", "A", "x"),)), Limits(100))
    migrate(engine)
    migrate(engine)
    assert stores(place).comparisons.get("desk", made.id) == made
    assert differences(engine) == []


MIGRATES = """
import sys
from service.store.database import connect
from service.store.migrate import migrate

engine = connect(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
migrate(engine)
"""


def test_processes_that_start_at_once_take_turns(place: str, engine: Engine) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATES, place], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for process in both:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in both:
        process.communicate(timeout=60)
    assert [process.returncode for process in both] == [0, 0]
    assert differences(engine) == []


def test_threads_that_start_at_once_take_turns(place: str) -> None:
    made: list[Stores] = [stores(place) for _ in range(6)]
    together = threading.Barrier(12)

    def use(each: Stores) -> int:
        together.wait(30)
        return each.jobs.depth().queued

    with ThreadPoolExecutor(12) as pool:
        assert list(pool.map(use, made * 2)) == [0] * 12


def test_one_process_may_make_several_databases_at_once(tmp_path: Path) -> None:
    together = threading.Barrier(6)

    def use(number: int) -> None:
        ours = stores(tmp_path / str(number))
        together.wait(30)
        ours.jobs.depth()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(use, range(6)))
    for number in range(6):
        assert differences(connect(tmp_path / str(number))) == []


def test_a_database_of_a_newer_program_is_left_alone(place: str, engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as db, writing(db, None):
        db.execute(text("UPDATE schema_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="another version of the program"):
        stores(place).jobs.depth()


def test_a_failed_migration_leaves_nothing(engine: Engine) -> None:
    """The last table is in the way: none of the others is there afterwards."""
    with engine.connect() as db, writing(db, None):
        db.execute(text("CREATE TABLE api_key (id INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        migrate(engine)
    with engine.connect() as db:
        assert set(inspect(db).get_table_names()) - {VERSION_TABLE} == {"api_key"}


def back(engine: Engine, revision: str) -> None:
    """To what an older program made."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "service/store/migrations"))
    with engine.connect() as db, writing(db, "migrate"):
        config.attributes["connection"] = db
        command.downgrade(config, revision)


def test_what_an_older_program_kept_is_kept_and_counted(place: str, engine: Engine) -> None:
    """Whose jobs they are and what comparisons take up is filled in; what waits comes in its order."""
    from service.model.limits import Limits
    from service.model.version import Version
    from service.model.work import Wanted

    ours = stores(place)
    ids = [ours.comparisons.add(Wanted("desk", (Version("a", "A", "ä\0" * 50),)), Limits(100))[0].id for _ in range(3)]
    job = ours.jobs.claim("w", 300)
    assert job is not None and ours.jobs.finish(job, "w", '"report"', {})
    filled = "SELECT owner, text_bytes, report_bytes FROM comparison ORDER BY created"
    with engine.connect() as db:
        before = db.execute(text(filled)).all()
    back(engine, "0002")
    ours = stores(place)
    assert ours.jobs.depth().queued == 2  # brings it up to date
    with engine.connect() as db:
        sizes = [(owner, report) for owner, _, report in before]
        after = db.execute(text(filled)).all()
        assert [(owner, report) for owner, _, report in after] == sizes == [("desk", 8), ("desk", 0), ("desk", 0)]
        assert all(150 <= size <= 200 for _, size, _ in after)  # PostgreSQL writes NUL as two characters
        assert set(db.execute(text("SELECT owner FROM job")).scalars()) == {"desk"}
    assert ours.comparisons.report("desk", ids[0]).body == '"report"'
    assert [job and job.comparison for job in (ours.jobs.claim("w", 300) for _ in range(3))] == [ids[1], ids[2], None]
    assert differences(engine) == []
