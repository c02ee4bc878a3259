"""What is sent to harm: each is a 4xx problem, and nothing of it is stored."""

import gzip
import json
import time
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from service.api.json_body import DEEPEST
from tests.unit.api.conftest import FIRST, MakeApp, problem

BODIES = ["/v1/comparisons", "/v1/detect", "/v1/translate", "/v1/align", "/v1/diff", "/v1/score"]
LIBRE = ["/translate", "/detect"]


def count(client: FlaskClient) -> int:
    return len(client.get("/v1/comparisons?limit=200").get_json()["items"])


def deep(levels: int) -> bytes:
    return b'{"versions": ' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"


@pytest.mark.parametrize("path", [*BODIES, *LIBRE])
@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 400, "bad-request"),
        (b"{", 400, "bad-request"),
        (b'{"versions": NaN}', 400, "bad-request"),
        (b'{"q": Infinity, "texts": -Infinity}', 400, "bad-request"),
        (b"\xff\xfe{\x00", 400, "bad-request"),
        (b'{"q": "\xff"}', 400, "bad-request"),
        (b'{"q": "\xed\xa0\x80"}', 400, "bad-request"),
        (b'{"q": "a", "q": "b"}', 400, "bad-request"),
        (deep(100), 400, "bad-request"),
        (b"[" * 5000, 400, "bad-request"),
        (b'{"a":' * 2000, 400, "bad-request"),
        (b'{"q": ' + b"1" * 5000 + b"}", 400, "bad-request"),
        (b'{"q": "\\ud800"}', 422, "invalid-field"),
        (b'{"q": "a\\u0000"}', 422, "invalid-field"),
        (b'"{\\"q\\": \\"a\\"}"', 422, "invalid-field"),
        (b"7", 422, "invalid-field"),
        (b'{"q": "' + b"x" * 20_000 + b'"}', 413, "too-large"),
    ],
    ids=lambda value: str(value[:20]) if isinstance(value, bytes) else str(value),
)
def test_bodies_that_are_none(client: FlaskClient, path: str, data: bytes, status: int, code: str) -> None:
    before = count(client)
    answer = client.post(path, data=data, content_type="application/json")
    assert problem(answer) == (status, code)
    assert ("error" in answer.get_json()) == (path in LIBRE)
    assert count(client) == before


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonx", "a/b; ="])
def test_another_content_type(client: FlaskClient, path: str, kind: str) -> None:
    assert problem(client.post(path, data=b"{}", content_type=kind)) == (415, "unsupported-media-type")


def test_a_content_type_with_a_charset(client: FlaskClient) -> None:
    body = json.dumps({"versions": [{"text": FIRST}]})
    answer = client.post("/v1/comparisons", data=body, content_type="application/json; charset=utf-8")
    assert answer.status_code == 202


@pytest.mark.parametrize("path", [*BODIES, *LIBRE])
@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_a_bomb_is_not_unpacked(client: FlaskClient, path: str, encoding: str) -> None:
    bomb = gzip.compress(b'{"q": "' + b"x" * 5_000_000 + b'"}')
    answer = client.post(path, data=bomb, content_type="application/json", headers={"Content-Encoding": encoding})
    assert problem(answer) == (415, "unsupported-media-type")


def test_nesting_up_to_the_limit_is_read(client: FlaskClient) -> None:
    assert problem(client.post("/v1/comparisons", data=deep(DEEPEST), content_type="application/json"))[0] == 422
    answer = client.post("/v1/comparisons", data=deep(DEEPEST + 1), content_type="application/json")
    assert problem(answer) == (400, "bad-request")


def test_brackets_within_a_text_are_no_nesting(client: FlaskClient) -> None:
    text = "[" * 200 + '\\"{{{ ' + FIRST
    assert client.post("/v1/comparisons", json={"versions": [{"text": text}]}).status_code == 202


@pytest.mark.parametrize("sign", [b'"\\', b'"', b"[],", b"{}", b'"a",'], ids=str)
def test_ten_megabytes_in_one_line_take_no_longer_than_ten_of_plain_text(make_app: MakeApp, sign: bytes) -> None:
    client = make_app().test_client()

    def seconds(data: bytes) -> float:
        began = time.perf_counter()
        assert problem(client.post("/v1/comparisons", data=data, content_type="application/json"))[0] in (400, 413, 422)
        return time.perf_counter() - began

    plain = seconds(b'{"versions": [{"text": "' + b"word " * 2_000_000 + b'"}]}')
    assert seconds(b'{"versions": [' + sign * (10_000_000 // len(sign)) + b"]}") < 20 * plain


def test_more_html_than_can_be_read_in_time(make_app: MakeApp) -> None:
    client, html = make_app().test_client(), "<p>x" * 600_000
    began = time.perf_counter()
    for body in ({"versions": [{"html": html}, {"html": html}]}, {"versions": [{"html": html * 2}]}):
        assert problem(client.post("/v1/comparisons", json=body)) == (413, "too-large")
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    "id",
    [
        "' OR '1'='1",
        "x'; DROP TABLE comparison; --",
        "../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "%00",
        "\0",
        "a" * 5000,
        "☃",
        "\ud800",
        "{{7*7}}",
        "${jndi:ldap://x}",
        "<script>alert(1)</script>",
        "\r\nX-Injected: yes",
        "null",
        "*",
        "%",
    ],
    ids=ascii,
)
def test_tricks_in_ids(client: FlaskClient, compared: str, id: str) -> None:
    shown = quote(id, safe="", errors="surrogatepass")
    for method, path in (
        ("GET", f"/v1/comparisons/{shown}"),
        ("DELETE", f"/v1/comparisons/{shown}"),
        ("POST", f"/v1/comparisons/{shown}/cancel"),
        ("POST", f"/v1/comparisons/{shown}/rerun"),
        ("GET", f"/v1/comparisons/{shown}/report"),
        ("GET", f"/v1/comparisons/{shown}/findings"),
        ("GET", f"/v1/comparisons/{shown}/events"),
        ("GET", f"/v1/comparisons/{compared}/findings/{shown}/decision"),
        ("PUT", f"/v1/comparisons/{compared}/findings/{shown}/decision"),
        ("POST", f"/v1/comparisons/{shown}/versions"),
    ):
        body = {"verdict": "accepted"} if method == "PUT" else {"text": FIRST}
        answer = client.open(path, method=method, json=body)
        assert problem(answer)[0] in (404, 405), (method, path)
        assert "<script" not in answer.text
        assert "X-Injected" not in answer.headers
    assert client.get(f"/v1/comparisons/{compared}").status_code == 200


@pytest.mark.parametrize("text", ["search=%00", "search=%ff", "search=%ed%a0%80", "search=' OR 1=1 --"])
def test_tricks_in_a_search(client: FlaskClient, text: str) -> None:
    answer = client.get(f"/v1/comparisons?{text}")
    assert answer.status_code in (200, 422)
    assert answer.get_json().get("items", []) == []


class TestRequestId:
    def test_a_sane_one_is_taken(self, client: FlaskClient) -> None:
        assert client.get("/health", headers={"X-Request-Id": "desk-7/a.b:c"}).headers["X-Request-Id"] == "desk-7/a.b:c"

    @pytest.mark.parametrize("given", ["", " ", "a b", "x" * 101, "<script>", "ü"])
    def test_another_is_made(self, client: FlaskClient, given: str) -> None:
        made = client.get("/health", headers={"X-Request-Id": given}).headers["X-Request-Id"]
        assert made != given
        assert len(made) == 32
