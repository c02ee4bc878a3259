"""Times: a column of them, aware and in UTC whatever the database, and the clock that all workers go by."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, DateTime, func, select
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

Clock = Callable[[], datetime]


class Moment(TypeDecorator[datetime]):
    """An aware time. SQLite, which keeps none of the zone, has it in UTC, as text that sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC, and aware."""
        if value is None or value.tzinfo is None:
            return value and value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


def now(db: Connection, clock: Clock | None = None) -> datetime:
    """What `clock` says if there is one; else the time of PostgreSQL's server, or, since all who use an SQLite file
    run on one machine, that of this one."""
    if clock is not None:
        return clock()
    if db.dialect.name == "postgresql":
        return db.execute(select(func.clock_timestamp(type_=Moment))).scalar_one()
    return datetime.now(UTC)
