"""Fixtures of the servers, which start when a test first asks for one, and of the databases."""

from pathlib import Path

import pytest

from tests.servers.postgres import database_url, postgres

__all__ = ["database_url", "place", "postgres"]


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind, as a setting names it."""
    if request.param == "sqlite":
        return str(tmp_path / "deep" / "memory.sqlite")
    url: str = request.getfixturevalue("database_url")
    return url
