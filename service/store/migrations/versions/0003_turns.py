"""Owners take turns: whose a job is, whether somebody waits for it, and its turn; how much each comparison takes up."""

import sqlalchemy as sa
from alembic import op

from service.store.any_text import AnyText

revision = "0003"
down_revision = "0002"

BYTES = {"sqlite": "length(CAST(text AS BLOB))", "postgresql": "octet_length(text)"}
BODY = {"sqlite": "length(body)", "postgresql": "octet_length(body)"}


def upgrade() -> None:
    """As `tables.py` had them at the time. Jobs that wait have the turn 0 and so come first, the oldest before all.

    The new columns have defaults, with which SQLite adds them in place: to make the table anew, as `batch_alter_table`
    does, would take the reports along, since they go with their jobs.
    """
    op.add_column("comparison", sa.Column("text_bytes", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("comparison", sa.Column("report_bytes", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("job", sa.Column("owner", AnyText, nullable=False, server_default=sa.text("''")))
    op.add_column("job", sa.Column("interactive", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("job", sa.Column("turn", sa.BigInteger, nullable=False, server_default="0"))
    op.create_table(
        "turn",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("reached", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_turn"),
    )
    _fill(op.get_bind().dialect.name)
    op.create_index("comparison_size", "comparison", ["owner", "text_bytes", "report_bytes"])
    op.create_index("job_turn", "job", ["state", "turn", "created", "id"])
    op.create_index("job_owner", "job", ["owner", "state", "interactive", "turn"])


def downgrade() -> None:
    """To one queue for all."""
    for index, table in (("comparison_size", "comparison"), ("job_turn", "job"), ("job_owner", "job")):
        op.drop_index(index, table)
    op.drop_table("turn")
    for column in ("owner", "interactive", "turn"):
        op.drop_column("job", column)
    for column in ("text_bytes", "report_bytes"):
        op.drop_column("comparison", column)


def _fill(dialect: str) -> None:
    of = "WHERE {}.comparison = comparison.id"
    op.execute(
        "UPDATE comparison SET "  # noqa: S608 # nothing from outside
        f"text_bytes = (SELECT coalesce(sum({BYTES[dialect]}), 0) FROM version {of.format('version')}), "
        f"report_bytes = coalesce((SELECT {BODY[dialect]} FROM report {of.format('report')}), 0)"
    )
    op.execute("UPDATE job SET owner = (SELECT owner FROM comparison WHERE comparison.id = job.comparison)")
