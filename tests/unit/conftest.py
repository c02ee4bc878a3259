"""Fixtures of the servers, which start when a test first asks for one, and of the databases."""

import shutil
from pathlib import Path

import pytest

from service.store.stores import stores
from tests.servers.postgres import cleared_url, database_url, migrated_database, postgres

__all__ = ["cleared_url", "database_url", "migrated_database", "migrated_file", "place", "postgres", "ready_place"]


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind, as a setting names it."""
    if request.param == "sqlite":
        return str(tmp_path / "deep" / "memory.sqlite")
    url: str = request.getfixturevalue("database_url")
    return url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("migrated") / "variorum.sqlite"
    stores(path).jobs.depth()
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def ready_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Like `place`, with all tables: to make them would take longer than most tests."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "variorum.sqlite"))
    url: str = request.getfixturevalue("cleared_url")
    return url
