"""One read-only key follows comparisons by as many streams as it gets: who is kept from working, and for how long?

    PYTHONPATH=. python benchmarks/attacks/streams.py [--quick]

Twenty-four streams of one owner, opened again as soon as they are refused or end, for twenty seconds; meanwhile another
owner detects, translates, asks for a language on the page, and follows a comparison of their own. Then all streams are
cut off, and it is measured when the attacker could have the first and the last of them again.
"""

import argparse
import http.client
import json
import re
import socket
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.attacks.pulse import pulse
from service.model.limits import Limits
from service.model.version import Version
from service.model.work import Scope, Wanted
from service.store.stores import stores
from tests.servers.deployment import Deployment

STREAMS = 24
P99_SECONDS = 1.0
FREED_SECONDS = 3.0
"""A look at the database each half second, on two cores that do something else as well."""


class Streams:
    """Of one owner, by a key that may only read."""

    def __init__(self, port, id, secret):
        self.port = port
        self.asked = f"GET /v1/comparisons/{id}/events HTTP/1.1\r\nHost: x\r\nX-API-Key: {secret}\r\n\r\n".encode()
        self.held = []

    def fill(self, most=STREAMS):
        """Opens as many as it gets. How many there are then."""
        for _ in range(most - len(self.held)):
            line = socket.create_connection(("127.0.0.1", self.port), 5)
            line.sendall(self.asked)
            if b" 200 " in line.recv(4096).partition(b"\r\n")[0]:
                self.held.append(line)
            else:
                line.close()
        return len(self.held)

    def close(self):
        """Cuts all off."""
        for line in self.held:
            line.close()
        self.held.clear()


class Other:
    """Somebody else at work, over the API and the page."""

    def __init__(self, site, id, secret):
        self.site, self.id, self.key = site, id, {"X-API-Key": secret}
        self.cookie, self.token = "", ""
        page = self._form("GET", "/login", {})
        self.token = re.search(r'name="csrf-token" content="([^"]+)"', page[1])[1]
        self._form("POST", "/login", {"key": secret, "next": "/"})
        self.token = re.search(r'name="csrf-token" content="([^"]+)"', self._form("GET", "/", {})[1])[1]

    def work(self):
        """The status of each thing."""
        detect = self.site.ask("POST", "/v1/detect", {"texts": ["O navio afundou ontem."]}, self.key)[0]
        asked = {"texts": ["O navio afundou."], "source": "pt", "target": "en"}
        translate = self.site.ask("POST", "/v1/translate", asked, self.key)[0]
        page = self._form("POST", "/language-of", {"text": "O navio afundou ontem."})[0]
        own = Streams(self.site.port, self.id, self.key["X-API-Key"])
        follow = 200 if own.fill(1) else 503
        own.close()
        return {"detect": detect, "translate": translate, "page": page, "follow": follow}

    def _form(self, method, path, form):
        line = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=20)
        body = urlencode({"csrf_token": self.token, **form}) if method == "POST" else None
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie, "Accept": "text/html"}
        line.request(method, path, body, headers)
        answer = line.getresponse()
        said = answer.read().decode()
        self.cookie = answer.getheader("Set-Cookie", self.cookie).partition(";")[0]
        line.close()
        return answer.status, said


def waiting(kept, owner):
    """The id of a comparison that nobody works on: its job is held by a worker that does nothing."""
    made, _ = kept.comparisons.add(Wanted(owner, (Version("a", "a", "x y"),)), Limits(100))
    kept.jobs.claim("nobody", 600, made.job.id)
    return made.id


def attack(site, kept, seconds):
    """What the other owner got meanwhile, and how soon the streams were free."""
    _, reader = kept.keys.create("greedy", frozenset({Scope.READ}))
    _, secret = kept.keys.create("other", frozenset({Scope.COMPARE}))
    time.sleep(1.5)  # until the server knows that there are keys
    streams, other = Streams(site.port, waiting(kept, "greedy"), reader), Other(site, waiting(kept, "other"), secret)
    before, refused, rounds, most = other.work(), {}, 0, 0
    with pulse(site.port) as beat:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            most = max(most, streams.fill())
            for name, status in other.work().items():
                refused[name] = refused.get(name, 0) + (status != 200)
            rounds += 1
        streams.close()
        began, free = time.monotonic(), 0
        while free < most and time.monotonic() - began < 40:
            free = streams.fill(most)
            time.sleep(0.1)
        freed = time.monotonic() - began
        streams.close()
    told = {"before": before, "streams": most, "rounds": rounds, "refused": refused, "freed_seconds": round(freed, 1)}
    return told | {"health_p99": round(beat.p99(), 3)}


def main():
    """Exit code 1 where others are refused, or streams outlive their client."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="half as long")
    seconds = 10 if parser.parse_args().quick else 20
    with tempfile.TemporaryDirectory() as folder:
        site = Deployment(Path(folder), database=f"{folder}/v.sqlite")
        try:
            kept = stores(f"{folder}/v.sqlite")
            site.serve()
            found = attack(site, kept, seconds)
        finally:
            site.close()
    print("{streams} streams held; of {rounds} rounds the other owner was refused {refused}".format(**found))
    print("all free {freed_seconds} s after they were cut off; /health p99 {health_p99} s".format(**found))
    holds = not any(found["refused"].values()) and found["health_p99"] < P99_SECONDS
    holds = holds and found["freed_seconds"] < FREED_SECONDS
    print(json.dumps({"attack": "streams", **found, "holds": holds}))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
