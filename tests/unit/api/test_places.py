"""places.py: half a dozen of them, and one owner never has all."""

import pytest
from flask import Flask

from service.api.access import holder
from service.api.places import Places
from service.model.work import Scope
from tests.unit.api.conftest import MakeApp, key


def test_one_owner_leaves_some_for_others() -> None:
    places = Places(8)
    assert [places.take("a") for _ in range(8)] == [True] * 6 + [False] * 2
    assert places.take("b") and places.take("b") and not places.take("b")
    places.leave("b")
    assert not places.take("a") and places.take("c")


@pytest.mark.parametrize(("count", "most"), [(0, 1), (1, 1), (2, 1), (3, 2), (4, 3), (8, 6)])
def test_how_many_one_may_have(count: int, most: int) -> None:
    places = Places(count)
    assert sum(places.take("a") for _ in range(10)) == most


def test_who_is_alone_may_have_all() -> None:
    places = Places(4)
    assert [places.take() for _ in range(5)] == [True] * 4 + [False]


def test_a_place_that_nobody_took_is_not_left() -> None:
    places = Places(2)
    with pytest.raises(ValueError, match="nobody took"):
        places.leave("a")


def test_by_owner_not_by_key(make_app: MakeApp) -> None:
    app = make_app(access="always-keys")
    seen: list[str | None] = []
    app.after_request(lambda answer: (seen.append(holder()), answer)[1])
    for headers in (key(app, Scope.READ, owner="a"), key(app, Scope.READ, owner="a"), key(app, Scope.READ, owner="b")):
        app.test_client().get("/v1/engines", headers=headers)
    app.test_client().get("/v1/engines")
    assert seen == ["owner a", "owner a", "owner b", "address 127.0.0.1"]


def test_strangers_by_their_address(make_app: MakeApp) -> None:
    assert _holders(make_app(access="anybody")) == ["address 127.0.0.1", "address 192.0.2.7"]


def test_programs_on_this_machine_are_alone(make_app: MakeApp) -> None:
    assert _holders(make_app())[0] is None


def _holders(app: Flask) -> list[str | None]:
    seen: list[str | None] = []
    app.after_request(lambda answer: (seen.append(holder()), answer)[1])
    for address in ("127.0.0.1", "192.0.2.7"):
        app.test_client().get("/v1/engines", environ_base={"REMOTE_ADDR": address})
    return seen
