"""Whether the server answers `/health` while something else happens to it."""

import http.client
import threading
import time
from contextlib import contextmanager

EVERY_SECONDS = 0.1
GIVE_UP_SECONDS = 10.0


class Pulse:
    """Seconds that each `/health` took; `GIVE_UP_SECONDS` where no answer came."""

    def __init__(self):
        self.seconds = []

    def p99(self):
        """The 99th percentile in seconds (nearest rank); infinity where nothing was asked."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))] if ordered else float("inf")


@contextmanager
def pulse(port):
    """Asks for `/health` of 127.0.0.1:`port` ten times a second, until the block ends."""
    taken, over = Pulse(), threading.Event()
    thread = threading.Thread(target=_ask, args=(port, taken, over), name="pulse", daemon=True)
    thread.start()
    try:
        yield taken
    finally:
        over.set()
        thread.join(2 * GIVE_UP_SECONDS)


def _ask(port, taken, over):
    while not over.is_set():
        began = time.perf_counter()
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=GIVE_UP_SECONDS)
        try:
            line.request("GET", "/health")
            answered = line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            answered = False
        finally:
            line.close()
        taken.seconds.append(time.perf_counter() - began if answered else GIVE_UP_SECONDS)
        over.wait(EVERY_SECONDS)
