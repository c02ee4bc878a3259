"""pages.py: the secret of the cookies, and links that let others read."""

from collections.abc import Callable

import pytest

from service.model.errors import NoSuchComparison
from service.model.stores import PageStore, Stores
from service.model.work import Scope
from service.store.pages import Pages
from service.store.transactions import Transactions


def test_there_is_one_secret_and_it_stays(stores: Stores, database: Transactions) -> None:
    other: PageStore = Pages(database)
    assert stores.pages.secret() == other.secret()
    assert len(other.secret()) > 40


def test_a_link_opens_its_comparison_until_it_is_taken_back(stores: Stores, added: Callable[..., str]) -> None:
    ours, id = stores.pages, added()
    assert ours.token("desk", id) is None
    token = ours.share("desk", id)
    assert ours.share("desk", id) == ours.token("desk", id) == token
    assert ours.shared(token) == ("desk", id)
    ours.unshare("desk", id)
    assert ours.shared(token) is None
    assert ours.share("desk", id) != token


def test_nobody_shares_what_is_not_theirs(stores: Stores, added: Callable[..., str]) -> None:
    id = added()
    for act in (stores.pages.share, stores.pages.token, stores.pages.unshare):
        for owner, other in (("rival", id), ("desk", "0" * 32), ("desk", "'; DROP TABLE share; --"), ("desk", "\0")):
            with pytest.raises(NoSuchComparison):
                act(owner, other)


def test_a_link_goes_with_its_comparison(stores: Stores, added: Callable[..., str]) -> None:
    id = added()
    token = stores.pages.share("desk", id)
    stores.comparisons.delete("desk", id)
    assert stores.pages.shared(token) is None


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "\0", "\ud800", "A" * 43, "A" * 100_000])
def test_what_opens_nothing(stores: Stores, added: Callable[..., str], token: str) -> None:
    stores.pages.share("desk", added())
    assert stores.pages.shared(token) is None


def test_a_key_by_its_id(stores: Stores) -> None:
    key, _ = stores.keys.create("desk", frozenset({Scope.REVIEW}))
    assert stores.keys.get(key.id) == key
    stores.keys.revoke(key.id)
    assert stores.keys.get(key.id) is None
    assert stores.keys.get("' OR 1=1") is None
