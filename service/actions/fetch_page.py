"""Fetches an article from its address, where the settings allow it, and nothing that only this machine may see.

The service asks for what strangers name. So the name is resolved once, every address that it resolves to must be
public, and the connection goes to the one that was looked at: a name that points elsewhere a moment later (DNS
rebinding) gains nothing. The same holds for each redirect. A proxy of the environment is not used, since it would
resolve the name for itself.
"""

import ipaddress
import socket
import ssl
import zlib
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from threading import Thread, Timer
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from service.actions.article import article_text
from service.actions.read_upload import Upload, decoded
from service.model.errors import InputError
from service.sandbox import Allowance

SECONDS = 15.0
"""For everything, redirects among it."""
CONNECT_SECONDS = 5.0
MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_URL = 2_000
CHUNK = 1 << 16
KINDS = ("text/html", "application/xhtml+xml", "text/plain")
TUNNELS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))
"""IPv6 addresses that stand for one of IPv4, which may be a private one (RFC 6052, 8215, 3056, 4380, 4291)."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotFetched(InputError):
    """`why` is stable: `address`, `port`, `name`, `private`, `unreachable`, `slow`, `large`, `redirects`, `status`,
    `kind`; `about` is what it is about, such as the status."""

    code = "not-fetched"

    def __init__(self, why: str, sentence: str, about: str = "") -> None:
        super().__init__(sentence)
        self.why, self.about = why, about


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be asked: `ports`, and addresses that are allowed although they are not public (a test's own server)."""

    ports: frozenset[int] = frozenset({80, 443})
    allowed: frozenset[str] = frozenset()
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Page:
    """What came: `kind` is its content type, `charset` the encoding that the site says, if it says one."""

    kind: str
    data: bytes
    charset: str | None


def fetch_page(url: str, limit: int, reach: Reach | None = None, allowance: Allowance | None = None) -> Upload:
    """The article at an http or https address. `limit`: bytes, counted when unpacked. Raises `NotFetched`,
    `UnreadableFile` for what is no text, and as `Allowance.parse`."""
    reach = reach or Reach()
    deadline = monotonic() + reach.seconds
    here = _parts(url)
    for _ in range(MOST_REDIRECTS + 1):
        answer = _once(here, limit, reach, deadline)
        if isinstance(answer, Page):
            return _upload(here.hostname or "", answer, allowance)
        there = _parts(urljoin(urlunsplit(here), answer))
        if here.scheme == "https" and there.scheme == "http":
            raise NotFetched("redirects", "the site redirects from https to http, which is refused")
        here = there
    raise NotFetched("redirects", f"the site redirects more than {MOST_REDIRECTS} times")


def public(address: str) -> bool:
    """Whether everybody on the internet reaches the same machine by it."""
    try:
        found: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return public(str(found.ipv4_mapped))
        if any(found in tunnel for tunnel in TUNNELS):
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _parts(url: str) -> SplitResult:
    """An address in ASCII. Raises `NotFetched`."""
    wrong = NotFetched("address", "this is no http or https address")
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except ValueError:  # UnicodeError among them
        raise wrong from None
    if parts.scheme not in ("http", "https") or not host or len(url) > LONGEST_URL or not url.strip().isprintable():
        raise wrong
    if parts.username is not None or parts.password is not None:
        raise NotFetched("address", "an address must not hold a name or password")
    place = f"[{host}]" if ":" in host else host
    return SplitResult(
        parts.scheme,
        place if port is None else f"{place}:{port}",
        quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._"),
        quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]"),
        "",
    )


def _upload(name: str, page: Page, allowance: Allowance | None) -> Upload:
    if page.kind == "text/plain":
        return decoded(name, page.data, page.charset)
    return article_text(name, page.data, page.charset, allowance)


def _once(here: SplitResult, limit: int, reach: Reach, deadline: float) -> Page | str:
    """The page, or the place that it redirects to."""
    port = here.port or (443 if here.scheme == "https" else 80)
    if port not in reach.ports:
        raise NotFetched("port", f"port {port} is not asked", str(port))
    host = here.hostname or ""
    addresses = _resolved(host, port, deadline)
    if not all(address in reach.allowed or public(address) for address in addresses):
        raise NotFetched("private", "this address is not a public one")
    connection = _To(host, port, addresses, here.scheme == "https", deadline)
    # A server that sends a byte now and then never runs into a socket's own timeout.
    end = Timer(_left(deadline), connection.end)
    end.daemon = True
    try:
        with closing(connection):
            end.start()
            return _asked(connection, here, limit)
    except (
        OSError,
        HTTPException,
        ValueError,
        AttributeError,
        zlib.error,
    ):  # of a connection that the timer ended, too
        if monotonic() >= deadline:
            raise _slow() from None
        raise NotFetched("unreachable", "the site cannot be reached, or breaks off") from None
    finally:
        end.cancel()


def _asked(connection: "_To", here: SplitResult, limit: int) -> Page | str:
    path = urlunsplit(("", "", here.path, here.query, ""))
    headers = {"User-Agent": "Variorum", "Accept": ", ".join(KINDS), "Accept-Encoding": "gzip", "Connection": "close"}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    if answer.status in REDIRECTS:
        return answer.headers.get("Location", "")
    if answer.status != 200:
        raise NotFetched("status", f"the site answers {answer.status}", str(answer.status))
    kind = answer.headers.get_content_type()
    if kind not in KINDS:
        raise NotFetched("kind", f"there is no page at this address but {kind[:60]}", kind[:60])
    data = _read(answer, limit)
    if monotonic() >= connection.deadline:  # what the timer cut off looks like an end
        raise TimeoutError
    return Page(kind, data, answer.headers.get_content_charset())


def _read(answer: HTTPResponse, limit: int) -> bytes:
    """The body, unpacked no further than to the limit."""
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", ""):
        raise NotFetched("kind", f"the site answers in {packing[:20]!r}, which nobody asked for", packing[:20])
    unpack = zlib.decompressobj(wbits=31) if "gzip" in packing else None
    data = bytearray()
    while chunk := answer.read1(CHUNK):
        data += unpack.decompress(chunk, limit + 1 - len(data)) if unpack else chunk
        if len(data) > limit:
            raise NotFetched("large", f"the page is larger than {limit:,} bytes", f"{limit:,}")
    if answer.length or (unpack and not unpack.eof):  # half a page would be taken for a version that breaks off
        raise IncompleteRead(b"")
    return bytes(data)


def _resolved(host: str, port: int, deadline: float) -> Sequence[str]:
    """Every address of a name. In a thread: a resolver has no timeout of its own."""
    found: list[str] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            found.extend(str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))

    thread = Thread(target=ask, name="resolve", daemon=True)
    thread.start()
    thread.join(_left(deadline))
    if thread.is_alive():
        raise _slow()
    if not found:
        raise NotFetched("name", "there is no such site")
    return tuple(dict.fromkeys(found))


class _To(HTTPConnection):
    """A connection to one of the addresses that were looked at, whatever the name says by now."""

    def __init__(self, host: str, port: int, addresses: Sequence[str], secure: bool, deadline: float) -> None:
        super().__init__(host, port)
        self._addresses, self._secure, self.deadline = addresses, secure, deadline
        self._wire: socket.socket | None = None  # `sock` is None while the body is read
        if secure:
            self.default_port = 443

    def connect(self) -> None:
        """Tries each in turn."""
        failed: OSError = OSError("no address")
        for address in self._addresses:
            try:
                seconds = min(CONNECT_SECONDS, _left(self.deadline))
                plain = socket.create_connection((address, self.port), seconds)
            except OSError as error:
                failed = error
                continue
            plain.settimeout(_left(self.deadline))
            context = ssl.create_default_context() if self._secure else None
            self.sock = self._wire = context.wrap_socket(plain, server_hostname=self.host) if context else plain
            return
        raise failed

    def end(self) -> None:
        """From another thread: whoever waits for this connection waits no longer."""
        if self._wire is not None:
            with suppress(OSError, ValueError):
                self._wire.shutdown(socket.SHUT_RDWR)


def _left(deadline: float) -> float:
    """Seconds. Raises `NotFetched` where there are none."""
    if (left := deadline - monotonic()) <= 0:
        raise _slow()
    return left


def _slow() -> NotFetched:
    return NotFetched("slow", "the site answers too slowly")
