"""The tables of comparisons, jobs, reports, decisions and keys. `migrations/` makes them; a test holds both equal."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    false,
    text,
)

from service.store.any_text import AnyText
from service.store.moment import Moment

TABLES = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


def _comparison(primary_key: bool = False) -> Column[str]:
    """What goes when its comparison does."""
    return Column(
        "comparison",
        String(32),
        ForeignKey("comparison.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )


COMPARISON = Table(
    "comparison",
    TABLES,
    Column("id", String(32), primary_key=True),
    Column("owner", AnyText, nullable=False),
    Column("title", AnyText, nullable=False),
    Column("words", AnyText, nullable=False),
    Column("created", Moment, nullable=False),
    Column("pivot", AnyText),
    Column("translate", Boolean, nullable=False),
    Column("job", String(32), nullable=False),
    Column("text_bytes", BigInteger, nullable=False, server_default="0"),
    Column("report_bytes", BigInteger, nullable=False, server_default="0"),
    Index("comparison_owner", "owner", "created", "id"),
    Index("comparison_size", "owner", "text_bytes", "report_bytes"),
)
"""`words`: what a search looks in, title and labels in one case. `job`: the newest; the two tables name each other, so
that no foreign key holds this one. `text_bytes` and `report_bytes` are kept here so that an owner's are added up in the
index alone."""

VERSION = Table(
    "version",
    TABLES,
    _comparison(primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", AnyText, nullable=False),
    Column("label", AnyText, nullable=False),
    Column("text", AnyText, nullable=False),
    Column("language", AnyText),
    Column("relation", AnyText),
)
"""`name` is the version's id, which may be too long for PostgreSQL's index."""

JOB = Table(
    "job",
    TABLES,
    Column("id", String(32), primary_key=True),
    _comparison(),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claim", Integer, nullable=False),
    Column("worker", AnyText),
    Column("lease", Moment),
    Column("cancelling", Boolean, nullable=False),
    Column("stage", AnyText),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("started", Moment),
    Column("finished", Moment),
    Column("problem", AnyText),
    Column("detail", AnyText),
    Column("request_id", AnyText),
    Column("owner", AnyText, nullable=False, server_default=text("''")),
    Column("interactive", Boolean, nullable=False, server_default=false()),
    Column("turn", BigInteger, nullable=False, server_default="0"),
    Index("job_state", "state", "created", "id"),
    Index("job_comparison", "comparison"),
    Index("job_turn", "state", "turn", "created", "id"),
    Index("job_owner", "owner", "state", "interactive", "turn"),
)
"""`lease`: until when `worker` has it. `claim` counts how often it was given out, and so tells its holders apart.
`owner`: that of its comparison, which never changes. `interactive` and `turn`: see turns.py."""

TURN = Table(
    "turn",
    TABLES,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("reached", BigInteger, nullable=False),
)
"""One row: the highest `turn` of a job that was given out so far."""

REPORT = Table(
    "report",
    TABLES,
    _comparison(primary_key=True),
    Column("job", String(32), ForeignKey("job.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("etag", String(64), nullable=False),
    Column("packed", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created", Moment, nullable=False),
)
"""The newest of each comparison. `body` is UTF-8, deflated where `packed`."""

DECISION = Table(
    "decision",
    TABLES,
    _comparison(primary_key=True),
    Column("finding", AnyText, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("verdict", String(20), nullable=False),
    Column("reason", String(20)),
    Column("who", AnyText, nullable=False),
    Column("note", AnyText, nullable=False),
    Column("at", Moment, nullable=False),
)

IDEMPOTENCY = Table(
    "idempotency",
    TABLES,
    Column("key", String(64), primary_key=True),
    Column("digest", String(64), nullable=False),
    _comparison(),
    Column("created", Moment, nullable=False),
    Index("idempotency_created", "created"),
    Index("idempotency_comparison", "comparison"),
)
"""Requests of the last day. `key` and `digest` are hashed: clients may send them of any length."""

API_KEY = Table(
    "api_key",
    TABLES,
    Column("id", String(8), primary_key=True),
    Column("owner", AnyText, nullable=False),
    Column("scopes", String(200), nullable=False),
    Column("secret", String(64), nullable=False),
    Column("per_minute", Integer),
    Column("created", Moment, nullable=False),
    Column("revoked", Moment),
)
"""`secret` is a digest of it; `scopes` are joined by commas."""

SECRET = Table(
    "secret",
    TABLES,
    Column("name", String(40), primary_key=True),
    Column("value", AnyText, nullable=False),
)
"""What all processes of the service share and nobody else knows."""

SHARE = Table(
    "share",
    TABLES,
    _comparison(primary_key=True),
    Column("token", String(64), nullable=False, unique=True),
    Column("created", Moment, nullable=False),
)
"""Whoever has the token may read the comparison. It is kept as it is, so that its link can be shown again: who reads
this table reads the comparison itself as well."""
