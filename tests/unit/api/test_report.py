"""The report in the form that is asked for, its findings page by page, and what is decided on them."""

import csv
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.actions.compare import compare_versions
from service.actions.stored_report import report_of
from service.api.schemas.profile import ProfileAnswer
from service.model.protocols import Engines
from service.model.version import Version
from service.model.work import Scope, StoredReport
from service.render import FORMATS
from service.settings import Settings
from tests.unit.api.conftest import MakeApp, here, key, problem

STORY = (
    Version(
        "a", "Agency", "Fire in the harbour\n\nFive boats burned on Tuesday. Nobody was hurt. He said: “Never again.”"
    ),
    Version("b", "Print", "Fire in the harbour\n\nNine boats burned on Monday. He said: “Never."),
    Version(
        "c", "Wire", "Fire in the harbour\n\nFive boats burned on Tuesday. Nobody was hurt. He said: “Never again.”"
    ),
)


def finding(client: FlaskClient, id: str) -> str:
    return str(client.get(f"/v1/comparisons/{id}/findings").get_json()["items"][0]["id"])


class TestForms:
    def test_json_unless_something_else_is_asked_for(self, client: FlaskClient, compared: str) -> None:
        for accept in (None, "*/*", "application/json", "application/*, text/html;q=0.5"):
            answer = client.get(f"/v1/comparisons/{compared}/report", headers={"Accept": accept} if accept else {})
            assert answer.mimetype == "application/json", accept
            assert len(answer.get_json()["findings"]) == 1

    @pytest.mark.parametrize("name", FORMATS)
    def test_every_export_is_there(self, client: FlaskClient, compared: str, name: str) -> None:
        for options in ({"query_string": {"format": name}}, {"headers": {"Accept": FORMATS[name].media_type}}):
            answer = client.get(f"/v1/comparisons/{compared}/report", **options)
            assert (answer.status_code, answer.mimetype) == (200, FORMATS[name].media_type)
            assert answer.headers["Content-Disposition"].endswith(f'{FORMATS[name].suffix}"')

    def test_csv(self, client: FlaskClient, compared: str) -> None:
        text = client.get(f"/v1/comparisons/{compared}/report?format=csv").text
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [(row["type"], row["quote"]) for row in rows] == [("number", "Five"), ("number", "Nine")]

    def test_it_is_told_in_the_language_asked_for(self, client: FlaskClient, compared: str) -> None:
        address = f"/v1/comparisons/{compared}/report"
        english = client.get(f"{address}?format=csv")
        german = client.get(f"{address}?format=csv&language=de")
        assert (" says “" in english.text, " sagt „" in german.text) == (True, True)
        assert english.headers["ETag"] != german.headers["ETag"]
        assert '<html lang="de">' in client.get(f"{address}?format=html&language=de").text
        assert client.get(f"{address}?language=de").data == client.get(address).data, "JSON is for programs"
        assert client.get(f"{address}?format=csv&language=xx").status_code == 422

    def test_a_form_that_there_is_not(self, client: FlaskClient, compared: str) -> None:
        answer = client.get(f"/v1/comparisons/{compared}/report", headers={"Accept": "image/png"})
        assert problem(answer) == (406, "not-acceptable")
        assert problem(client.get(f"/v1/comparisons/{compared}/report?format=odt")) == (422, "invalid-field")

    def test_script_in_a_text_stays_text(self, client: FlaskClient) -> None:
        evil = "<script>alert(1)</script> burned on Tuesday."
        body = {"versions": [{"text": evil, "label": '"><img src=x onerror=alert(1)>'}], "translate": False}
        made = client.post("/v1/comparisons?wait=20", json=body).get_json()["id"]
        answer = client.get(f"/v1/comparisons/{made}/report?format=html")
        assert "<script" not in answer.text
        assert "<img" not in answer.text
        assert "script-src" not in answer.headers["Content-Security-Policy"]

    def test_the_stored_report_is_the_report(self, light: Engines) -> None:
        """Whatever was compared, the renderers see the same as they saw then."""
        report = compare_versions(STORY, light, Settings(), translate=False)
        assert report.findings
        body = json.dumps(report.to_dict(), ensure_ascii=False)
        again = report_of(StoredReport("c", "j", "etag", body, None))  # type: ignore[arg-type]
        assert again.to_dict() == report.to_dict()
        assert [one.id for one in again.findings] == [one.id for one in report.findings]
        for render in FORMATS.values():
            assert render(again) == render(report)


class TestETag:
    def test_what_one_has_is_not_sent_again(self, client: FlaskClient, compared: str) -> None:
        path = f"/v1/comparisons/{compared}/report"
        etag = client.get(path).headers["ETag"]
        again = client.get(path, headers={"If-None-Match": etag})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200

    def test_each_form_has_its_own(self, client: FlaskClient, compared: str) -> None:
        path = f"/v1/comparisons/{compared}/report"
        etags = {client.get(path, query_string={"format": name}).headers["ETag"] for name in FORMATS}
        assert len(etags) == len(FORMATS)


class TestFindings:
    @pytest.fixture
    def several(self, make_app: MakeApp) -> tuple[FlaskClient, str]:
        client = make_app().test_client()
        versions = [{"id": v.id, "text": v.text} for v in STORY]
        answer = client.post("/v1/comparisons?wait=20", json={"versions": versions, "translate": False})
        return client, answer.get_json()["id"]

    def test_pages(self, several: tuple[FlaskClient, str]) -> None:
        client, id = several
        whole = client.get(f"/v1/comparisons/{id}/findings").get_json()
        assert whole["total"] == len(whole["items"]) > 2
        found: list[str] = []
        cursor: dict[str, Any] = {}
        while cursor is not None:
            page = client.get(f"/v1/comparisons/{id}/findings", query_string={"limit": 1, **cursor}).get_json()
            found += [one["id"] for one in page["items"]]
            cursor = {"cursor": page["next"]} if page["next"] else None  # type: ignore[assignment]
        assert found == [one["id"] for one in whole["items"]]

    def test_a_cursor_of_an_older_report(self, several: tuple[FlaskClient, str]) -> None:
        client, id = several
        cursor = client.get(f"/v1/comparisons/{id}/findings?limit=1").get_json()["next"]
        client.post(f"/v1/comparisons/{id}/versions?wait=20", json={"text": "Ten boats burned on Sunday."})
        answer = client.get(f"/v1/comparisons/{id}/findings", query_string={"cursor": cursor})
        assert problem(answer) == (409, "conflict")

    def test_says_why_in_the_language_asked_for(self, several: tuple[FlaskClient, str]) -> None:
        client, id = several
        address = f"/v1/comparisons/{id}/findings"
        assert all("why" not in one for one in client.get(address).get_json()["items"])
        for language, said in (("en", "an editor is expected to keep"), ("de", "dürfte eine Redaktion")):
            for one in client.get(f"{address}?why={language}").get_json()["items"]:
                assert one["why"][0]["ground"] == one["severity"]
                assert said in one["why"][-1]["text"]
        assert client.get(f"{address}?why=xx").status_code == 422

    def test_filters(self, several: tuple[FlaskClient, str]) -> None:
        client, id = several

        def found(query: str) -> list[dict[str, Any]]:
            items: list[dict[str, Any]] = client.get(f"/v1/comparisons/{id}/findings?{query}").get_json()["items"]
            return items

        other = next(one["type"] for one in found("") if one["type"] != "number")
        assert {one["type"] for one in found(f"type=number&type={other}")} == {"number", other}
        assert {one["severity"] for one in found("severity=major")} == {"major"}
        assert found("version=nobody") == []
        assert found("basis=pivot") == []
        assert len(found("version=b&basis=original&decision=open")) == len(found(""))
        number = found("type=number")[0]["id"]
        client.put(f"/v1/comparisons/{id}/findings/{number}/decision", json={"verdict": "accepted"})
        assert [one["id"] for one in found("decision=accepted")] == [number]
        assert number not in [one["id"] for one in found("decision=open&decision=dismissed")]

    @pytest.mark.parametrize("query", ["type=nonsense", "limit=0", "limit=501", "limit=x", "cursor=x", "tpye=number"])
    def test_a_wrong_parameter(self, client: FlaskClient, compared: str, query: str) -> None:
        assert problem(client.get(f"/v1/comparisons/{compared}/findings?{query}")) == (422, "invalid-field")


class TestProfile:
    VERSIONS = (
        {"id": "a", "label": "Agency", "relation": "original", "text": "Five boats burned. The harbour was closed."},
        {"id": "b", "label": "Print", "text": "Nine boats burned. The harbour was closed."},
        {"id": "c", "label": "Wire", "text": "Five boats burned. The harbour was closed."},
    )

    def made(self, client: FlaskClient, *versions: dict[str, str]) -> str:
        body = {"versions": versions, "translate": False}
        return str(client.post("/v1/comparisons?wait=20", json=body).get_json()["id"])

    def test_of_the_newest_report(self, client: FlaskClient) -> None:
        id = self.made(client, *self.VERSIONS)
        found = client.get(f"/v1/comparisons/{id}/profile").get_json()["profile"]
        assert (found["original"], found["rows"], found["findings"], found["undecided"]) == ("a", 2, 1, 0)
        assert [(v["id"], v["closeness"]) for v in found["versions"]][::2] == [("a", None), ("c", 1.0)]
        print_ = found["versions"][1]
        assert (print_["share_of_rows"], print_["kinds"]) == (1.0, [{"kind": "changes-figures", "count": 1}])
        assert print_["habits"] == []
        assert found["sentences"][1] == "No version shows a clear tendency."

    def test_is_as_the_specification_says(self, client: FlaskClient) -> None:
        id = self.made(client, *self.VERSIONS)
        ProfileAnswer.model_validate(client.get(f"/v1/comparisons/{id}/profile").get_json(), extra="forbid")
        operation = client.get("/openapi.json").get_json()["paths"]["/v1/comparisons/{id}/profile"]["get"]
        assert operation["operationId"] == "get_profile"

    def test_in_german(self, client: FlaskClient) -> None:
        id = self.made(client, *self.VERSIONS)
        found = client.get(f"/v1/comparisons/{id}/profile?language=de").get_json()["profile"]
        assert found["sentences"][1] == "Keine Fassung zeigt eine klare Neigung."
        answer = client.get(f"/v1/comparisons/{id}/profile?language=xx")
        assert problem(answer) == (422, "invalid-field")

    def test_none_of_one_version(self, client: FlaskClient) -> None:
        id = self.made(client, self.VERSIONS[0])
        assert client.get(f"/v1/comparisons/{id}/profile").get_json() == {"profile": None}

    def test_where_there_is_none(self, client: FlaskClient) -> None:
        assert problem(client.get(f"/v1/comparisons/{'0' * 32}/profile")) == (404, "no-such-comparison")


class TestDecisions:
    def test_history(self, client: FlaskClient, compared: str) -> None:
        path = f"/v1/comparisons/{compared}/findings/{finding(client, compared)}/decision"
        assert client.get(path).get_json()["decision"] is None
        body = {"verdict": "dismissed", "reason": "translator-noise", "who": "Ada", "note": "see the wire"}
        assert client.put(path, json=body).get_json()["decision"]["number"] == 1
        plain = client.put(path, json={"verdict": "open"}).get_json()
        assert [one["verdict"] for one in plain["history"]] == ["dismissed", "open"]
        assert (plain["history"][0]["who"], plain["decision"]["who"]) == ("Ada", "local")
        assert client.get(path).get_json() == plain
        assert client.get(path).headers["ETag"] == '"2"'

    def test_a_decision_survives_a_new_run(self, client: FlaskClient, compared: str) -> None:
        path = f"/v1/comparisons/{compared}/findings/{finding(client, compared)}/decision"
        client.put(path, json={"verdict": "accepted"})
        client.post(f"/v1/comparisons/{compared}/versions?wait=20", json={"text": "Five boats burned on Tuesday."})
        found = client.get(f"/v1/comparisons/{compared}/findings?decision=accepted").get_json()
        assert found["total"] == 1

    def test_two_editors_do_not_overwrite_each_other(self, client: FlaskClient, compared: str) -> None:
        path = f"/v1/comparisons/{compared}/findings/{finding(client, compared)}/decision"
        assert client.put(path, json={"verdict": "accepted", "expected": 0}).status_code == 200
        late = client.put(path, json={"verdict": "open", "expected": 0})
        assert problem(late) == (409, "conflict")
        late = client.put(path, json={"verdict": "open"}, headers={"If-Match": '"0"'})
        assert problem(late) == (412, "precondition-failed")
        assert client.put(path, json={"verdict": "open"}, headers={"If-Match": '"1"'}).status_code == 200
        assert client.put(path, json={"verdict": "open"}, headers={"If-Match": "*"}).status_code == 200
        assert len(client.get(path).get_json()["history"]) == 3

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"verdict": "maybe"},
            {"verdict": "dismissed"},
            {"verdict": "accepted", "reason": "intended"},
            {"verdict": "dismissed", "reason": "boredom"},
            {"verdict": "accepted", "note": "x" * 5001},
            {"verdict": "accepted", "expected": -1},
            {"verdict": "accepted", "expected": "0"},
            {"verdict": "accepted", "who": " "},
        ],
    )
    def test_what_is_no_decision(self, client: FlaskClient, compared: str, body: dict[str, Any]) -> None:
        path = f"/v1/comparisons/{compared}/findings/{finding(client, compared)}/decision"
        assert problem(client.put(path, json=body)) == (422, "invalid-field")
        assert client.get(path).get_json()["history"] == []

    def test_a_finding_that_there_is_not(self, client: FlaskClient, compared: str) -> None:
        path = f"/v1/comparisons/{compared}/findings/0000000000000000/decision"
        assert problem(client.put(path, json={"verdict": "accepted"})) == (404, "no-such-finding")
        assert problem(client.get(path)) == (404, "no-such-finding")

    def test_who_is_the_keys_owner_unless_said(self, make_app: MakeApp) -> None:
        app = make_app()
        client, headers = app.test_client(), key(app, Scope.ADMIN, owner="desk")
        body = {"versions": [{"text": v.text} for v in STORY], "translate": False}
        id = client.post("/v1/comparisons?wait=20", json=body, headers=headers).get_json()["id"]
        first = client.get(f"/v1/comparisons/{id}/findings", headers=headers).get_json()["items"][0]["id"]
        path = f"/v1/comparisons/{id}/findings/{first}/decision"
        assert client.put(path, json={"verdict": "accepted"}, headers=headers).get_json()["decision"]["who"] == "desk"


class TestEvents:
    def test_they_end_with_the_work(self, client: FlaskClient, compared: str) -> None:
        answer = client.get(f"/v1/comparisons/{compared}/events")
        assert answer.mimetype == "text/event-stream"
        last = answer.text.strip().split("\n\n")[-1]
        assert last.startswith("event: end\ndata: ")
        assert json.loads(last.partition("data: ")[2])["state"] == "done"

    def test_a_comparison_that_waits_is_followed_to_its_end(self, make_app: MakeApp) -> None:
        app = make_app()
        here(app).submitter.stop()
        client = app.test_client()
        id = client.post("/v1/comparisons", json={"versions": [{"text": "x y"}]}).get_json()["id"]
        lines = iter(client.get(f"/v1/comparisons/{id}/events", buffered=False).response)
        assert '"state": "queued"' in _text(next(lines))
        client.delete(f"/v1/comparisons/{id}")
        assert '"state": "deleted"' in "".join(map(_text, lines))

    def test_a_client_that_leaves_frees_its_place(self, make_app: MakeApp) -> None:
        app = make_app(server_threads=3)  # one place
        here(app).submitter.stop()
        client = app.test_client()
        id = client.post("/v1/comparisons", json={"versions": [{"text": "x y"}]}).get_json()["id"]
        first = client.get(f"/v1/comparisons/{id}/events", buffered=False)
        assert problem(client.get(f"/v1/comparisons/{id}/events")) == (503, "busy")
        first.close()
        again = client.get(f"/v1/comparisons/{id}/events", buffered=False)
        assert again.status_code == 200
        again.close()
        again.close()
        client.head(f"/v1/comparisons/{id}/events").close()
        assert here(app).watching.take()


def _text(line: str | bytes) -> str:
    return line if isinstance(line, str) else line.decode()
