"""JSON over HTTP for engines behind a URL: bounded in time and size, patient with a busy server, never redirected."""

import email.utils
import http.client
import json
import random
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from service.engines.breaker import Breaker
from service.model.errors import EngineError

ATTEMPTS = 4
FIRST_WAIT = 0.5  # seconds, doubled each time, of which a random half to whole is waited (exponential backoff, jitter)
LONGEST_WAIT = 30.0
"""A server that asks for more (Retry-After) is not waited for."""
LARGEST = 20_000_000  # bytes of an answer
CHUNK = 65_536
TRANSIENT = frozenset({408, 429, 500, 502, 503, 504})


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirected POST would become a GET, or carry the texts and the key to a host that nobody named."""

    def redirect_request(self, *_: Any) -> None:
        return None


class _Transient(Exception):
    """Worth another attempt, after so many seconds if the server said so."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


@dataclass(slots=True)
class JsonHttp:
    """A server at a URL. `sleep` is what waits between attempts."""

    url: str
    breaker: Breaker = field(default_factory=Breaker)
    sleep: Callable[[float], None] = time.sleep

    def ask(self, path: str, body: Mapping[str, Any] | None, timeout: float, attempts: int = ATTEMPTS) -> Any:
        """The JSON that the server answers to a POST of `body`, or to a GET if that is None.

        `timeout`: seconds of one attempt. Raises `EngineError` with the server's own words where it has any.
        """
        for attempt in range(attempts):
            if not self.breaker.allows():
                raise EngineError(f"{self.host} failed several times in a row and is left alone for a while")
            try:
                answer = self._once(path, body, timeout)
            except _Transient as failure:
                self.breaker.failed()
                wait = FIRST_WAIT * 2**attempt * random.uniform(0.5, 1)  # noqa: S311 - no secret
                wait = wait if failure.after is None else failure.after
                if attempt + 1 == attempts or wait > LONGEST_WAIT:
                    raise EngineError(f"{self.host} cannot be used: {failure}") from failure
                self.sleep(wait)
            else:
                self.breaker.succeeded()
                return answer
        raise EngineError(f"{self.host} was not asked")

    @property
    def host(self) -> str:
        """Host and port, without user name, password and path."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    def _once(self, path: str, body: Mapping[str, Any] | None, timeout: float) -> Any:
        request = urllib.request.Request(  # noqa: S310 - the settings allow http and https alone
            self.url.rstrip("/") + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Accept": "application/json"},
        )
        deadline = time.monotonic() + timeout
        try:
            with urllib.request.build_opener(_Stay).open(request, timeout=timeout) as response:
                return json.loads(_read(response, deadline))
        except urllib.error.HTTPError as error:
            with error:
                reason = _reason(error, deadline)
            if error.code in TRANSIENT:
                raise _Transient(reason, _seconds(error.headers.get("Retry-After"))) from error
            self.breaker.succeeded()
            raise EngineError(f"{self.host} refused: {reason}") from error
        except (OSError, http.client.HTTPException) as error:  # refused, reset, timed out, no HTTP at all
            raise _Transient(_line(str(getattr(error, "reason", error)) or type(error).__name__)) from error
        except ValueError as error:  # not JSON, not UTF-8
            raise _Transient("its answer is not JSON") from error


def _read(response: Any, deadline: float) -> bytes:
    """The whole answer; the socket's own timeout starts anew with each byte that drips in."""
    parts, size = [], 0
    while part := response.read1(CHUNK):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise EngineError(f"an answer of more than {LARGEST} bytes was not read")
        if time.monotonic() > deadline:
            raise TimeoutError("timed out")
    return b"".join(parts)


def _reason(error: urllib.error.HTTPError, deadline: float) -> str:
    """The server's {"error": "..."} if it sent one."""
    try:
        said = json.loads(_read(error, deadline))
        return f"HTTP {error.code}, {_line(str(said['error']))}"
    except (OSError, http.client.HTTPException, EngineError, ValueError, KeyError, TypeError, AttributeError):
        return f"HTTP {error.code} {_line(str(error.reason))}".strip()


def _seconds(header: str | None) -> float | None:
    """Retry-After, in seconds or as a date (RFC 9110, 10.2.3); None for neither."""
    if not header:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None


def _line(text: str) -> str:
    return " ".join(text.split())[:200]
