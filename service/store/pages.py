"""The secret of the cookies, and links that let others read: the `PageStore`."""

import re
import secrets

from sqlalchemy import Connection, delete, insert, select

from service.store import rows
from service.store.database import upsert
from service.store.tables import COMPARISON, SECRET, SHARE
from service.store.transactions import Transactions

COOKIES = "cookies"
CHECKED = "checked"
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class Pages:
    """See `service.model.stores.PageStore`, which says what each method does and raises."""

    def __init__(self, database: Transactions) -> None:
        """Several stores may share `database`."""
        self._database = database

    def secret(self) -> str:
        """Of two processes that make one at once, the first one's holds."""
        asked = select(SECRET.c.value).where(SECRET.c.name == COOKIES)
        with self._database.reading() as db:
            found = db.execute(asked).scalar_one_or_none()
        if found is not None:
            return str(found)
        with self._database.writing("secret") as db:
            found = db.execute(asked).scalar_one_or_none()
            if found is None:
                found = secrets.token_urlsafe(32)
                db.execute(insert(SECRET).values(name=COOKIES, value=found))
            return str(found)

    def check(self) -> None:
        """A row for that alone."""

        def write(db: Connection) -> None:
            upsert(db, SECRET, [{"name": CHECKED, "value": self._database.now(db).isoformat()}])

        self._database.check(write)

    def share(self, owner: str, id: str) -> str:
        """256 bits by chance."""
        with self._database.writing("share") as db:
            rows.must_be_there(db, owner, id)
            found = db.execute(select(SHARE.c.token).where(SHARE.c.comparison == id)).scalar_one_or_none()
            if found is None:
                found = secrets.token_urlsafe(32)
                db.execute(insert(SHARE).values(comparison=id, token=found, created=self._database.now(db)))
            return str(found)

    def token(self, owner: str, id: str) -> str | None:
        """The one that there is."""
        with self._database.reading() as db:
            rows.must_be_there(db, owner, id)
            found = db.execute(select(SHARE.c.token).where(SHARE.c.comparison == id)).scalar_one_or_none()
            return found and str(found)

    def unshare(self, owner: str, id: str) -> None:
        """It is forgotten."""
        with self._database.writing("share") as db:
            rows.must_be_there(db, owner, id)
            db.execute(delete(SHARE).where(SHARE.c.comparison == id))

    def shared(self, token: str) -> tuple[str, str] | None:
        """A token of 256 bits is not guessed by the time that the index takes."""
        if not TOKEN.fullmatch(token):
            return None
        asked = select(COMPARISON.c.owner, COMPARISON.c.id).join(SHARE, SHARE.c.comparison == COMPARISON.c.id)
        with self._database.reading() as db:
            row = db.execute(asked.where(SHARE.c.token == token)).one_or_none()
        return (row.owner, row.id) if row else None
