"""Who may do what: keys, scopes, owners, and this machine."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.api.access import Public, scope_of
from service.app import create_app
from service.model.errors import SettingsError
from service.model.work import Scope
from service.settings import Settings
from tests.unit.api.conftest import FIRST, MakeApp, here, key, problem

BODY = {"versions": [{"text": FIRST}]}
PUBLIC = {"/health", "/ready", "/openapi.json", "/docs"}
PAGES = {"/static/<path:filename>", "/login", "/logout", "/tongue", "/shared/<string:token>"}
"""What of the pages can be seen before a login; a link that was shared is a key of its own."""


def far(client: FlaskClient, path: str = "/v1/comparisons", **options: object) -> tuple[int, str]:
    """What somebody on another machine gets who should get a problem."""
    return problem(client.get(path, environ_base={"REMOTE_ADDR": "192.0.2.7"}, **options))


def test_every_route_declares_who_may_use_it(app: Flask) -> None:
    public = set()
    for rule in app.url_map.iter_rules():
        declared = scope_of(app, rule.endpoint)
        assert declared is not None, f"{rule.rule} declares no scope"
        if declared is Public.PUBLIC:
            public.add(rule.rule)
    assert public == PUBLIC | PAGES


def test_a_route_that_declares_nothing_is_closed(make_app: MakeApp) -> None:
    app = make_app()
    app.add_url_rule("/forgotten", view_func=lambda: "secret")
    assert problem(app.test_client().get("/forgotten")) == (403, "forbidden")


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("GET", "/v1/comparisons", Scope.READ),
        ("POST", "/v1/comparisons", Scope.COMPARE),
        ("DELETE", "/v1/comparisons/x", Scope.COMPARE),
        ("POST", "/v1/comparisons/x/versions", Scope.COMPARE),
        ("POST", "/v1/comparisons/x/cancel", Scope.COMPARE),
        ("PUT", "/v1/comparisons/x/findings/y/decision", Scope.REVIEW),
        ("POST", "/translate", Scope.COMPARE),
        ("GET", "/metrics", Scope.ADMIN),
    ],
)
def test_a_key_opens_what_its_scopes_say(make_app: MakeApp, method: str, path: str, needed: Scope) -> None:
    app = make_app()
    for own in Scope:
        answer = app.test_client().open(path, method=method, headers=key(app, own), json={})
        assert (answer.status_code == 403) == (needed not in own.includes), own


class TestKeys:
    def test_either_header(self, make_app: MakeApp) -> None:
        app = make_app(access="always-keys")
        bearer = key(app, Scope.READ)
        secret = bearer["Authorization"].removeprefix("Bearer ")
        for headers in (bearer, {"X-API-Key": secret}, {"Authorization": f"bearer  {secret}"}):
            assert app.test_client().get("/v1/comparisons", headers=headers).status_code == 200

    @pytest.mark.parametrize(
        "headers",
        [
            {"Authorization": "Bearer made-up"},
            {"Authorization": "Bearer " + "x" * 5000},
            {"Authorization": "Basic dXNlcjpwYXNz"},
            {"X-API-Key": "'; drop table key; --"},
            {"X-API-Key": "ü"},
        ],
    )
    def test_a_wrong_key_opens_nothing_even_here(self, client: FlaskClient, headers: dict[str, str]) -> None:
        answer = client.get("/v1/comparisons", headers=headers)
        assert problem(answer) == (401, "unauthorized")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")

    def test_a_revoked_key(self, make_app: MakeApp) -> None:
        app = make_app()
        headers = key(app, Scope.READ)
        (made,) = here(app).stores.keys.list()
        here(app).stores.keys.revoke(made.id)
        assert problem(app.test_client().get("/v1/comparisons", headers=headers)) == (401, "unauthorized")

    def test_nobody_sees_what_another_owner_has(self, make_app: MakeApp) -> None:
        app = make_app()
        mine, theirs = (key(app, Scope.ADMIN, owner=name) for name in ("mine", "theirs"))
        client = app.test_client()
        made = client.post("/v1/comparisons?wait=20", json=BODY, headers=mine).get_json()["id"]
        for path in ("", "/report", "/findings", "/events", "/findings/x/decision"):
            assert problem(client.get(f"/v1/comparisons/{made}{path}", headers=theirs)) == (404, "no-such-comparison")
        for method, path in (("DELETE", ""), ("POST", "/cancel"), ("POST", "/rerun"), ("POST", "/versions")):
            answer = client.open(f"/v1/comparisons/{made}{path}", method=method, headers=theirs, json={"text": FIRST})
            assert problem(answer) == (404, "no-such-comparison")
        assert client.get("/v1/comparisons", headers=theirs).get_json()["items"] == []
        assert len(client.get("/v1/comparisons", headers=mine).get_json()["items"]) == 1

    def test_an_idempotency_key_is_its_owners_alone(self, make_app: MakeApp) -> None:
        app = make_app()
        made = {
            app.test_client()
            .post("/v1/comparisons", json=BODY, headers={**key(app, Scope.COMPARE, owner=name), "Idempotency-Key": "1"})
            .get_json()["id"]
            for name in ("mine", "theirs")
        }
        assert len(made) == 2


class TestWithoutAKey:
    def test_this_machine(self, client: FlaskClient) -> None:
        for host in ("localhost", "127.0.0.1:8765", "[::1]:8765"):
            assert client.get("/v1/comparisons", headers={"Host": host}).status_code == 200
        assert client.get("/v1/comparisons", environ_base={"REMOTE_ADDR": "::ffff:127.0.0.1"}).status_code == 200

    def test_another_machine(self, client: FlaskClient) -> None:
        assert far(client) == (401, "unauthorized")

    @pytest.mark.parametrize(
        "headers",
        [
            {"X-Forwarded-For": "127.0.0.1"},
            {"X-Forwarded-Host": "localhost"},
            {"Forwarded": "for=127.0.0.1"},
            {"X-Real-IP": "127.0.0.1"},
            {"Via": "1.1 proxy"},
        ],
    )
    def test_a_proxy_on_this_machine_does_not_open_the_door(self, client: FlaskClient, headers: dict[str, str]) -> None:
        assert problem(client.get("/v1/comparisons", headers=headers)) == (401, "unauthorized")

    def test_nor_one_that_adds_no_header(self, client: FlaskClient) -> None:
        answer = client.get("/v1/comparisons", environ_overrides={"SERVER_PROTOCOL": "HTTP/1.0"})
        assert problem(answer) == (401, "unauthorized")

    @pytest.mark.parametrize(
        "host", ["variorum.example", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.1", "", "[::1", "a@b"]
    )
    def test_a_name_that_was_made_to_point_here(self, client: FlaskClient, host: str) -> None:
        answer = client.get("/v1/comparisons", headers={"Host": host})
        assert answer.status_code in (400, 401)

    @pytest.mark.parametrize(
        "headers",
        [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
    )
    def test_a_page_of_somebody_elses(self, client: FlaskClient, headers: dict[str, str]) -> None:
        answer = client.post("/v1/comparisons/x/cancel", headers=headers)
        assert problem(answer) == (401, "unauthorized")

    def test_always_keys(self, make_app: MakeApp) -> None:
        assert problem(make_app(access="always-keys").test_client().get("/v1/comparisons")) == (401, "unauthorized")

    def test_anybody(self, make_app: MakeApp) -> None:
        answer = (
            make_app(access="anybody")
            .test_client()
            .get("/v1/comparisons", environ_base={"REMOTE_ADDR": "192.0.2.7"}, headers={"Host": "variorum.example"})
        )
        assert answer.status_code == 200
        far_away = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}
        assert problem(make_app(access="anybody").test_client().get("/metrics", **far_away)) == (403, "forbidden")
        # A proxy on this machine may look like a program of it.
        assert problem(make_app(access="anybody").test_client().get("/metrics")) == (403, "forbidden")

    def test_a_slip_in_the_setting(self) -> None:
        with pytest.raises(
            SettingsError, match="VARIORUM_ACCESS must be keys, this-machine, always-keys, anybody, not 'open'"
        ):
            create_app(Settings(access="open"))

    def test_what_is_public_is_so_from_anywhere(self, client: FlaskClient) -> None:
        for path in PUBLIC:
            answer = client.get(path, environ_base={"REMOTE_ADDR": "192.0.2.7"}, headers={"Host": "x.example"})
            assert answer.status_code == 200


class TestLimits:
    def test_a_keys_own(self, make_app: MakeApp) -> None:
        app = make_app(rate_limit=2)
        headers = key(app, Scope.READ, per_minute=2)
        client = app.test_client()
        first = client.get("/v1/comparisons", headers=headers)
        assert (first.headers["RateLimit-Limit"], first.headers["RateLimit-Remaining"]) == ("2", "1")
        assert first.headers["RateLimit-Policy"] == "2;w=60"
        client.get("/v1/engines", headers=headers)
        answer = client.get("/v1/comparisons", headers=headers)
        assert problem(answer) == (429, "too-many-requests")
        assert 1 <= int(answer.headers["Retry-After"]) <= 60
        assert answer.headers["RateLimit-Remaining"] == "0"
        other = key(app, Scope.READ)
        assert client.get("/v1/comparisons", headers=other).status_code == 200  # somebody else's count
        assert client.get("/health", headers=headers).status_code == 200

    def test_made_up_keys_share_the_count_of_their_address(self, make_app: MakeApp) -> None:
        client = make_app(rate_limit=3).test_client()
        statuses = [
            client.get("/v1/comparisons", headers={"X-API-Key": f"guess-{number}"}).status_code for number in range(5)
        ]
        assert statuses == [401, 401, 401, 429, 429]

    def test_none(self, make_app: MakeApp) -> None:
        answer = make_app(rate_limit=0).test_client().get("/v1/comparisons")
        assert "RateLimit-Limit" not in answer.headers
