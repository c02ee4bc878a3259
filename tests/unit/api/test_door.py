"""door.py: when this machine's programs need no key. Behind a real proxy: tests/integration/test_behind_haproxy.py."""

import time

import pytest

from service.api.door import KEPT_SECONDS
from service.model.work import Scope
from tests.unit.api.conftest import MakeApp, here, problem

READ = frozenset({Scope.READ})


def test_shut_until_a_server_says_that_it_listens_on_this_machine_alone(make_app: MakeApp) -> None:
    app = make_app(access="keys")
    client = app.test_client()
    assert problem(client.get("/v1/comparisons")) == (401, "unauthorized")
    here(app).door.listens_on("127.0.0.1")
    assert client.get("/v1/comparisons").status_code == 200


@pytest.mark.parametrize(
    ("address", "alone"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("::1%lo", True),
        ("::ffff:127.0.0.1", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("192.0.2.7", False),
        ("fe80::1%eth0", False),
        ("", False),
    ],
)
def test_where_it_listens(make_app: MakeApp, address: str, alone: bool) -> None:
    app = make_app(access="keys")
    here(app).door.listens_on(address)
    assert here(app).door.open() is alone


@pytest.mark.parametrize("access", ["always-keys", "anybody"])
def test_never_with_these_settings(make_app: MakeApp, access: str) -> None:
    app = make_app(access=access)
    here(app).door.listens_on("127.0.0.1")
    assert not here(app).door.open()


def test_the_first_key_shuts_it_for_good(make_app: MakeApp) -> None:
    """Also where another process makes it: what this one knows grows old within a second."""
    app, other = make_app(), make_app()
    client = app.test_client()
    assert client.get("/v1/comparisons").status_code == client.get("/").status_code == 200
    made, secret = here(other).stores.keys.create("desk", READ)
    time.sleep(KEPT_SECONDS + 0.1)
    assert problem(client.get("/v1/comparisons")) == (401, "unauthorized")
    assert client.get("/").headers["Location"].startswith("/login")
    assert client.get("/v1/comparisons", headers={"X-API-Key": secret}).status_code == 200
    here(other).stores.keys.revoke(made.id)
    time.sleep(KEPT_SECONDS + 0.1)
    assert problem(client.get("/v1/comparisons")) == (401, "unauthorized")


def test_the_way_back(make_app: MakeApp) -> None:
    app = make_app()
    made, _ = here(app).stores.keys.create("desk", READ)
    here(app).stores.keys.revoke(made.id)
    assert not here(app).door.open()
    here(app).stores.keys.forget(made.id)
    time.sleep(KEPT_SECONDS + 0.1)
    assert not here(app).door.open()  # else a deleted database would open it, too
    assert here(make_app()).door.open()


def test_where_the_database_does_not_say_it_is_shut(make_app: MakeApp, tmp_path: object) -> None:
    app = make_app(database=str(tmp_path))  # a folder
    assert problem(app.test_client().post("/v1/detect", json={"texts": ["x"]})) == (503, "store")
