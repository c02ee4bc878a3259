"""How many comparisons an hour, how fast the answers are meanwhile, and what happens when there are twice too many.

usage: PYTHONPATH=. python benchmarks/load.py [--quick] [--minutes 5] [--form embedded|1|2 ...]

1, 8 and 64 clients, each of which posts a comparison, asks for it until it is over, and posts the next, against the
embedded form (SQLite) and against a server with 1 and 2 workers (PostgreSQL, RabbitMQ); without translation, with texts
that differ from one to the next, so that nothing is remembered. Then the embedded form gets twice as many as it can do,
for five minutes: its memory must stay flat, and every answer must be 2xx, or 429 or 503 with Retry-After. All on
127.0.0.1, with servers of its own, which end with it. `post`, `get` and `whole` (from post to report) are p50 and
p95 in milliseconds. The last line is JSON; the exit code is 1 where an answer was none of these, or memory grew.
"""

import argparse
import json
import random
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from tests.servers.deployment import Deployment, children
from tests.servers.postgres import Postgres
from tests.servers.rabbitmq import RabbitMQ

CLIENTS = (1, 8, 64)
SECONDS = 30.0
QUICK_SECONDS = 5.0
OVERLOAD_QUEUE = 5
WARM_UP = 60
"""Comparisons before memory is first looked at: models, and what they remember, up to its limit."""
GROWTH = 1.25
PLACES = ("Norden", "Emden", "Leer", "Husum", "Varel", "Wismar", "Barth", "Bremen", "Lingen", "Meppen")
THINGS = ("cars", "lorries", "cows", "books", "barrels", "bicycles", "letters", "windows", "chairs", "lamps")


def story(rng):
    """Two versions of six sentences that no other story has, told differently in one figure."""
    lines = []
    for _ in range(6):
        start, end = rng.sample(PLACES, 2)
        lines.append(f"The ferry of {start} brought {rng.randrange(10_000)} {rng.choice(THINGS)} to {end}.")
    other = [*lines[:3], f"{rng.randrange(10_000)} people waited at the harbour.", *lines[4:]]
    texts = ("\n\n".join(lines), "\n\n".join(other))
    versions = [{"id": f"v{k}", "text": text, "language": "en"} for k, text in enumerate(texts)]
    return {"versions": versions, "translate": False}


class Told:
    """What clients saw."""

    def __init__(self):
        self.lock = threading.Lock()
        self.post, self.get, self.whole = [], [], []
        self.answers, self.wrong, self.done, self.failed = Counter(), [], 0, 0

    def ask(self, site, times, *request):
        """One request, timed. An answer that a server under load may not give is kept."""
        began = time.perf_counter()
        try:
            status, headers, said = site.ask(*request)
        except OSError as error:
            status, headers, said = 0, {}, str(error)
        with self.lock:
            times.append(time.perf_counter() - began)
            self.answers[status] += 1
            if not (200 <= status < 300 or (status in (429, 503) and "retry-after" in headers)):
                self.wrong.append((status, str(said)[:200]))
        return status, headers, said


def one_after_the_other(site, told, until, rng):
    """A client that waits for each of its comparisons."""
    while time.monotonic() < until:
        began = time.perf_counter()
        status, headers, said = told.ask(site, told.post, "POST", "/v1/comparisons", story(rng))
        if status not in (201, 202):
            time.sleep(min(1.0, float(headers.get("retry-after", 1))))
            continue
        pause = 0.02
        while (state := said.get("state")) in ("queued", "running"):
            time.sleep(pause)
            pause = min(float(headers.get("retry-after", 1)), pause * 1.5)
            status, headers, answer = told.ask(site, told.get, "GET", f"/v1/comparisons/{said['id']}")
            said = answer if status == 200 else said
            if time.monotonic() > until + 60:
                return
        with told.lock:
            told.whole.append(time.perf_counter() - began)
            told.done += state == "done" and time.monotonic() <= until
            told.failed += state != "done"


def at_a_rate(site, told, until, rng, per_second):
    """A client that posts whether or not the server keeps up, and looks at what it posted before."""
    last, due = None, time.monotonic()
    while time.monotonic() < until:
        due += 1 / per_second
        status, _, said = told.ask(site, told.post, "POST", "/v1/comparisons", story(rng))
        last = said["id"] if status in (201, 202) else last
        if last:
            told.ask(site, told.get, "GET", f"/v1/comparisons/{last}")
        time.sleep(max(0.0, due - time.monotonic()))


def clients(number, target, site, until, *more):
    """Runs `number` of them at once; what they saw."""
    told = Told()
    threads = [
        threading.Thread(target=target, args=(site, told, until, random.Random(k), *more)) for k in range(number)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def shown(times):
    """p50 and p95 in milliseconds."""
    if len(times) < 2:
        return [round(1000 * t, 1) for t in times]
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return [round(1000 * cuts[9], 1), round(1000 * cuts[18], 1)]


def steady(site, number, seconds):
    """A row of the table."""
    told = clients(number, one_after_the_other, site, time.monotonic() + seconds)
    row = {
        "clients": number,
        "per_second": round(told.done / seconds, 2),
        "post": shown(told.post),
        "get": shown(told.get),
    }
    row |= {"whole": shown(told.whole), "refused": told.answers[503] + told.answers[429], "failed": told.failed}
    return row | {"wrong": len(told.wrong), "wrong_were": told.wrong[:3]}


def megabytes(process):
    """Resident, with all its children; by the kernel's own account."""
    total = 0
    for pid in (process.pid, *children(process)):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return round(total / 1024)


def overload(site, seconds, capacity):
    """Twice as many as can be done, for so long; memory is looked at all the while."""
    clients(4, at_a_rate, site, time.monotonic() + min(WARM_UP / capacity, seconds), capacity / 2)
    memory, ended = [megabytes(site.server)], threading.Event()

    def look():
        while not ended.wait(max(0.5, seconds / 60)):
            memory.append(megabytes(site.server))

    watcher = threading.Thread(target=look)
    watcher.start()
    told = clients(4, at_a_rate, site, time.monotonic() + seconds, 2 * capacity / 4)
    ended.set()
    watcher.join()
    third = max(1, len(memory) // 3)
    flat = statistics.mean(memory[-third:]) <= GROWTH * statistics.mean(memory[:third])
    return {
        "seconds": round(seconds),
        "asked_per_second": round(len(told.post) / seconds, 1),
        "answers": {str(status): count for status, count in sorted(told.answers.items())},
        "post": shown(told.post),
        "get": shown(told.get),
        "megabytes": {"first": memory[0], "most": max(memory), "last": memory[-1]},
        "flat": flat,
        "wrong": len(told.wrong),
        "wrong_were": told.wrong[:3],
    }


def measure(form, seconds, numbers):
    """The table of one form."""
    postgres = Postgres() if form != "embedded" else None
    broker = RabbitMQ() if form != "embedded" else None
    with tempfile.TemporaryDirectory(prefix="variorum-load-") as folder:
        place = postgres.url() if postgres else f"{folder}/variorum.sqlite"
        site = Deployment(Path(folder), database=place, queue=broker.url if broker else "")
        try:
            site.serve()
            for _ in range(int(form) if broker else 0):
                site.work()
            steady(site, 4, seconds / 3)  # models load
            rows = []
            for number in numbers:
                rows.append(steady(site, number, seconds))
                print(form, json.dumps(rows[-1]), flush=True)
            return rows
        finally:
            site.close()
            for server in (broker, postgres):
                if server:
                    server.close()


def measure_overload(seconds, capacity):
    """A server of the embedded form with a short waiting list, so that it is full most of the time."""
    with tempfile.TemporaryDirectory(prefix="variorum-load-") as folder:
        site = Deployment(Path(folder), database=f"{folder}/variorum.sqlite", queue_limit=OVERLOAD_QUEUE)
        try:
            site.serve()
            told = overload(site, seconds, capacity)
            print("overload", json.dumps(told), flush=True)
            return told
        finally:
            site.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the embedded form alone: 1 and 8 clients, 20 s overload")
    parser.add_argument("--minutes", type=float, default=5.0, help="of overload")
    parser.add_argument("--form", choices=("embedded", "1", "2"), action="append", help="1, 2: so many workers")
    args = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the servers end, too
    seconds, minutes = (QUICK_SECONDS, 1 / 3) if args.quick else (SECONDS, args.minutes)
    forms = args.form or (("embedded",) if args.quick else ("embedded", "1", "2"))
    out = {form: measure(form, seconds, CLIENTS[:2] if args.quick else CLIENTS) for form in forms}
    ok = not any(row["wrong"] + row["failed"] for rows in out.values() for row in rows)
    if "embedded" in forms:
        out["overload"] = measure_overload(60 * minutes, max(0.5, *(row["per_second"] for row in out["embedded"])))
        ok = ok and out["overload"]["flat"] and not out["overload"]["wrong"]
    out["ok"] = ok
    print(json.dumps(out))
    return 0 if out["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
