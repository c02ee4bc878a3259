"""libretranslate.py against a real HTTP server in a thread that plays LibreTranslate, well and badly."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from service.engines.breaker import FAILURES, OPEN_SECONDS, Breaker
from service.engines.libretranslate import LibreTranslate, from_settings
from service.model.errors import EngineError, SettingsError, UnsupportedPair
from service.model.protocols import Translator
from service.settings import Settings

LANGUAGES = [
    {"code": "de", "name": "German", "targets": ["en", "de"]},
    {"code": "en", "name": "English", "targets": ["de", "zh-Hant", "pt-BR"]},
    {"code": "zh-Hans", "name": "Chinese", "targets": ["en"]},
]

Answer = tuple[int, dict[str, str], bytes]


def upper(asked: dict[str, Any]) -> Answer:
    return 200, {}, json.dumps({"translatedText": [text.upper() for text in asked["q"]]}).encode()


class Server:
    """Answers from a list, then as LibreTranslate does; notes what it was asked."""

    def __init__(self) -> None:
        self.answers: list[Callable[[dict[str, Any]], Answer]] = []
        self.asked: list[dict[str, Any]] = []
        self.listing: Callable[[], Answer] = lambda: (200, {}, json.dumps(LANGUAGES).encode())
        self.listed = 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.listed += 1
                self.reply(server.listing() if self.path == "/languages" else (404, {}, b""))

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.asked.append(body)
                self.reply((server.answers.pop(0) if server.answers else upper)(body))

            def reply(self, answer: Answer) -> None:
                status, headers, body = answer
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # who asked has gone
                    self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"

    def fails(self, *answers: Answer) -> None:
        self.answers += [lambda _, answer=answer: answer for answer in answers]  # type: ignore[misc]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    playing = Server()
    thread = threading.Thread(target=playing.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield playing
    playing.http.shutdown()
    playing.http.server_close()


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def engine(server: Server, waited: list[float]) -> LibreTranslate:
    return LibreTranslate(server.url, timeout=5, sleep=waited.append)


def test_is_a_translator_and_asks_nothing_at_first(engine: LibreTranslate, server: Server) -> None:
    assert isinstance(engine, Translator)
    assert engine.version == server.url.removeprefix("http://")
    assert server.listed == 0


def test_pairs_in_the_servers_spelling_from_one_listing(engine: LibreTranslate, server: Server) -> None:
    assert engine.package("de-AT", "en-GB") == "de-en"
    assert engine.package("zh-CN", "en") == "zh-Hans-en"
    assert engine.package("en", "zh-TW") == "en-zh-Hant"
    assert engine.package("en", "pt-BR") == "en-pt-BR"
    for source, target in (("en", "zh"), ("de", "de"), ("fr", "en"), ("en", "fr"), ("", "")):
        assert not engine.supports(source, target)
    assert server.listed == 1
    with pytest.raises(UnsupportedPair, match="fr to en"):
        engine.translate(["Oui."], "fr", "en")


def test_translates_in_one_request_and_each_text_once(engine: LibreTranslate, server: Server) -> None:
    assert engine.translate(["ja", "", "nein", "ja"], "de", "en") == ("JA", "", "NEIN", "JA")
    assert server.asked == [{"q": ["ja", "nein"], "source": "de", "target": "en", "format": "text"}]


def test_the_key_goes_along(server: Server) -> None:
    LibreTranslate(server.url + "/", key="secret").translate(["ja"], "de", "en")
    assert server.asked[0]["api_key"] == "secret"
    assert "secret" not in repr(Settings(libretranslate_key="secret"))


def test_many_texts_go_in_requests_of_a_bearable_size(engine: LibreTranslate, server: Server) -> None:
    texts = [f"Satz {i}. " + "x" * (i * 15) for i in range(90)]
    assert engine.translate(texts, "de", "en") == tuple(" ".join(text.upper().split()) for text in texts)
    assert all(sum(map(len, asked["q"])) <= 4000 and len(asked["q"]) <= 32 for asked in server.asked)


def test_a_busy_server_is_asked_again_when_it_says(engine: LibreTranslate, server: Server, waited: list[float]) -> None:
    server.fails((429, {"Retry-After": "7"}, b'{"error": "Slowdown"}'))
    assert engine.translate(["ja"], "de", "en") == ("JA",)
    assert waited == [7.0]


def test_a_server_that_asks_for_too_much_patience_is_left(engine: LibreTranslate, server: Server) -> None:
    server.fails((429, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}, b'{"error": "Slowdown"}'))
    with pytest.raises(EngineError, match="HTTP 429, Slowdown"):
        engine.translate(["ja"], "de", "en")


def test_waits_grow_and_are_not_all_alike(engine: LibreTranslate, server: Server, waited: list[float]) -> None:
    server.fails(*[(500, {}, b"oops")] * 4)
    with pytest.raises(EngineError, match="cannot be used: HTTP 500"):
        engine.translate(["ja"], "de", "en")
    assert len(waited) == 3
    assert all(0.25 * 2**i <= wait <= 0.5 * 2**i for i, wait in enumerate(waited))


def test_after_five_failures_in_a_row_it_is_left_alone(server: Server) -> None:
    now = [100.0]
    engine = LibreTranslate(server.url, timeout=5, sleep=lambda _: None, clock=lambda: now[0])
    server.fails(*[(503, {}, b"")] * FAILURES)
    assert engine.supports("de", "en")
    for message in ("HTTP 503", "left alone"):
        with pytest.raises(EngineError, match=message):
            engine.translate(["ja"], "de", "en")
    assert len(server.asked) == FAILURES
    with pytest.raises(EngineError, match="left alone"):
        engine.translate(["ja"], "de", "en")
    assert len(server.asked) == FAILURES
    now[0] += OPEN_SECONDS
    assert engine.translate(["ja"], "de", "en") == ("JA",)


def test_the_breaker_lets_one_try_when_its_time_is_over() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    for _ in range(FAILURES):
        assert breaker.allows()
        breaker.failed()
    assert not breaker.allows()
    now[0] += OPEN_SECONDS
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.failed()
    assert not breaker.allows()
    now[0] += OPEN_SECONDS
    assert breaker.allows()
    breaker.succeeded()
    assert [breaker.allows(), breaker.allows()] == [True, True]


def test_what_the_server_refuses_is_not_asked_again(engine: LibreTranslate, server: Server) -> None:
    server.fails((403, {}, b'{"error": "Invalid API key"}'))
    with pytest.raises(EngineError, match="refused: HTTP 403, Invalid API key"):
        engine.translate(["ja"], "de", "en")
    assert len(server.asked) == 1


def test_no_redirect_is_followed(engine: LibreTranslate, server: Server) -> None:
    server.fails((307, {"Location": "http://example.org/translate"}, b""))
    with pytest.raises(EngineError, match="refused: HTTP 307"):
        engine.translate(["ja"], "de", "en")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"translatedText": ["JA", "NEIN"]}', "gave 2 translations for 3 texts"),
        (b'{"translatedText": "JA"}', "did not answer with a list"),
        (b'{"translatedText": ["JA", 1, null]}', "did not answer with a list"),
        (b"[]", "did not answer with a list"),
        (b"null", "did not answer with a list"),
        (b"<html>", "not JSON"),
        (b"\xff", "not JSON"),
    ],
)
def test_wrong_answers(engine: LibreTranslate, server: Server, body: bytes, message: str) -> None:
    server.fails(*[(200, {}, body)] * 4)
    with pytest.raises(EngineError, match=message):
        engine.translate(["ja", "nein", "doch"], "de", "en")


def test_a_slow_server_is_not_waited_for(server: Server) -> None:
    release = threading.Event()

    def slow(asked: dict[str, Any]) -> Answer:
        release.wait(20)
        return upper(asked)

    server.answers += [slow]
    engine = LibreTranslate(server.url, timeout=0.3, sleep=lambda _: None)
    assert engine.translate(["ja"], "de", "en") == ("JA",)
    release.set()
    assert len(server.asked) == 2


def test_supports_does_not_hang_nor_ask_again_at_once(server: Server) -> None:
    release = threading.Event()

    def slow() -> Answer:
        release.wait(20)
        return 200, {}, b"[]"

    server.listing = slow
    engine = LibreTranslate(server.url, timeout=0.3)
    started = time.monotonic()
    assert not any(engine.supports(code, "en") for code in ("de", "fr", "es", "it"))
    assert time.monotonic() - started < 5
    assert server.listed == 1
    release.set()


@pytest.mark.parametrize("body", [b"{}", b"[1]", b'[{"name": "x"}]', b'[{"code": "de", "targets": 1}]', b"null"])
def test_a_list_of_languages_that_is_none(engine: LibreTranslate, server: Server, body: bytes) -> None:
    server.listing = lambda: (200, {}, body)
    assert not engine.supports("de", "en")


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        engine = LibreTranslate(f"http://127.0.0.1:{free.getsockname()[1]}", sleep=lambda _: None)
        assert not engine.supports("de", "en")
        with pytest.raises(UnsupportedPair, match="does not answer"):
            engine.translate(["ja"], "de", "en")


def test_a_server_that_goes_away_is_an_engine_error(engine: LibreTranslate, server: Server) -> None:
    assert engine.supports("de", "en")
    server.http.shutdown()
    server.http.server_close()
    with pytest.raises(EngineError, match="cannot be used"):
        engine.translate(["ja"], "de", "en")


def test_without_a_url_it_does_nothing() -> None:
    engine = from_settings(Settings())
    assert engine.version == "unset"
    assert not engine.supports("de", "en")


@pytest.mark.parametrize("url", ["localhost:5000", "ftp://host", "http://", "http://host:x", "file:///etc/passwd"])
def test_a_url_that_is_none(url: str) -> None:
    with pytest.raises(SettingsError, match="VARIORUM_LIBRETRANSLATE_URL"):
        from_settings(Settings(libretranslate_url=url))
