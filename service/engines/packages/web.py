"""One request to a server of packages: which addresses, how many redirects, how slow, how much.

urllib's own opener would read file:// and ftp:// addresses, too, and follow a redirect from https to http.
"""

import socket
import ssl
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from http.client import HTTPException, HTTPResponse
from time import monotonic, sleep
from typing import TypeVar
from urllib.error import HTTPError
from urllib.parse import urlsplit

from service.engines.packages.addresses import check_url, redirected, shown
from service.engines.packages.limits import Limits
from service.model.errors import DownloadFailed

MAX_REDIRECTS = 5
MAX_HOSTS = 3
REDIRECTS = {301, 302, 303, 307, 308}
BUSY = {408, 425, 429, 500, 502, 503, 504}
"""Answers that may be better the next time."""

HOPELESS = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
"""Without a network, waiting for the next try would only keep the user."""

CHUNK = 1 << 16

Fetched = TypeVar("Fetched")


class BrokeOff(DownloadFailed):
    """The server or the network failed in a way that may be over at the next try."""


class TooMuch(DownloadFailed):
    """The server sends more than the limit."""


class RangeRefused(BrokeOff):
    """The server has nothing at the place where the rest of a file should begin."""


def ask(url: str, limits: Limits, method: str = "GET", headers: Mapping[str, str] | None = None) -> HTTPResponse:
    """The answer (200 or 206), its body unread, after at most `MAX_REDIRECTS` redirects over `MAX_HOSTS` servers.

    Raises `DownloadFailed`, as `BrokeOff` where another try makes sense.
    """
    check_url(url)
    hosts = {urlsplit(url).hostname}
    for _ in range(MAX_REDIRECTS + 1):
        answer = _once(url, limits, method, {"Accept-Encoding": "identity", **(headers or {})})
        if not isinstance(answer, HTTPError):
            return answer
        answer.close()
        if answer.code not in REDIRECTS:
            raise _refusal(url, answer.code)
        url = redirected(url, answer.headers.get("Location"))
        hosts.add(urlsplit(url).hostname)
        if len(hosts) > MAX_HOSTS:
            raise DownloadFailed(f"{shown(url)}: the server redirects over more than {MAX_HOSTS} servers")
    raise DownloadFailed(f"{shown(url)}: the server redirects more than {MAX_REDIRECTS} times")


def body(answer: HTTPResponse, limits: Limits, most: int) -> Iterator[bytes]:
    """The bytes of an answer. Raises `DownloadFailed` beyond `most`, and `BrokeOff` for a connection that is cut or
    trickles: a server that sends a byte now and then would else hold us for days."""
    got, window, since = 0, 0, monotonic()
    while True:
        try:
            chunk = answer.read1(CHUNK)
        except (OSError, HTTPException, ValueError) as error:
            raise BrokeOff(f"the connection broke off: {_words(error)}") from None
        if not chunk:
            return
        got, window = got + len(chunk), window + len(chunk)
        if got > most:
            raise TooMuch(f"the server sends more than the limit of {most:,} bytes")
        yield chunk
        if monotonic() - since > limits.seconds:
            if window < limits.least_rate * limits.seconds:
                raise BrokeOff(f"the server sends less than {limits.least_rate} bytes a second")
            window, since = 0, monotonic()


def again(limits: Limits, fetch: Callable[[], Fetched]) -> Fetched:
    """The result of `fetch`, which is called again, after a pause, where it raises `BrokeOff`."""
    for n in range(limits.tries - 1):
        try:
            return fetch()
        except BrokeOff:
            sleep(limits.pause * 2**n)
    return fetch()


def read_all(url: str, limits: Limits, most: int) -> bytes:
    """A small file. Raises `DownloadFailed`."""
    return again(limits, lambda: _read_all(url, limits, most))


def _read_all(url: str, limits: Limits, most: int) -> bytes:
    with closing(ask(url, limits)) as answer:
        length = announced(answer)
        if length is not None and length > most:
            raise DownloadFailed(f"{shown(url)} has {length:,} bytes; the limit is {most:,}")
        data = b"".join(body(answer, limits, most))
    if length is not None and len(data) != length:
        raise BrokeOff(f"{shown(url)} broke off after {len(data):,} of {length:,} bytes")
    return data


def announced(answer: HTTPResponse) -> int | None:
    """Bytes of the body, where the server says so. Raises `DownloadFailed` for a packed body or no number."""
    if (packed := answer.headers.get("Content-Encoding", "identity")) != "identity":
        raise DownloadFailed(f"the server answers in {packed[:20]!r}, which nobody asked for")
    text = answer.headers.get("Content-Length")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 15:
        raise DownloadFailed(f"the server announces a length of {text[:20]!r}")
    return int(text)


def _once(url: str, limits: Limits, method: str, headers: Mapping[str, str]) -> HTTPResponse | HTTPError:
    request = urllib.request.Request(url, headers=dict(headers), method=method)  # noqa: S310  # checked in check_url
    request.add_header("User-Agent", "Variorum")
    try:
        answer: HTTPResponse = _opener().open(request, timeout=limits.seconds)
    except HTTPError as error:
        return error
    except (OSError, HTTPException, ValueError) as error:
        hopeless = isinstance(getattr(error, "reason", None), HOPELESS)
        raise (DownloadFailed if hopeless else BrokeOff)(f"{shown(url)} cannot be reached: {_words(error)}") from None
    return answer


def _opener() -> urllib.request.OpenerDirector:
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),  # a newsroom's proxy, from the environment
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _refusal(url: str, status: int) -> DownloadFailed:
    if status == 416:
        return RangeRefused(f"{shown(url)}: the server has no such range")
    return (BrokeOff if status in BUSY else DownloadFailed)(f"{shown(url)}: the server answers {status}")


def _words(error: Exception) -> str:
    inner = getattr(error, "reason", None) or error
    text = (inner.strerror if isinstance(inner, OSError) else None) or str(inner) or type(inner).__name__
    return " ".join(text.split())[:120]
