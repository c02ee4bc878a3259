"""Reports, which are large and so deflated where that pays, in a transaction that somebody else began."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from service.model.errors import NoReport
from service.model.work import StoredReport
from service.store.tables import COMPARISON, REPORT

WORTH_PACKING = 1000
"""Bytes. Shorter ones save nothing that one would notice."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A report's JSON text as the table has it. Packing 5 MB takes 0.1 s, and need not happen in a transaction."""

    etag: str
    packed: bool
    body: bytes


def pack(body: str) -> Packed:
    """Whatever the text holds, it comes back."""
    plain = body.encode(errors="surrogatepass")
    small = zlib.compress(plain) if len(plain) >= WORTH_PACKING else plain
    pays = len(small) < len(plain)
    return Packed(sha256(plain).hexdigest(), pays, small if pays else plain)


def write(db: Connection, comparison: str, job: str, report: Packed, now: datetime) -> None:
    """Takes the place of an older one. The caller holds the comparison."""
    db.execute(delete(REPORT).where(REPORT.c.comparison == comparison))
    db.execute(
        insert(REPORT).values(
            comparison=comparison, job=job, etag=report.etag, packed=report.packed, body=report.body, created=now
        )
    )
    db.execute(update(COMPARISON).where(COMPARISON.c.id == comparison).values(report_bytes=len(report.body)))


def find(db: Connection, comparison: str) -> StoredReport | None:
    """The newest, if there is one."""
    row = db.execute(select(REPORT).where(REPORT.c.comparison == comparison)).one_or_none()
    if row is None:
        return None
    body = zlib.decompress(row.body) if row.packed else row.body
    return StoredReport(row.comparison, row.job, row.etag, body.decode(errors="surrogatepass"), row.created)


def newest(db: Connection, comparison: str) -> StoredReport:
    """The same; raises `NoReport`."""
    found = find(db, comparison)
    if found is None:
        raise _none()
    return found


def must_be_there(db: Connection, comparison: str) -> None:
    """Raises `NoReport`."""
    if db.execute(select(REPORT.c.job).where(REPORT.c.comparison == comparison)).one_or_none() is None:
        raise _none()


def _none() -> NoReport:
    return NoReport("there is no report yet")
