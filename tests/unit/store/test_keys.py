"""keys.py: keys of the API, hashed at rest."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from service.model.errors import InputError, NoSuchKey
from service.model.stores import Stores
from service.model.work import Key, Scope
from service.store.tables import API_KEY
from service.store.transactions import Transactions
from tests.unit.store.conftest import HandClock

REVIEW = frozenset({Scope.REVIEW})


def test_a_key_is_found_by_its_secret(stores: Stores, clock: HandClock) -> None:
    key, secret = stores.keys.create("desk \0\\0 ä", frozenset({Scope.COMPARE, Scope.REVIEW}), 60)
    assert key == Key(key.id, "desk \0\\0 ä", frozenset({Scope.COMPARE, Scope.REVIEW}), clock.now, None, 60)
    assert len(key.id) == 8 and key.id in secret and len(secret) > 50
    assert stores.keys.find(secret) == key
    assert stores.keys.create("desk", REVIEW)[1] != secret


@pytest.mark.parametrize(
    "change",
    [
        lambda secret: secret[:-1] + ("A" if secret[-1] != "A" else "B"),
        lambda secret: secret[:-1],
        lambda secret: secret + "A",
        lambda secret: secret + "\n",
        lambda secret: secret.upper(),
        lambda secret: secret[:18],
        lambda secret: secret.replace("_", "\0", 1),
        lambda secret: "",
        lambda secret: "\ud800",
        lambda secret: "variorum_' OR 1=1_" + "A" * 43,
        lambda secret: "variorum_00000000_" + "A" * 43,
        lambda secret: "x" * 1_000_000,
    ],
)
def test_what_is_no_secret_opens_nothing(stores: Stores, change: Callable[[str], str]) -> None:
    _, secret = stores.keys.create("desk", REVIEW)
    assert stores.keys.find(change(secret)) is None


def test_the_database_does_not_know_the_secret(stores: Stores, database: Transactions) -> None:
    _, secret = stores.keys.create("desk", REVIEW)
    with database.reading() as db:
        row = repr(db.execute(select(API_KEY)).one())
    random = secret.split("_", 2)[2]  # which may have a "_" itself
    assert len(random) == 43 and random not in row and secret not in row


def test_a_revoked_key_opens_nothing(stores: Stores, clock: HandClock) -> None:
    assert not stores.keys.any()
    key, secret = stores.keys.create("desk", REVIEW)
    clock.pass_(1)
    other, _ = stores.keys.create("other", frozenset({Scope.ADMIN}))
    assert stores.keys.any()
    revoked = stores.keys.revoke(key.id)
    assert revoked.revoked == clock.now
    clock.pass_(1)
    assert stores.keys.revoke(key.id) == revoked
    assert stores.keys.find(secret) is None
    assert stores.keys.list() == (revoked, other)
    assert stores.keys.any()
    stores.keys.revoke(other.id)
    assert not stores.keys.any()


def test_a_key_was_made_until_it_is_forgotten(stores: Stores) -> None:
    assert not stores.keys.ever()
    key, secret = stores.keys.create("desk", REVIEW)
    with pytest.raises(InputError, match="revoke it first"):
        stores.keys.forget(key.id)
    assert stores.keys.find(secret) == key
    revoked = stores.keys.revoke(key.id)
    assert stores.keys.ever()
    assert stores.keys.forget(key.id) == revoked
    assert not stores.keys.ever() and stores.keys.list() == ()
    with pytest.raises(NoSuchKey):
        stores.keys.forget(key.id)


@pytest.mark.parametrize(
    "id", ["", "00000000", "\0", "\ud800", "' OR 1=1 --", "x" * 100_000], ids=lambda id: ascii(id)[:9]
)
def test_no_such_key(stores: Stores, id: str) -> None:
    stores.keys.create("desk", REVIEW)
    with pytest.raises(NoSuchKey):
        stores.keys.revoke(id)
    with pytest.raises(NoSuchKey):
        stores.keys.forget(id)


@pytest.mark.parametrize(
    "owner, scopes, per_minute",
    [
        ("", REVIEW, 1),
        ("  ", REVIEW, 1),
        ("x" * 201, REVIEW, 1),
        ("\ud800", REVIEW, 1),
        ("desk", frozenset(), 1),
        ("desk", REVIEW, 0),
        ("desk", REVIEW, -1),
    ],
)
def test_a_key_needs_an_owner_and_a_scope(
    stores: Stores, owner: str, scopes: frozenset[Scope], per_minute: int
) -> None:
    with pytest.raises(InputError):
        stores.keys.create(owner, scopes, per_minute)
    assert stores.keys.list() == ()


def test_an_owner_may_be_long(stores: Stores, added: Callable[..., str]) -> None:
    """PostgreSQL's index takes 200 characters of any kind, those that it holds as two also."""
    for owner in ("\\" * 200, "\U0010ffff" * 200):
        stores.keys.create(owner, REVIEW)
        id = added(owner=owner)
        assert [each.id for each in stores.comparisons.list(owner)] == [id]


def test_admin_includes_all_and_review_and_compare_include_reading() -> None:
    now = HandClock().now
    allowed = {
        scope: {asked for asked in Scope if Key("0" * 8, "desk", frozenset({scope}), now).allows(asked)}
        for scope in Scope
    }
    assert allowed == {
        Scope.READ: {Scope.READ},
        Scope.COMPARE: {Scope.READ, Scope.COMPARE},
        Scope.REVIEW: {Scope.READ, Scope.REVIEW},
        Scope.ADMIN: set(Scope),
    }
