"""Comparisons of many owners: the `ComparisonStore`."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import astuple
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, literal, or_, select, update

from service.model.errors import DuplicateVersion, InputError
from service.model.limits import Limits
from service.model.version import Version
from service.model.work import Comparison, Decision, Job, Reason, StoredReport, Verdict, Wanted
from service.store import decisions, queue, quota, reports, rows
from service.store.any_text import AnyText, is_text
from service.store.idempotency import made_before, remember
from service.store.tables import COMPARISON, JOB, VERSION
from service.store.transactions import Transactions


class Comparisons:
    """See `service.model.stores.ComparisonStore`, which says what each method does and raises.

    Who writes holds the comparison's row until the end of the transaction, and takes it before any of its jobs', so
    that nobody waits in a circle.
    """

    def __init__(self, database: Transactions) -> None:
        """Several stores may share `database`."""
        self._database = database

    def add(
        self,
        wanted: Wanted,
        limits: Limits,
        idempotency: tuple[str, str] | None = None,
        request_id: str | None = None,
        interactive: bool = False,
    ) -> tuple[Comparison, bool]:
        """A new comparison and its job, or the one that the same request made before."""
        _check(wanted.versions, ())
        with self._database.writing(queue.LOCK) as db:
            if before := self._before(db, wanted.owner, idempotency):
                return before, True
            queue.admit(db, wanted.owner, limits)
            size = quota.size(wanted.versions)
            quota.check(db, wanted.owner, limits, 1, size)
            now = self._database.now(db)
            id, job = uuid4().hex, uuid4().hex
            db.execute(
                insert(COMPARISON).values(
                    id=id,
                    owner=wanted.owner,
                    title=wanted.title,
                    words=_searched(wanted.title, *(version.label for version in wanted.versions)),
                    created=now,
                    pivot=wanted.pivot,
                    translate=wanted.translate,
                    job=job,
                    text_bytes=size,
                )
            )
            _insert(db, id, wanted.versions, 0)
            queue.enqueue(db, id, wanted.owner, interactive, now, request_id, job)
            if idempotency:
                remember(db, wanted.owner, idempotency, id, now)
            return rows.whole(db, id), False

    def repeated(self, owner: str, idempotency: tuple[str, str]) -> Comparison | None:
        """What the same request gave before."""
        with self._database.writing() as db:
            return self._before(db, owner, idempotency)

    def get(self, owner: str, id: str) -> Comparison:
        """With the texts."""
        with self._database.reading() as db:
            rows.must_be_there(db, owner, id)
            return rows.whole(db, id)

    def job(self, owner: str, id: str) -> Job:
        """Its newest job alone."""
        if not rows.is_id(id):
            raise rows.nothing(id)
        with self._database.reading() as db:
            found = (
                select(*rows.JOB_FIELDS).join(COMPARISON, COMPARISON.c.job == JOB.c.id).where(rows.is_owners(owner, id))
            )
            row = db.execute(found).one_or_none()
            if row is None:
                raise rows.nothing(id)
            return rows.job(row)

    def list(
        self, owner: str, search: str = "", limit: int = 50, before: tuple[datetime, str] | None = None
    ) -> tuple[Comparison, ...]:
        """The newest first, without texts."""
        of = COMPARISON.c
        found = rows.with_job().where(of.owner == owner).order_by(of.created.desc(), of.id.desc()).limit(limit)
        if before is not None:
            created, id = before
            earlier = and_(of.created == created, literal(id, AnyText()) > of.id)
            found = found.where(or_(of.created < created, earlier))
        if not is_text(search):
            return ()
        with self._database.reading() as db:
            if search.strip():
                found = found.where(_holds(db, _searched(search.strip())))
            page = db.execute(found).all()
            versions = _labels(db, [row._mapping[of.id] for row in page])
            return tuple(rows.comparison(row, versions[row._mapping[of.id]]) for row in page)

    def add_version(
        self,
        owner: str,
        id: str,
        version: Version,
        limits: Limits,
        idempotency: tuple[str, str] | None = None,
        request_id: str | None = None,
        interactive: bool = False,
    ) -> tuple[Comparison, bool]:
        """One more, and a new job."""
        with self._database.writing(queue.LOCK) as db:
            rows.must_be_there(db, owner, id, hold=True)
            if before := self._before(db, owner, idempotency):
                return before, True
            of = VERSION.c
            there = db.execute(select(of.name, of.position).where(of.comparison == id)).all()
            _check((version,), {row.name for row in there})
            size = quota.size((version,))
            quota.check(db, owner, limits, 0, size)
            _insert(db, id, (version,), max((row.position + 1 for row in there), default=0))
            words = db.execute(select(COMPARISON.c.words).where(COMPARISON.c.id == id)).scalar_one()
            more = f"{words}\n{_searched(version.label)}"
            new = {"words": more, "text_bytes": COMPARISON.c.text_bytes + size}
            db.execute(update(COMPARISON).where(COMPARISON.c.id == id).values(new))
            return self._run(db, owner, id, limits, idempotency, request_id, interactive), False

    def rerun(
        self,
        owner: str,
        id: str,
        limits: Limits,
        idempotency: tuple[str, str] | None = None,
        request_id: str | None = None,
        interactive: bool = False,
    ) -> tuple[Comparison, bool]:
        """A new job for the same versions."""
        with self._database.writing(queue.LOCK) as db:
            rows.must_be_there(db, owner, id, hold=True)
            if before := self._before(db, owner, idempotency):
                return before, True
            return self._run(db, owner, id, limits, idempotency, request_id, interactive), False

    def cancel(self, owner: str, id: str) -> Comparison:
        """Its newest job."""
        with self._database.writing() as db:
            rows.must_be_there(db, owner, id, hold=True)
            queue.cancel(db, id, self._database.now(db))
            return rows.whole(db, id)

    def delete(self, owner: str, id: str) -> None:
        """All that belongs to it goes with it."""

        def remove(db: Connection) -> None:
            rows.must_be_there(db, owner, id, hold=True)
            db.execute(delete(COMPARISON).where(COMPARISON.c.id == id))

        self._database.making_room(remove)

    def report(self, owner: str, id: str) -> StoredReport:
        """The newest."""
        with self._database.reading() as db:
            rows.must_be_there(db, owner, id)
            return reports.newest(db, id)

    def decide(
        self,
        owner: str,
        id: str,
        finding: str,
        verdict: Verdict,
        reason: Reason | None,
        who: str,
        note: str,
        expected: int | None = None,
    ) -> Decision:
        """One more on this finding."""
        decisions.check(finding, verdict, reason)
        with self._database.writing() as db:
            rows.must_be_there(db, owner, id, hold=True)
            reports.must_be_there(db, id)
            number = decisions.next_number(db, id, finding, expected)
            made = Decision(finding, verdict, reason, who, note, self._database.now(db), number)
            decisions.write(db, id, (made,))
            return made

    def decisions(self, owner: str, id: str) -> Mapping[str, tuple[Decision, ...]]:
        """By fingerprint."""
        with self._database.reading() as db:
            rows.must_be_there(db, owner, id)
            return decisions.of(db, id)

    def _before(self, db: Connection, owner: str, idempotency: tuple[str, str] | None) -> Comparison | None:
        """What the same request gave before, if it came before."""
        before = made_before(db, owner, idempotency, self._database.now(db)) if idempotency else None
        return rows.whole(db, before) if before else None

    def _run(
        self,
        db: Connection,
        owner: str,
        id: str,
        limits: Limits,
        idempotency: tuple[str, str] | None,
        request_id: str | None,
        interactive: bool,
    ) -> Comparison:
        now = self._database.now(db)
        queue.cancel(db, id, now)
        queue.admit(db, owner, limits)
        queue.enqueue(db, id, owner, interactive, now, request_id)
        if idempotency:
            remember(db, owner, idempotency, id, now)
        return rows.whole(db, id)


def _check(versions: Collection[Version], taken: Collection[str]) -> None:
    """That all is text and each id new. Raises `InputError` and `DuplicateVersion`."""
    seen = set(taken)
    for version in versions:
        if not all(is_text(words) for words in astuple(version) if words is not None):
            raise InputError(f"version {version.id[:40]!a} holds a lone surrogate, which is no text")
        if version.id in seen:
            raise DuplicateVersion(f"there are two versions {version.id[:40]!r}")
        seen.add(version.id)


def _insert(db: Connection, comparison: str, versions: Collection[Version], first: int) -> None:
    if versions:
        db.execute(
            insert(VERSION),
            [
                {
                    "comparison": comparison,
                    "position": position,
                    "name": version.id,
                    "label": version.label,
                    "text": version.text,
                    "language": version.language,
                    "relation": version.relation,
                }
                for position, version in enumerate(versions, start=first)
            ],
        )


def _searched(*words: str) -> str:
    """In one case and one form: é may be one character or two."""
    return unicodedata.normalize("NFC", "\n".join(words).casefold())


def _holds(db: Connection, words: str) -> ColumnElement[bool]:
    """Not by LIKE: in that, % and _ mean something, and SQLite's takes no long pattern and stops at a NUL."""
    place = func.strpos if db.dialect.name == "postgresql" else func.instr
    return place(COMPARISON.c.words, literal(words, AnyText())) > 0


def _labels(db: Connection, ids: Collection[str]) -> dict[str, tuple[Version, ...]]:
    """The versions of several comparisons, without texts."""
    of = VERSION.c
    found: dict[str, tuple[Version, ...]] = dict.fromkeys(ids, ())
    fields = (of.comparison, of.name, of.label, of.language, of.relation)
    for id, name, label, language, relation in db.execute(
        select(*fields).where(of.comparison.in_(ids)).order_by(of.comparison, of.position)
    ):
        found[id] += (Version(name, label, "", language, relation),)
    return found
