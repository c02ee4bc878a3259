import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.actions.compare import compare_versions
from service.api import cursor
from service.model.protocols import Engines
from service.model.version import Version
from service.model.work import Scope
from service.settings import Settings
from tests.unit.api.conftest import FIRST, SECOND, MakeApp, here, key, problem

TWO = {"versions": [{"text": FIRST}, {"text": SECOND}], "translate": False}


def post(client: FlaskClient, body: Any, **options: Any) -> TestResponse:
    return client.post("/v1/comparisons", json=body, **options)


def count(client: FlaskClient) -> int:
    return len(client.get("/v1/comparisons?limit=200").get_json()["items"])


def test_within_the_wait_the_answer_has_the_report(client: FlaskClient, light: Engines) -> None:
    body = {
        "versions": [
            {"id": "a", "label": "Agency", "text": FIRST, "language": "en-GB", "relation": "original"},
            {"text": SECOND},
        ],
        "pivot": "en",
        "translate": False,
        "title": "Harbour",
    }
    answer = post(client, body, query_string={"wait": 20})
    versions = (Version("a", "Agency", FIRST, "en-GB", "original"), Version("version-2", "version-2", SECOND))
    report = compare_versions(versions, light, Settings(), "en", translate=False)
    assert (answer.status_code, answer.mimetype) == (201, "application/json")
    plain = answer.get_json()
    assert plain["report"] == json.loads(json.dumps(report.to_dict()))
    assert (plain["state"], plain["title"], plain["pivot"]) == ("done", "Harbour", "en")
    assert answer.headers["Location"] == f"/v1/comparisons/{plain['id']}"


def test_without_a_wait_the_answer_comes_at_once(make_app: MakeApp) -> None:
    client = make_app(workers=1).test_client()
    answer = post(client, TWO)
    assert answer.status_code == 202
    assert answer.get_json()["state"] in ("queued", "running")
    assert answer.get_json()["report"] is None
    found = client.get(answer.headers["Location"])
    assert found.status_code == 200
    assert found.get_json()["id"] == answer.get_json()["id"]


def test_the_settings_bound_the_wait(make_app: MakeApp) -> None:
    answer = post(make_app(wait_seconds=0).test_client(), TWO, query_string={"wait": 20})
    assert answer.status_code == 202


def test_one_version_is_enough(client: FlaskClient) -> None:
    assert post(client, {"versions": [{"text": FIRST, "id": None, "language": None}], "pivot": None}).status_code == 202


def test_html_instead_of_text(client: FlaskClient) -> None:
    page = f"<h1>Fire &amp; smoke</h1><script>alert(1)</script><p>{FIRST}<br>More.</p>"
    answer = post(client, {"versions": [{"html": page}], "translate": False}, query_string={"wait": 20})
    assert answer.get_json()["report"]["versions"][0]["text"] == f"Fire & smoke\n\n{FIRST}\nMore."


def test_work_that_fails_says_why(client: FlaskClient) -> None:
    """A lone button is furniture, which only the segmenter can tell."""
    answer = post(client, {"versions": [{"text": "Read more", "language": "en"}]}, query_string={"wait": 20})
    plain = answer.get_json()
    assert (answer.status_code, plain["state"], plain["report"]) == (201, "failed", None)
    assert plain["job"]["problem"]["type"] == "urn:variorum:problem:nothing-to-compare"


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (None, "the body must be an object"),
        ([], "the body must be an object"),
        ("{}", "the body must be an object"),
        ({}, "versions is missing"),
        ({"versions": []}, "versions must be a list of at least one entry"),
        ({"versions": {}}, "versions must be a list"),
        ({"versions": ["text"]}, "versions[0] must be an object"),
        ({"versions": [{}]}, "versions[0] must have either text or html"),
        ({"versions": [{"text": "a", "html": "b"}]}, "versions[0] must have either text or html"),
        ({"versions": [{"text": 5}]}, "versions[0].text must be a string"),
        ({"versions": [{"text": "a\0b"}]}, "versions[0].text holds NUL characters"),
        ({"versions": [{"text": "a\ud800"}]}, "versions[0].text holds halves of characters (surrogates)"),
        ({"versions": [{"text": "a"}], "a\0": 1}, "a name in the body holds NUL characters"),
        (
            {"versions": [{"text": FIRST}, {"text": SECOND, "id": 7}]},
            "versions[1].id must be a string",
        ),
        ({"versions": [{"text": FIRST, "label": " "}]}, "versions[0].label must be a string that is not empty"),
        ({"versions": [{"text": FIRST, "label": ""}]}, "versions[0].label must be a string that is not empty"),
        ({"versions": [{"text": FIRST, "label": "x" * 501}]}, "versions[0].label must have at most 500 characters"),
        (
            {"versions": [{"text": FIRST, "relation": "copy"}]},
            "versions[0].relation must be one of original, translation, wire, revision, retelling",
        ),
        ({"versions": [{"text": FIRST, "langauge": "en"}]}, "versions[0] has no field 'langauge'; there are id, label"),
        ({"versions": [{"text": FIRST}], "pivto": "en"}, "the body has no field 'pivto'; there are versions, pivot"),
        ({"versions": [{"text": FIRST}], "translate": "no"}, "translate must be true or false"),
        ({"versions": [{"text": FIRST}], "translate": 1}, "translate must be true or false"),
        ({"versions": [{"text": FIRST}], "pivot": 5}, "pivot must be a string"),
    ],
)
def test_a_wrong_field_is_named(client: FlaskClient, body: Any, detail: str) -> None:
    answer = client.post("/v1/comparisons", data=json.dumps(body), content_type="application/json")
    assert problem(answer) == (422, "invalid-field")
    assert answer.get_json()["detail"].startswith(detail)


def test_all_wrong_fields_are_named(client: FlaskClient) -> None:
    answer = post(client, {"versions": [{"text": 5}], "translate": 1})
    assert answer.get_json()["errors"] == [
        {"field": "versions[0].text", "message": "must be a string"},
        {"field": "translate", "message": "must be true or false"},
    ]


@pytest.mark.parametrize("query", ["wait=abc", "wait=-1", "wait=nan", "wait=inf", "wait=1e9", "wiat=1"])
def test_a_wrong_parameter(client: FlaskClient, query: str) -> None:
    assert problem(client.post(f"/v1/comparisons?{query}", json=TWO)) == (422, "invalid-field")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"versions": [{"text": " "}]}, 422, "nothing-to-compare"),
        ({"versions": [{"html": "<script>x</script>"}]}, 422, "nothing-to-compare"),
        ({"versions": [{"text": FIRST, "id": "a"}, {"text": SECOND, "id": "a"}]}, 422, "duplicate-version"),
        ({"versions": [{"text": FIRST}], "pivot": "klingonisch"}, 422, "unknown-language"),
        ({"versions": [{"text": FIRST, "language": "e n"}]}, 422, "unknown-language"),
        ({"versions": [{"text": FIRST}] * 5}, 413, "too-large"),
        ({"versions": [{"text": "a " * 300}]}, 413, "too-large"),
        ({"versions": [{"text": "a" * 20_000}]}, 413, "too-large"),
    ],
)
def test_what_cannot_be_compared_is_a_problem_and_not_stored(
    client: FlaskClient, body: Any, status: int, code: str
) -> None:
    before = count(client)
    assert problem(post(client, body)) == (status, code)
    assert count(client) == before


class TestIdempotency:
    def test_the_same_request_is_done_once(self, client: FlaskClient) -> None:
        sent = {"headers": {"Idempotency-Key": "night-1"}}
        first, again = post(client, TWO, **sent), post(client, dict(reversed(TWO.items())), **sent)
        assert first.get_json()["id"] == again.get_json()["id"]
        assert post(client, TWO).get_json()["id"] != first.get_json()["id"]

    def test_another_request_under_the_same_key(self, client: FlaskClient) -> None:
        sent = {"headers": {"Idempotency-Key": "night-2"}}
        post(client, TWO, **sent)
        assert problem(post(client, {**TWO, "title": "x"}, **sent)) == (422, "idempotency-conflict")

    @pytest.mark.parametrize("key", ["", " ", "x" * 256, "é"])
    def test_a_key_that_is_none(self, client: FlaskClient, key: str) -> None:
        headers = {"Idempotency-Key": key.encode().decode("latin-1")}
        assert problem(post(client, TWO, headers=headers)) == (422, "invalid-field")


class TestList:
    def test_pages(self, make_app: MakeApp) -> None:
        client = make_app().test_client()
        made = [post(client, {**TWO, "title": f"Story {n}"}).get_json()["id"] for n in range(5)]
        first = client.get("/v1/comparisons?limit=3").get_json()
        second = client.get("/v1/comparisons", query_string={"limit": 3, "cursor": first["next"]}).get_json()
        assert [one["id"] for one in [*first["items"], *second["items"]]] == made[::-1]
        assert second["next"] is None
        assert "text" not in first["items"][0]["versions"][0]

    def test_what_has_no_title_is_called_by_its_first_line(self, make_app: MakeApp) -> None:
        client = make_app().test_client()
        original = {"text": "\n  Strike at the port  \n\nIt began at dawn.", "relation": "original"}
        post(client, {"versions": [{"text": "Anderes"}, original]})
        assert client.get("/v1/comparisons").get_json()["items"][0]["title"] == "Strike at the port"

    def test_search(self, make_app: MakeApp) -> None:
        client = make_app().test_client()
        post(client, {**TWO, "title": "Überschwemmung"})
        post(client, {**TWO, "title": "100 %"})
        found = client.get("/v1/comparisons", query_string={"search": "ÜBER"}).get_json()["items"]
        assert [one["title"] for one in found] == ["Überschwemmung"]
        assert len(client.get("/v1/comparisons", query_string={"search": "%"}).get_json()["items"]) == 1

    @pytest.mark.parametrize(
        "cursor",
        [
            *("x", "é", "AAAA", "WzFd", "W10", "bnVsbA", "'; drop table comparison; --"),
            cursor.after("0001-01-01T00:00:00+14:00", "x"),
            cursor.after("9999-12-31T23:59:59-14:00", "x"),
            cursor.after("10000-01-01T00:00:00+00:00", "x"),
        ],
    )
    def test_a_cursor_that_is_none(self, client: FlaskClient, cursor: str) -> None:
        answer = client.get("/v1/comparisons", query_string={"cursor": cursor})
        assert problem(answer) == (422, "invalid-field")
        assert client.get("/", query_string={"cursor": cursor}).status_code == 200  # the page shows the newest

    def test_a_parameter_that_is_none(self, client: FlaskClient) -> None:
        answer = client.get("/v1/comparisons?state=done")
        assert problem(answer) == (422, "invalid-field")
        assert answer.get_json()["detail"] == "the query has no parameter 'state'; there are search, limit, cursor"
        assert answer.get_json()["errors"][0]["field"] == "the query"


class TestOne:
    def test_how_it_stands(self, client: FlaskClient, compared: str) -> None:
        plain = client.get(f"/v1/comparisons/{compared}").get_json()
        assert (plain["state"], plain["has_report"], plain["warnings"]) == ("done", True, [])
        assert set(plain["job"]["progress"]) == {"stage", "done", "total"}
        assert plain["job"]["finished"].endswith("Z")

    def test_delete(self, client: FlaskClient, compared: str) -> None:
        answer = client.delete(f"/v1/comparisons/{compared}")
        assert (answer.status_code, answer.data) == (204, b"")
        for address in ("", "/report", "/findings", "/events", "/findings/x/decision"):
            assert problem(client.get(f"/v1/comparisons/{compared}{address}")) == (404, "no-such-comparison")
        assert problem(client.delete(f"/v1/comparisons/{compared}")) == (404, "no-such-comparison")

    def test_cancelling_what_is_over_changes_nothing(self, client: FlaskClient, compared: str) -> None:
        assert client.post(f"/v1/comparisons/{compared}/cancel").get_json()["state"] == "done"

    def test_again(self, client: FlaskClient, compared: str) -> None:
        first = client.get(f"/v1/comparisons/{compared}").get_json()["job"]["id"]
        answer = client.post(f"/v1/comparisons/{compared}/rerun?wait=20")
        assert answer.status_code == 201
        assert answer.get_json()["job"]["id"] != first


THIRD = {"text": "Six boats burned on Tuesday."}


class TestVersions:
    def test_one_more(self, client: FlaskClient, compared: str) -> None:
        answer = client.post(f"/v1/comparisons/{compared}/versions?wait=20", json=THIRD)
        assert answer.status_code == 201
        assert [v["id"] for v in answer.get_json()["versions"]] == ["a", "b", "version-3"]
        assert len(answer.get_json()["report"]["versions"]) == 3

    def test_sent_twice_it_is_added_once(self, client: FlaskClient, compared: str) -> None:
        sent = {"json": THIRD, "headers": {"Idempotency-Key": "again"}}
        client.post(f"/v1/comparisons/{compared}/versions", **sent)
        answer = client.post(f"/v1/comparisons/{compared}/versions?wait=20", **sent)
        assert len(answer.get_json()["versions"]) == 3
        other = client.post(f"/v1/comparisons/{compared}/versions", **{**sent, "json": {"text": "Another."}})
        assert problem(other) == (422, "idempotency-conflict")

    def test_the_same_key_for_another_id(self, client: FlaskClient, compared: str) -> None:
        address, headers = f"/v1/comparisons/{compared}/versions", {"Idempotency-Key": "other"}
        first = client.post(address, json={**THIRD, "id": "wire"}, headers=headers)
        assert first.status_code == 202
        assert first.headers["Retry-After"]
        assert problem(client.post(address, json={**THIRD, "id": "print"}, headers=headers)) == (
            422,
            "idempotency-conflict",
        )

    def test_sent_again_when_there_is_no_room_for_more(self, client: FlaskClient, compared: str) -> None:
        address, sent = f"/v1/comparisons/{compared}/versions", {"json": THIRD, "headers": {"Idempotency-Key": "full"}}
        client.post(address, json=THIRD)
        client.post(address, **sent)
        assert len(client.post(address, **sent).get_json()["versions"]) == 4

    def test_run_twice_by_one_request(self, client: FlaskClient, compared: str) -> None:
        address, headers = f"/v1/comparisons/{compared}/rerun", {"Idempotency-Key": "rerun"}
        first, again = client.post(address, headers=headers), client.post(address, headers=headers)
        assert first.get_json()["job"]["id"] == again.get_json()["job"]["id"]

    def test_an_id_that_is_taken(self, client: FlaskClient, compared: str) -> None:
        answer = client.post(f"/v1/comparisons/{compared}/versions", json={"id": "a", "text": "Another."})
        assert problem(answer) == (422, "duplicate-version")

    def test_too_many(self, client: FlaskClient, compared: str) -> None:
        for _ in range(2):
            assert client.post(f"/v1/comparisons/{compared}/versions", json=THIRD).status_code == 202
        assert problem(client.post(f"/v1/comparisons/{compared}/versions", json=THIRD)) == (413, "too-large")


def test_a_full_queue(make_app: MakeApp) -> None:
    app = make_app(queue_limit=1)
    here(app).submitter.stop()  # nobody works any more
    client = app.test_client()
    assert post(client, TWO).status_code == 202
    answer = post(client, TWO)
    assert problem(answer) == (503, "queue-full")
    assert int(answer.headers["Retry-After"]) > 0
    assert count(client) == 1


def test_the_queue_is_full_for_one_owner_and_not_for_another(make_app: MakeApp) -> None:
    """Comparisons, versions and reruns alike."""
    app = make_app(queue_limit=10)
    here(app).submitter.stop()
    client = app.test_client()
    mine, other = key(app, Scope.COMPARE, owner="mine"), key(app, Scope.COMPARE, owner="other")
    made = [client.post("/v1/comparisons", json=TWO, headers=mine).get_json()["id"] for _ in range(5)]
    client.post(f"/v1/comparisons/{made[0]}/cancel", headers=mine)
    assert client.post("/v1/comparisons", json=TWO, headers=mine).status_code == 202
    for answer in (
        client.post("/v1/comparisons", json=TWO, headers=mine),
        client.post(f"/v1/comparisons/{made[0]}/rerun", headers=mine),
        client.post(f"/v1/comparisons/{made[0]}/versions", json=THIRD, headers=mine),
    ):
        assert problem(answer) == (503, "own-queue-full")
        assert int(answer.headers["Retry-After"]) > 0
    assert client.post("/v1/comparisons", json=TWO, headers=other).status_code == 202


def test_so_many_are_kept_and_no_more(make_app: MakeApp) -> None:
    app = make_app(owner_comparisons=1)
    client = app.test_client()
    assert post(client, TWO).status_code == 202
    answer = post(client, TWO)
    assert problem(answer) == (409, "quota-exceeded")
    assert "delete some" in answer.get_json()["detail"]


def test_so_many_bytes_are_kept_and_no_more(make_app: MakeApp) -> None:
    assert problem(post(make_app(owner_bytes=10).test_client(), TWO)) == (409, "quota-exceeded")


def test_a_comparison_that_waits_can_be_cancelled(make_app: MakeApp) -> None:
    app = make_app()
    here(app).submitter.stop()
    client = app.test_client()
    made = post(client, TWO).get_json()["id"]
    assert client.post(f"/v1/comparisons/{made}/cancel").get_json()["state"] == "cancelled"
    assert problem(client.get(f"/v1/comparisons/{made}/report")) == (409, "no-report")


def test_two_applications_know_nothing_of_each_other(app: Flask, make_app: MakeApp) -> None:
    small = make_app(max_versions=1)
    assert problem(post(small.test_client(), TWO)) == (413, "too-large")
    assert post(app.test_client(), TWO).status_code == 202
