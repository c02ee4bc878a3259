"""Alembic comes in here, with the connection of `migrate`, which is in a transaction already."""

from alembic import context

from service.store.migrate import VERSION_TABLE
from service.store.tables import TABLES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite cannot alter a column
)
context.run_migrations()
