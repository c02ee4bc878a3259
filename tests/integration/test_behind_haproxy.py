"""A reverse proxy that adds nothing must not make strangers into programs of this machine."""

import http.client
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from service.model.stores import KeyStore
from service.model.work import Scope
from service.store.stores import stores
from tests.servers.deployment import ROOT, START_SECONDS, Deployment
from tests.servers.haproxy import HAProxy, haproxy
from tests.servers.ports import free_port

__all__ = ["haproxy"]

SHUT_SECONDS = 2.0
"""After the first key: a second that the answer is kept, and one for two cores that are busy."""
ALL = frozenset({Scope.COMPARE, Scope.REVIEW})


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Deployment]:
    made = Deployment(tmp_path, database=tmp_path / "v.sqlite")
    try:
        made.serve()
        yield made
    finally:
        made.close()


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    return stores(tmp_path / "v.sqlite").keys


def get(port: int, path: str, host: str, **headers: str) -> tuple[int, str]:
    """Status, and where it leads; the Host header is `host`, whoever is asked."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        line.request("GET", path, headers={"Host": host} | {name.replace("_", "-"): v for name, v in headers.items()})
        answer = line.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location", "")
    finally:
        line.close()


def hosts(site: Deployment) -> tuple[str, ...]:
    return "localhost", f"127.0.0.1:{site.port}", f"localhost:{site.port}", "[::1]"


def test_the_first_key_shuts_the_door_to_everybody_without_one(
    site: Deployment, keys: KeyStore, haproxy: Callable[..., HAProxy]
) -> None:
    proxy = haproxy(site.port)
    assert get(site.port, "/v1/comparisons", "localhost")[0] == 200  # a fresh machine
    made, secret = keys.create("desk", ALL)
    time.sleep(SHUT_SECONDS)
    for port in (proxy.port, site.port):
        for host in hosts(site):
            assert get(port, "/v1/comparisons", host)[0] == 401, (port, host)
            assert get(port, "/metrics", host)[0] == 401
            assert get(port, "/", host) == (303, "/login?next=/")
        assert get(port, "/v1/comparisons", "localhost", X_API_Key=secret)[0] == 200
        assert get(port, "/health", "localhost")[0] == 200
    keys.revoke(made.id)
    time.sleep(SHUT_SECONDS)
    assert get(proxy.port, "/v1/comparisons", "localhost")[0] == 401


def test_a_proxy_that_sends_the_address_of_its_backend(
    site: Deployment, keys: KeyStore, haproxy: Callable[..., HAProxy]
) -> None:
    proxy = haproxy(site.port, rules=f"http-request set-header Host 127.0.0.1:{site.port}")
    keys.create("desk", ALL)
    assert get(proxy.port, "/v1/comparisons", "variorum.example")[0] == 401
    assert get(proxy.port, "/", "variorum.example")[0] == 303


def test_the_pages_ask_for_a_login_and_let_in(
    site: Deployment, keys: KeyStore, haproxy: Callable[..., HAProxy]
) -> None:
    proxy = haproxy(site.port)
    _, secret = keys.create("desk", ALL)
    line = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=20)
    line.request("GET", "/login", headers={"Host": "localhost"})
    page = line.getresponse()
    cookie = page.getheader("Set-Cookie", "").partition(";")[0]
    token = re.search(r'name="csrf-token" content="([^"]+)"', page.read().decode())
    assert token
    form = {"Host": "localhost", "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", "/login", urlencode({"csrf_token": token[1], "key": secret, "next": "/"}), form)
    let_in = line.getresponse()
    let_in.read()
    assert let_in.status == 303
    cookie = let_in.getheader("Set-Cookie", "").partition(";")[0]
    assert get(proxy.port, "/", "localhost", Cookie=cookie) == (200, "")


@pytest.mark.parametrize(("access", "status"), [("keys", 401), ("this-machine", 200)])
def test_another_server_opens_nothing_unless_it_is_told(tmp_path: Path, access: str, status: int) -> None:
    """wsgi.py does not know where it is listened on."""
    port = free_port()
    settings = {"VARIORUM_DATABASE": str(tmp_path / "v.sqlite"), "VARIORUM_ACCESS": access, "HOME": str(tmp_path)}
    serving = subprocess.Popen(
        [sys.executable, "-m", "waitress", f"--listen=127.0.0.1:{port}", "wsgi:application"],
        cwd=ROOT,
        env=settings,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and serving.poll() is None:
            with suppress(OSError):
                assert get(port, "/v1/comparisons", "localhost")[0] == status
                return
            time.sleep(0.1)
        raise AssertionError("it does not start")
    finally:
        serving.kill()
        serving.wait()
