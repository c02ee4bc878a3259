"""Brings a database up to date: an empty one, or one that an older program made."""

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine

from service.model.errors import StoreError
from service.store.database import writing

VERSION_TABLE = "schema_version"
_ONE_AT_A_TIME = threading.Lock()
"""Alembic keeps what it works on in the module `alembic.context`, for the whole process."""


def migrate(engine: Engine) -> None:
    """All steps in one transaction; processes that do so at once take turns. Raises `StoreError` where a newer program
    made the database."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    with _ONE_AT_A_TIME, engine.connect() as db, writing(db, "migrate"):
        config.attributes["connection"] = db
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(f"the database was made by another version of the program: {error}") from error
