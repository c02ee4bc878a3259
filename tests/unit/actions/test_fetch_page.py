"""Pages that are fetched: from a server of the test, which is allowed by name; everything else that is not public is
refused before a connection is made."""

import gzip
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from service.actions import fetch_page as module
from service.actions.fetch_page import NotFetched, Reach, fetch_page, public

ARTICLE = "<!doctype html><nav>Menu</nav><article><p>Five boats burned.<p>Nobody said why.</article><footer>Imprint"
LIMIT = 100_000
PRIVATE = (
    "127.0.0.1 127.1.2.3 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 "
    "240.0.0.1 192.0.2.1 198.18.0.1 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1 ::ffff:127.0.0.1 "
    "::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2001:0:1::1 2001:db8::1 nonsense"
)


class Server:
    """Answers each path as it is told; remembers what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[str] = []
        ours = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                ours.asked.append(self.path)
                ours.answers[self.path](self)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.http.server_address[1]
        self.reach = Reach(frozenset({self.port}), frozenset({"127.0.0.1"}), 5.0)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def says(self, path: str, body: bytes | str, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        data = body.encode() if isinstance(body, str) else body

        def answer(to: BaseHTTPRequestHandler) -> None:
            to.send_response(200)
            to.send_header("Content-Type", kind)
            for name, value in headers.items():
                to.send_header(name.replace("_", "-"), value)
            to.end_headers()
            to.wfile.write(data)

        self.answers[path] = answer
        return self.url(path)

    def leads(self, path: str, location: str) -> str:
        def answer(to: BaseHTTPRequestHandler) -> None:
            to.send_response(302)
            to.send_header("Location", location)
            to.end_headers()

        self.answers[path] = answer
        return self.url(path)


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.http.shutdown()
    made.http.server_close()


def why(url: str, reach: Reach | None = None, limit: int = LIMIT) -> str:
    with pytest.raises(NotFetched) as told:
        fetch_page(url, limit, reach)
    return told.value.why


class TestWhatComes:
    def test_the_article_without_what_stands_around_it(self, server: Server) -> None:
        found = fetch_page(server.says("/a", ARTICLE), LIMIT, server.reach)
        assert found.text == "Five boats burned.\n\nNobody said why."

    def test_captions_stay(self, server: Server) -> None:
        page = "<main><p>Text.</p><figure><img><figcaption>The harbour. Photo: dpa</figcaption></figure></main>"
        assert "Photo: dpa" in fetch_page(server.says("/a", page), LIMIT, server.reach).text

    def test_a_teaser_is_not_the_article(self, server: Server) -> None:
        page = f"<article>Read this</article><div><p>{'The real words stand here. ' * 9}</div>"
        assert "The real words" in fetch_page(server.says("/a", page), LIMIT, server.reach).text

    def test_plain_text_and_its_charset(self, server: Server) -> None:
        url = server.says("/a", "Fünf Boote.".encode("latin-1"), "text/plain; charset=iso-8859-1")
        assert fetch_page(url, LIMIT, server.reach).text == "Fünf Boote."

    def test_packed(self, server: Server) -> None:
        url = server.says("/a", gzip.compress(ARTICLE.encode()), Content_Encoding="gzip")
        assert fetch_page(url, LIMIT, server.reach).text.startswith("Five")

    def test_redirects_are_followed(self, server: Server) -> None:
        server.says("/b c?q=ü", ARTICLE)
        server.answers["/b%20c?q=%C3%BC"] = server.answers["/b c?q=ü"]
        assert fetch_page(server.leads("/a", "/b c?q=ü"), LIMIT, server.reach).text.startswith("Five")


class TestWhatIsRefused:
    @pytest.mark.parametrize("address", PRIVATE.split())
    def test_addresses_that_are_not_public(self, address: str) -> None:
        assert not public(address)

    @pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
    def test_public_ones(self, address: str) -> None:
        assert public(address)

    @pytest.mark.parametrize(
        "url",
        [
            *(
                "",
                "example.org",
                "file:///etc/passwd",
                "ftp://example.org/",
                "javascript:alert(1)",
                "http://",
                "http:///x",
            ),
            *("http://u:p@example.org/", "http://example.org:x/", "http://[::1", "http://a\nb/", "gopher://x/"),
            *("http://" + "a" * 3000, "http://" + "a" * 70 + ".org/", "http://a..b/"),
        ],
    )
    def test_what_is_no_address(self, url: str) -> None:
        assert why(url) == "address"

    @pytest.mark.parametrize(
        "url",
        [
            *("http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0/"),
            *("http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://169.254.169.254/latest/meta-data"),
        ],
    )
    def test_this_machine_and_its_neighbours(self, url: str) -> None:
        assert why(url) in ("private", "name")

    def test_other_ports(self) -> None:
        assert why("http://example.org:22/") == "port"

    def test_each_redirect_is_looked_at_anew(self, server: Server) -> None:
        for location in (f"http://127.0.0.2:{server.port}/", f"http://[::1]:{server.port}/"):
            assert why(server.leads("/a", location), server.reach) == "private"
        assert why(server.leads("/a", "http://127.0.0.1:1/"), server.reach) == "port"
        assert why(server.leads("/a", "file:///etc/passwd"), server.reach) == "address"

    def test_one_address_of_many_is_enough_to_refuse(self, monkeypatch: pytest.MonkeyPatch) -> None:
        both = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
        assert why("http://example.org/") == "private"

    def test_the_connection_goes_to_the_address_that_was_looked_at(
        self, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A name is resolved once a request, and never by the connection."""
        resolved: list[str] = []
        real = socket.getaddrinfo

        def changing(host: str, *more: object, **named: object) -> object:
            resolved.append(host)
            where = {"news.example": "127.0.0.1"}.get(host, host)
            assert resolved.count("news.example") <= 1
            return real(where, *more, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(module.socket, "getaddrinfo", changing)
        server.says("/a", ARTICLE)
        assert fetch_page(f"http://news.example:{server.port}/a", LIMIT, server.reach).text.startswith("Five")

    def test_redirects_without_an_end(self, server: Server) -> None:
        assert why(server.leads("/a", "/a"), server.reach) == "redirects"
        assert len(server.asked) == module.MOST_REDIRECTS + 1

    def test_too_large(self, server: Server) -> None:
        assert why(server.says("/a", "x" * 2000), server.reach, 1000) == "large"

    def test_a_bomb_is_not_unpacked(self, server: Server) -> None:
        url = server.says("/a", gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
        tracemalloc.start()
        assert why(url, server.reach) == "large"
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 10_000_000

    def test_half_a_page_is_none(self, server: Server) -> None:
        assert why(server.says("/a", ARTICLE, Content_Length="5000"), server.reach) == "unreachable"
        packed = gzip.compress(ARTICLE.encode())[:-20]
        assert why(server.says("/b", packed, Content_Encoding="gzip"), server.reach) == "unreachable"

    @pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json"])
    def test_what_is_no_page(self, server: Server, kind: str) -> None:
        assert why(server.says("/a", "x", kind), server.reach) == "kind"

    def test_other_packings_and_broken_ones(self, server: Server) -> None:
        assert why(server.says("/a", "x", Content_Encoding="br"), server.reach) == "kind"
        assert why(server.says("/b", "no gzip", Content_Encoding="gzip"), server.reach) == "unreachable"

    def test_an_error_of_the_site(self, server: Server) -> None:
        server.answers["/a"] = lambda to: to.send_error(404)
        assert why(server.url("/a"), server.reach) == "status"

    def test_nobody_there(self, server: Server) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        assert why(f"http://127.0.0.1:{port}/", Reach(frozenset({port}), frozenset({"127.0.0.1"}), 2)) == "unreachable"

    @pytest.mark.parametrize("part", ["head", "body"])
    def test_a_server_that_drips(self, server: Server, part: str) -> None:
        def drip(to: BaseHTTPRequestHandler) -> None:
            if part == "body":
                to.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            try:
                for _ in range(100):
                    to.wfile.write(b"a")
                    to.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                pass

        server.answers["/a"] = drip
        began = time.monotonic()
        reach = Reach(server.reach.ports, server.reach.allowed, 0.5)
        assert why(server.url("/a"), reach) == "slow"
        assert time.monotonic() - began < 2
