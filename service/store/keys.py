"""Keys of the HTTP API, hashed at rest: the `KeyStore`."""

import hmac
import re
import secrets
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from service.model.errors import InputError, NoSuchKey
from service.model.work import Key, Scope
from service.store.any_text import is_text
from service.store.tables import API_KEY
from service.store.transactions import Transactions

SECRET = re.compile(r"variorum_([0-9a-f]{8})_[A-Za-z0-9_-]{43}")
"""The key's id and 256 bits by chance, with a name in front by which scanners of leaked secrets know it."""
ID = re.compile("[0-9a-f]{8}")
LONGEST_OWNER = 200
"""In characters: PostgreSQL's index takes no more than some 2,000 bytes."""


class Keys:
    """See `service.model.stores.KeyStore`, which says what each method does and raises."""

    def __init__(self, database: Transactions) -> None:
        """Several stores may share `database`."""
        self._database = database

    def create(self, owner: str, scopes: frozenset[Scope], per_minute: int | None = None) -> tuple[Key, str]:
        """A new key and its secret. A secret of 256 bits cannot be guessed, so that a plain digest is enough."""
        if not owner.strip() or len(owner) > LONGEST_OWNER or not is_text(owner):
            raise InputError(f"a key's owner has 1 to {LONGEST_OWNER} characters")
        if not scopes:
            raise InputError("a key needs a scope")
        if per_minute is not None and per_minute < 1:
            raise InputError("a key makes at least one request a minute")
        with self._database.writing("keys") as db:
            taken = set(db.execute(select(API_KEY.c.id)).scalars())
            id = next(id for id in iter(lambda: secrets.token_hex(4), "") if id not in taken)
            key = Key(id, owner, frozenset(scopes), self._database.now(db), None, per_minute)
            secret = f"variorum_{id}_{secrets.token_urlsafe(32)}"
            db.execute(
                insert(API_KEY).values(
                    id=id,
                    owner=owner,
                    scopes=",".join(sorted(scopes)),
                    secret=_digest(secret),
                    per_minute=per_minute,
                    created=key.created,
                )
            )
            return key, secret

    def find(self, secret: str) -> Key | None:
        """Found by its id, then compared in a time that says nothing."""
        parts = SECRET.fullmatch(secret)
        if parts is None:
            return None
        with self._database.reading() as db:
            row = db.execute(select(API_KEY).where(API_KEY.c.id == parts[1])).one_or_none()
        if row is None or not hmac.compare_digest(row.secret, _digest(secret)) or row.revoked is not None:
            return None
        return _key(row)

    def get(self, id: str) -> Key | None:
        """By its id, if it is not revoked."""
        if not ID.fullmatch(id):
            return None
        with self._database.reading() as db:
            row = db.execute(select(API_KEY).where(API_KEY.c.id == id, API_KEY.c.revoked.is_(None))).one_or_none()
        return _key(row) if row else None

    def list(self) -> tuple[Key, ...]:
        """All, the oldest first."""
        with self._database.reading() as db:
            return tuple(map(_key, db.execute(select(API_KEY).order_by(API_KEY.c.created, API_KEY.c.id))))

    def revoke(self, id: str) -> Key:
        """It opens nothing any more."""
        with self._database.writing("keys") as db:
            if _row(db, id).revoked is None:
                db.execute(update(API_KEY).where(API_KEY.c.id == id).values(revoked=self._database.now(db)))
            return _key(_row(db, id))

    def forget(self, id: str) -> Key:
        """What its owner compared stays."""
        with self._database.writing("keys") as db:
            key = _key(_row(db, id))
            if key.revoked is None:
                raise InputError(f"key {id} still opens: revoke it first")
            db.execute(delete(API_KEY).where(API_KEY.c.id == id))
            return key

    def any(self) -> bool:
        """One that is not revoked."""
        with self._database.reading() as db:
            alive = select(API_KEY.c.id).where(API_KEY.c.revoked.is_(None)).limit(1)
            return db.execute(alive).one_or_none() is not None

    def ever(self) -> bool:
        """Any at all."""
        with self._database.reading() as db:
            return db.execute(select(API_KEY.c.id).limit(1)).one_or_none() is not None


def _row(db: Connection, id: str) -> Row[Any]:
    row = db.execute(select(API_KEY).where(API_KEY.c.id == id)).one_or_none() if ID.fullmatch(id) else None
    if row is None:
        raise NoSuchKey(f"there is no key {id[:40]!a}")
    return row


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _key(row: Row[Any]) -> Key:
    scopes = frozenset(map(Scope, row.scopes.split(",")))
    return Key(row.id, row.owner, scopes, row.created, row.revoked, row.per_minute)
