"""Requests that carry an idempotency key are done once within a day."""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from service.model.errors import IdempotencyConflict
from service.store.tables import IDEMPOTENCY

KEPT = timedelta(days=1)


def made_before(db: Connection, owner: str, idempotency: tuple[str, str], now: datetime) -> str | None:
    """The comparison that the request made when it came before. Raises `IdempotencyConflict`. Old keys go."""
    db.execute(delete(IDEMPOTENCY).where(IDEMPOTENCY.c.created <= now - KEPT))
    key, digest = _digests(owner, idempotency)
    row = db.execute(
        select(IDEMPOTENCY.c.digest, IDEMPOTENCY.c.comparison).where(IDEMPOTENCY.c.key == key)
    ).one_or_none()
    if row is None:
        return None
    if row.digest != digest:
        raise IdempotencyConflict("this idempotency key came with another request before")
    return str(row.comparison)


def remember(db: Connection, owner: str, idempotency: tuple[str, str], comparison: str, now: datetime) -> None:
    """That this request made this comparison."""
    key, digest = _digests(owner, idempotency)
    db.execute(insert(IDEMPOTENCY).values(key=key, digest=digest, comparison=comparison, created=now))


def _digests(owner: str, idempotency: tuple[str, str]) -> tuple[str, str]:
    """Of the key, which is its owner's alone, and of the request: both may be of any length."""
    key, digest = idempotency
    return _digest(f"{len(owner)} {owner}{key}"), _digest(digest)


def _digest(words: str) -> str:
    return sha256(words.encode(errors="surrogatepass")).hexdigest()
