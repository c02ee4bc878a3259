"""What those see who watch over the service: metrics, the log, the specification."""

import json
import logging

import pytest
from flask.testing import FlaskClient
from structlog.contextvars import get_contextvars

from service.logs import configure
from service.model.errors import SettingsError
from tests.unit.api.conftest import FIRST, SECOND, MakeApp, here

TWO = {"versions": [{"text": FIRST}, {"text": SECOND}], "translate": False}


def samples(client: FlaskClient) -> dict[str, float]:
    answer = client.get("/metrics")
    assert answer.mimetype == "text/plain"
    lines = [line.rpartition(" ") for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


class TestMetrics:
    def test_requests_by_route_and_status(self, make_app: MakeApp) -> None:
        client = make_app().test_client()
        for id in ("one", "two"):
            client.get(f"/v1/comparisons/{id}")
        found = samples(client)
        assert found['variorum_requests_total{method="GET",route="/v1/comparisons/<string:id>",status="404"}'] == 2
        client.open("/anywhere", method="FROBNICATE")
        assert samples(client)['variorum_requests_total{method="other",route="none",status="404"}'] == 1

    def test_what_was_compared(self, make_app: MakeApp) -> None:
        client = make_app().test_client()
        assert client.post("/v1/comparisons?wait=20", json=TWO).status_code == 201
        found = samples(client)
        assert found["variorum_reports_total"] == 1
        assert found['variorum_findings_total{severity="major",type="number"}'] == 1
        assert found['variorum_stage_seconds_total{stage="align"}'] > 0

    def test_the_queue(self, make_app: MakeApp) -> None:
        app = make_app()
        here(app).submitter.stop()
        client = app.test_client()
        client.post("/v1/comparisons", json=TWO)
        found = samples(client)
        assert found['variorum_jobs{state="queued"}'] == 1
        assert found["variorum_queue_oldest_seconds"] >= 0
        assert 'variorum_translation_memory_sentences_total{known="yes"}' in found


class TestTheLog:
    def test_a_line_names_the_request(self, client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO)
        named: list[dict[str, object]] = []
        caplog.handler.addFilter(lambda record: named.append(get_contextvars()) or True)
        client.post("/v1/comparisons", json=TWO, headers={"X-Request-Id": "night-7"})
        (line,) = [one for one in caplog.records if one.name == "service.api.request_id"]
        assert (line.method, line.route, line.status) == ("POST", "/v1/comparisons", 202)  # type: ignore[attr-defined]
        assert {"request_id": "night-7"} in named
        assert "request_id" not in get_contextvars()  # the thread's next work is another's
        assert FIRST not in caplog.text

    def test_the_job_knows_the_request(self, make_app: MakeApp) -> None:
        app = make_app()
        client = app.test_client()
        id = client.post("/v1/comparisons", json=TWO, headers={"X-Request-Id": "night-8"}).get_json()["id"]
        assert here(app).stores.comparisons.job("local", id).request_id == "night-8"

    def test_as_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        root = logging.getLogger()
        before = root.handlers[:], root.level
        try:
            configure("json")
            logging.getLogger("service.x").warning("%s boats", "Fünf", extra={"job": "7"})
            line = json.loads(capsys.readouterr().err)
        finally:
            root.handlers[:], root.level = before
        assert (line["event"], line["level"], line["logger"], line["job"]) == (
            "Fünf boats",
            "warning",
            "service.x",
            "7",
        )
        assert line["timestamp"].endswith("Z")

    @pytest.mark.parametrize("form", ["console", "json"])
    def test_of_an_error_it_shows_no_article(self, capsys: pytest.CaptureFixture[str], form: str) -> None:
        root = logging.getLogger()
        before = root.handlers[:], root.level

        def read(article: str) -> None:
            raise ValueError(str(len(article)))

        try:
            configure(form)
            try:
                read("not published " + "yet")
            except ValueError:
                logging.getLogger("service.x").exception("failed")
            said = capsys.readouterr().err
        finally:
            root.handlers[:], root.level = before
        assert "ValueError: 17" in said
        assert "not published yet" not in said

    def test_a_terminal_obeys_nothing_of_what_was_sent(self, capsys: pytest.CaptureFixture[str]) -> None:
        root = logging.getLogger()
        before = root.handlers[:], root.level
        try:
            configure("console")
            hostile = logging.getLogger("waitress\x1b[2J")
            hostile.warning(
                "no such page: %s", "/\x1b]0;x\x07\0\x9b2J\r\nforged \u202e", extra={"path": "\x1b[8m", "n": b"\x1b"}
            )
            try:
                raise ValueError("/\x1b[2J\0")
            except ValueError:
                hostile.exception("Exception while serving /\x1b[31m")
            said = capsys.readouterr().err
        finally:
            root.handlers[:], root.level = before
        assert not [c for c in said if not c.isprintable() and c != "\n"]
        assert r"/\x1b]0;x\x07\x00\x9b2J\r\nforged \u202e" in said
        assert r"ValueError: /\x1b[2J\x00" in said

    def test_a_slip_in_the_setting(self) -> None:
        with pytest.raises(SettingsError, match="VARIORUM_LOG_FORMAT must be console or json, not 'xml'"):
            configure("xml")


class TestTheSpecification:
    def test_it_has_every_route(self, client: FlaskClient) -> None:
        spec = client.get("/openapi.json").get_json()
        assert spec["openapi"] == "3.1.0"
        routes = {
            (rule.rule.replace("<string:", "{").replace(">", "}"), method.lower())
            for rule in client.application.url_map.iter_rules()
            for method in (rule.methods or set()) - {"HEAD"}
            if rule.endpoint.split(".")[0] not in ("document", "web")
        }
        assert {(path, method) for path, item in spec["paths"].items() for method in item} == routes

    def test_every_problem_is_documented_as_one(self, client: FlaskClient) -> None:
        spec = client.get("/openapi.json").get_json()
        for item in spec["paths"].values():
            for operation in item.values():
                for status, answer in operation["responses"].items():
                    if status >= "400":
                        assert list(answer["content"]) == ["application/problem+json"]
                        assert answer["content"]["application/problem+json"]["schema"] == {
                            "$ref": "#/components/schemas/Problem"
                        }
        assert {"type", "title", "status", "detail"} <= set(spec["components"]["schemas"]["Problem"]["required"])

    def test_every_reference_leads_somewhere(self, client: FlaskClient) -> None:
        text = client.get("/openapi.json").text
        names = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
        assert names <= set(json.loads(text)["components"]["schemas"])

    def test_the_page_needs_no_script(self, client: FlaskClient) -> None:
        answer = client.get("/docs")
        assert "<script" not in answer.text
        assert "http://" not in answer.text.replace("http://127.0.0.1", "")
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        spec = client.get("/openapi.json").get_json()
        for path, item in spec["paths"].items():
            assert path in answer.text
            assert all(operation["summary"] in answer.text for operation in item.values())
