"""How much an owner keeps, in a transaction that somebody else began."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from service.model.errors import QuotaExceeded
from service.model.limits import Limits
from service.model.version import Version
from service.store.tables import COMPARISON


def size(versions: Iterable[Version]) -> int:
    """Bytes of their texts."""
    return sum(len(version.text.encode()) for version in versions)


def check(db: Connection, owner: str, limits: Limits, comparisons: int, more: int) -> None:
    """Raises `QuotaExceeded` where the owner may not keep so many further comparisons, or `more` bytes. The caller
    holds the lock of the queue. What a report will take is not known before: the next one finds that out."""
    number, texts, packed = db.execute(
        select(
            func.count(),
            func.coalesce(func.sum(COMPARISON.c.text_bytes), 0),
            func.coalesce(func.sum(COMPARISON.c.report_bytes), 0),
        ).where(COMPARISON.c.owner == owner)
    ).one()
    if limits.comparisons and number + comparisons > limits.comparisons:
        raise QuotaExceeded(
            f"you keep {number:,} comparisons, and the limit is {limits.comparisons:,}: delete some that are done with"
        )
    kept = int(texts) + int(packed)
    if limits.bytes and kept + more > limits.bytes:
        raise QuotaExceeded(
            f"your comparisons take {kept:,} bytes, and with {more:,} more that is above the limit of "
            f"{limits.bytes:,}: delete some that are done with"
        )
