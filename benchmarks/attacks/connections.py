"""Many connections that never finish a request: does /health answer meanwhile, and how soon are they gone?

    PYTHONPATH=. python benchmarks/attacks/connections.py [--quick]

Each wave opens more connections than the server takes and keeps them busy with a line or a byte every two seconds; who
is cut off comes back at once. From the pulse's own address (127.0.0.1), as behind a proxy, and from four others. Only
127.0.0.0/8, at most 600 connections, 20 seconds a wave.
"""

import argparse
import json
import select
import socket
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.attacks.pulse import pulse
from tests.servers.deployment import Deployment

EVERY_SECONDS = 2.0
OPENED_AT_ONCE = 50
P99_SECONDS = 1.0

HEAD = b"POST /v1/detect HTTP/1.1\r\nHost: localhost\r\n"
WAVES = {
    "says nothing": (b"", b""),
    "a header line at a time": (HEAD, b"X-More: 1\r\n"),
    "a body byte at a time": (HEAD + b"Content-Type: application/json\r\nContent-Length: 9000\r\n\r\n", b" "),
}


class Swarm:
    """`count` connections to `port` from the addresses in turn."""

    def __init__(self, port, count, addresses, first, more):
        self.port, self.count, self.addresses, self.first, self.more = port, count, addresses, first, more
        self.lines, self.opened, self.cut, self.refused = [], 0, 0, 0

    def run(self, seconds):
        """Until so many seconds are over."""
        end, told = time.monotonic() + seconds, 0.0
        while time.monotonic() < end:
            self._open()
            if time.monotonic() - told >= EVERY_SECONDS:
                told = time.monotonic()
                self._say_more()
            self._drop_the_dead()
            time.sleep(0.05)
        for line in self.lines:
            line.close()

    def _open(self):
        for _ in range(min(OPENED_AT_ONCE, self.count - len(self.lines))):
            line = socket.socket()
            line.settimeout(0.2)
            try:
                line.bind((self.addresses[self.opened % len(self.addresses)], 0))
                line.connect(("127.0.0.1", self.port))
                line.sendall(self.first)
            except OSError:
                self.refused += 1
                line.close()
                return
            line.setblocking(False)
            self.opened += 1
            self.lines.append(line)

    def _say_more(self):
        for line in self.lines:
            with suppress(OSError):
                line.send(self.more)

    def _drop_the_dead(self):
        poll, by_number = select.poll(), {line.fileno(): line for line in self.lines}
        for number in by_number:
            poll.register(number, select.POLLIN | select.POLLHUP | select.POLLERR)
        for number, _ in poll.poll(0):
            line = by_number[number]
            gone = True
            with suppress(OSError):
                gone = not line.recv(65536)
            if gone:
                self.cut += 1
                self.lines.remove(line)
                line.close()


def wave(site, name, addresses, count, seconds):
    """What became of one."""
    swarm = Swarm(site.port, count, addresses, *WAVES[name])
    with pulse(site.port) as beat:
        swarm.run(seconds)
    told = {"wave": name, "from": len(addresses), "connections": count, "opened": swarm.opened, "cut": swarm.cut}
    return told | {"refused": swarm.refused, "beats": len(beat.seconds), "health_p99": round(beat.p99(), 3)}


def main():
    """Exit code 1 where /health is slow or dead."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="half as long")
    options = parser.parse_args()
    seconds, count = (10 if options.quick else 20), 600
    found = []
    with tempfile.TemporaryDirectory() as folder:
        site = Deployment(Path(folder), database=f"{folder}/v.sqlite")
        try:
            site.serve()
            for name in WAVES:
                for addresses in (["127.0.0.1"], [f"127.0.0.{n}" for n in range(2, 6)]):
                    found.append(wave(site, name, addresses, count, seconds))
                    told = "{wave}, from {from} addresses: /health p99 {health_p99} s; {opened} opened, {cut} cut off"
                    print(told.format(**found[-1]))
        finally:
            site.close()
    holds = all(one["health_p99"] < P99_SECONDS for one in found)
    print(json.dumps({"attack": "connections", "waves": found, "holds": holds}))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
