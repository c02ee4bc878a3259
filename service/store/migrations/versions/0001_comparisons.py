"""The first tables: comparisons with versions, jobs, reports and decisions, and keys."""

import sqlalchemy as sa
from alembic import op

from service.store.any_text import AnyText
from service.store.moment import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """As `tables.py` had them at the time."""
    op.create_table(
        "comparison",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner", AnyText, nullable=False),
        sa.Column("title", AnyText, nullable=False),
        sa.Column("words", AnyText, nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.Column("pivot", AnyText),
        sa.Column("translate", sa.Boolean, nullable=False),
        sa.Column("job", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comparison"),
    )
    op.create_index("comparison_owner", "comparison", ["owner", "created", "id"])
    op.create_table(
        "version",
        sa.Column("comparison", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("name", AnyText, nullable=False),
        sa.Column("label", AnyText, nullable=False),
        sa.Column("text", AnyText, nullable=False),
        sa.Column("language", AnyText),
        sa.Column("relation", AnyText),
        _goes_with_its_comparison("version"),
        sa.PrimaryKeyConstraint("comparison", "position", name="pk_version"),
    )
    _jobs_and_reports()
    op.create_table(
        "decision",
        sa.Column("comparison", sa.String(32), nullable=False),
        sa.Column("finding", AnyText, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(20)),
        sa.Column("who", AnyText, nullable=False),
        sa.Column("note", AnyText, nullable=False),
        sa.Column("at", Moment, nullable=False),
        _goes_with_its_comparison("decision"),
        sa.PrimaryKeyConstraint("comparison", "finding", "number", name="pk_decision"),
    )
    op.create_table(
        "idempotency",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("comparison", sa.String(32), nullable=False),
        sa.Column("created", Moment, nullable=False),
        _goes_with_its_comparison("idempotency"),
        sa.PrimaryKeyConstraint("key", name="pk_idempotency"),
    )
    op.create_index("idempotency_created", "idempotency", ["created"])
    op.create_index("idempotency_comparison", "idempotency", ["comparison"])
    op.create_table(
        "api_key",
        sa.Column("id", sa.String(8), nullable=False),
        sa.Column("owner", AnyText, nullable=False),
        sa.Column("scopes", sa.String(200), nullable=False),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("per_minute", sa.Integer),
        sa.Column("created", Moment, nullable=False),
        sa.Column("revoked", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_api_key"),
    )


def downgrade() -> None:
    """To an empty database."""
    for table in ("api_key", "idempotency", "decision", "report", "job", "version", "comparison"):
        op.drop_table(table)


def _jobs_and_reports() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("comparison", sa.String(32), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("claim", sa.Integer, nullable=False),
        sa.Column("worker", AnyText),
        sa.Column("lease", Moment),
        sa.Column("cancelling", sa.Boolean, nullable=False),
        sa.Column("stage", AnyText),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.Column("started", Moment),
        sa.Column("finished", Moment),
        sa.Column("problem", AnyText),
        sa.Column("detail", AnyText),
        sa.Column("request_id", AnyText),
        _goes_with_its_comparison("job"),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    op.create_index("job_state", "job", ["state", "created", "id"])
    op.create_index("job_comparison", "job", ["comparison"])
    op.create_table(
        "report",
        sa.Column("comparison", sa.String(32), nullable=False),
        sa.Column("job", sa.String(32), nullable=False),
        sa.Column("etag", sa.String(64), nullable=False),
        sa.Column("packed", sa.Boolean, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("created", Moment, nullable=False),
        _goes_with_its_comparison("report"),
        sa.ForeignKeyConstraint(["job"], ["job.id"], name="fk_report_job", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("comparison", name="pk_report"),
        sa.UniqueConstraint("job", name="uq_report_job"),
    )


def _goes_with_its_comparison(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["comparison"], ["comparison.id"], name=f"fk_{table}_comparison", ondelete="CASCADE")
