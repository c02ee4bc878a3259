"""A real HTTP server on this machine that plays an index of packages, well or badly; and archives, good and bad."""

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

FOLDER = "translate-de_en-1_5"
METADATA = {"package_version": "1.5", "from_code": "de", "from_name": "German", "to_code": "en", "to_name": "English"}

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers from the mirror's table; what the table lacks is 404."""

    mirror: "Mirror"

    def do_GET(self) -> None:
        self.mirror.asked.append((self.command, self.path, dict(self.headers)))
        self.mirror.routes.get(self.path, status(404))(self)

    do_HEAD = do_GET  # noqa: N815  # http.server's name

    def send(self, code: int, data: bytes = b"", **headers: str) -> None:
        self.send_response(code)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in ({"Content-Length": str(len(data))} | given).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        pass


class Mirror:
    """`routes`: path -> how it is answered. `asked`: every request."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.routes: dict[str, Answer] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []

    def offers(self, *entries: dict[str, Any]) -> None:
        """An index of these packages, by default de-en 1.5 at /de.argosmodel."""
        whole = [METADATA | {"type": "translate", "links": ["de.argosmodel"]} | entry for entry in entries or ({},)]
        self.routes["/index.json"] = file(json.dumps(whole).encode())

    def gets(self, path: str) -> list[dict[str, str]]:
        """The headers of each GET of a path."""
        return [headers for method, asked, headers in self.asked if (method, asked) == ("GET", path)]


class Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A client that has had enough is what these tests are about."""


@contextmanager
def serving() -> Iterator[Mirror]:
    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    mirror = Mirror(server.server_address[1])
    server.RequestHandlerClass = type("Bound", (Handler,), {"mirror": mirror})
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield mirror
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def file(data: bytes, tag: str = '"one"', ranges: bool = True) -> Answer:
    """A well-behaved file."""

    def answer(to: Handler) -> None:
        start = to.headers.get("Range", "").removeprefix("bytes=").removesuffix("-")
        if ranges and start and to.headers.get("If-Range", tag) == tag:
            if int(start) >= len(data):
                return to.send(416)
            return to.send(
                206, data[int(start) :], Content_Range=f"bytes {start}-{len(data) - 1}/{len(data)}", ETag=tag
            )
        return to.send(200, data, ETag=tag)

    return answer


def status(code: int, **headers: str) -> Answer:
    return lambda to: to.send(code, b"<html>no</html>", **headers)


def redirect(target: str) -> Answer:
    return status(302, Location=target)


def cut(data: bytes, at: int, tag: str = '"one"') -> Answer:
    """Announces all, sends `at` bytes, and hangs up."""

    def answer(to: Handler) -> None:
        whole = to.command == "HEAD"
        to.send(200, data if whole else data[:at], Content_Length=str(len(data)), ETag=tag)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """One answer a GET; the last one for good."""
    left = list(answers)

    def answer(to: Handler) -> None:
        (left[0] if to.command == "HEAD" or len(left) == 1 else left.pop(0))(to)

    return answer


def packed(source: Path, folder: str = FOLDER, leave: tuple[str, ...] = (), **metadata: Any) -> bytes:
    """The package in the folder `source` as an archive, with other metadata."""
    files = {str(p.relative_to(source)): p.read_bytes() for p in sorted(source.rglob("*")) if p.is_file()}
    files["metadata.json"] = json.dumps(METADATA | metadata).encode()
    return archive({f"{folder}/{name}": data for name, data in files.items() if name not in leave})


def archive(files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as to:
        for name, data in files.items():
            to.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def with_file(data: bytes, name: str, content: bytes = b"x", mode: int = 0, again: str = "") -> bytes:
    """The archive with one more file; `again`: the name that the archive really holds, as zipfile mends some."""
    whole = io.BytesIO(data)
    info = zipfile.ZipInfo("#" * len(name) if again else name)
    info.external_attr = mode << 16
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED) as to:
        to.writestr(info, content, zipfile.ZIP_DEFLATED)
    return whole.getvalue().replace(b"#" * len(name), again.encode()) if again else whole.getvalue()


def tree(folder: Path) -> str:
    """A hash over every name and byte of what is installed; the fetched index is not."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if not path.relative_to(folder).parts[0].startswith(".variorum-index"):
            found.update(f"{path.relative_to(folder)}\0{path.is_dir()}\0".encode())
            found.update(path.read_bytes() if path.is_file() else b"")
    return found.hexdigest()
