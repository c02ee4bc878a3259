"""One owner floods the queue: does another still get in, and soon, and does /health answer meanwhile?

usage: PYTHONPATH=. python benchmarks/attacks/owners.py [--quick] [--form embedded|workers ...]

150 comparisons of one key as fast as they can be posted, then 3 of another key. In the embedded form (SQLite), and with
a server and a worker (PostgreSQL, RabbitMQ). Then, embedded, one very large comparison of the first key and a two-line
one of the second that somebody waits for (`?wait=`). All on 127.0.0.1, with servers of its own, which end with it. The
attack gets through where the other's first is answered 503, where 15 of the 150 end between the other's first request
and the end of its third comparison, where the two-line comparison has to wait until the large one is over, where that
holds its thread for `SLACK_SECONDS` beyond its limit, or where the 99th percentile of /health is a second or more. The
last line is JSON.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from benchmarks.attacks.pulse import pulse
from service.model.work import JobState, Scope
from service.store.stores import stores as over
from tests.servers.deployment import Deployment
from tests.servers.postgres import Postgres
from tests.servers.rabbitmq import RabbitMQ

POSTS, FEW = 150, 3
HEALTH_SECONDS = 1.0
SENTENCES = 12
WAIT_SECONDS = 300.0
JOB_SECONDS = 20
SLACK_SECONDS = 10.0
LARGE = (64, 300)
QUICK_LARGE = (32, 300)
"""Versions and sentences of the large comparison: each takes minutes."""


def small(number, sentences):
    """Two English versions that differ in a figure, and from all others."""
    lines = [f"The ferry number {number} carried {k + 11} cars on day {k + 1} of the month." for k in range(sentences)]
    texts = (" ".join(lines), " ".join([f"The ferry number {number} carried 99 cars on day 1.", *lines[1:]]))
    return {"versions": [{"text": text, "language": "en"} for text in texts], "translate": False}


def large(versions, sentences):
    """Many versions of a long story, no sentence like another."""
    told = [
        {
            "language": "en",
            "text": " ".join(
                f"On day {k} the captain {k * 7 % 91} of ship {k} told {v} newspapers about {k * 13 + v} passengers."
                for k in range(sentences)
            ),
        }
        for v in range(versions)
    ]
    return {"versions": told, "translate": False}


class Client:
    """One key's requests."""

    def __init__(self, site, stores, owner):
        self.site, self.stores, self.owner = site, stores, owner
        _, secret = stores.keys.create(owner, frozenset({Scope.COMPARE}))
        self.headers = {"Authorization": f"Bearer {secret}"}
        self.answers, self.ids = Counter(), []

    def post(self, body, wait=None):
        """Its status; what was taken is kept."""
        address = "/v1/comparisons" + (f"?wait={wait}" if wait else "")
        status, headers, said = self.site.ask("POST", address, body, self.headers, seconds=120)
        self.answers[status] += 1
        if status in (201, 202):
            self.ids.append(said["id"])
        elif status == 503 and "retry-after" not in headers:
            self.answers["503 without Retry-After"] += 1
        return status

    def job(self, id):
        """As the database has it."""
        return self.stores.comparisons.job(self.owner, id)

    def wait(self, ids, seconds=WAIT_SECONDS):
        """Until all of these are over; their jobs. None where they do not end."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            jobs = [self.job(id) for id in ids]
            if all(job.state.final for job in jobs):
                return jobs
            time.sleep(0.1)
        return None


def flood(site, stores):
    """150 of one, 3 of another."""
    one, other = Client(site, stores, "flood"), Client(site, stores, "desk")
    one.wait([]) if one.post(small(0, 2), 30) == 201 else None  # models load
    one.ids.clear()
    with pulse(site.port) as taken:
        for number in range(POSTS):
            one.post(small(number + 1, SENTENCES))
        began = time.perf_counter()
        first = other.post(small(1001, SENTENCES))
        for number in range(FEW - 1):
            other.post(small(1002 + number, SENTENCES))
        jobs = other.wait(other.ids)
        seconds = time.perf_counter() - began
    last = max((job.finished for job in jobs or ()), default=None)
    asked = other.job(other.ids[0]).created if other.ids else None
    before = sum(bool(last and job.finished and asked <= job.finished <= last) for job in map(one.job, one.ids))
    ok = first != 503 and jobs is not None and len(jobs) == FEW and before < POSTS // 10
    return {
        "posts": {str(status): count for status, count in one.answers.items()},
        "other": {str(status): count for status, count in other.answers.items()},
        "first": first,
        "done_before": before,
        "seconds": round(seconds, 1),
        "health_p99": round(taken.p99(), 3),
        "ok": ok and taken.p99() < HEALTH_SECONDS and "503 without Retry-After" not in one.answers,
    }


def block(site, stores, size):
    """A large one that takes minutes, and a two-line one."""
    one, other = Client(site, stores, "blocker"), Client(site, stores, "page")
    other.post(small(0, 2), 30)
    with pulse(site.port) as taken:
        one.post(large(*size))
        (id,) = one.ids
        until = time.monotonic() + WAIT_SECONDS
        while one.job(id).state is JobState.QUEUED and time.monotonic() < until:
            time.sleep(0.1)
        began = time.perf_counter()
        asking = threading.Thread(target=other.post, args=(small(2001, 1), 30))
        asking.start()
        asking.join()
        jobs = other.wait(other.ids)
        seconds = time.perf_counter() - began
        meanwhile = not one.job(id).state.final
        ended = one.wait([id])
        probe = time.perf_counter()  # the thread that ran it must be free again
        one.post(small(3001, 1))
        one.wait([one.ids[-1]])
        freed = time.perf_counter() - probe
    job = ended[0] if ended else one.job(id)
    ran = (job.finished - job.started).total_seconds() if job.finished else None
    ok = jobs is not None and meanwhile and ran is not None and ran + freed < JOB_SECONDS + SLACK_SECONDS
    return {
        "two_lines_seconds": round(seconds, 1),
        "while_the_large_one_ran": meanwhile,
        "large": {"state": str(job.state), "problem": job.problem, "seconds": ran and round(ran, 1)},
        "next_of_the_blocker_seconds": round(freed, 1),
        "health_p99": round(taken.p99(), 3),
        "ok": ok and taken.p99() < HEALTH_SECONDS,
    }


def measure(form, size):
    """One form of the service."""
    with tempfile.TemporaryDirectory(prefix="variorum-owners-") as folder:
        postgres = Postgres() if form == "workers" else None
        broker = RabbitMQ() if form == "workers" else None
        place = postgres.new_database() if postgres else f"{folder}/variorum.sqlite"
        settings = {"database": place} | ({"queue": broker.url} if broker else {"job_seconds": JOB_SECONDS})
        site = Deployment(Path(folder), **settings)
        try:
            stores = over(place)
            site.serve()
            if broker:
                site.work()
            told = {"flood": flood(site, stores)}
            print(form, json.dumps(told), flush=True)
            if not broker:
                told["block"] = block(site, stores, size)
                print(form, json.dumps(told["block"]), flush=True)
            return told
        finally:
            site.close()
            for server in (broker, postgres):
                if server:
                    server.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the embedded form alone, and a smaller large one")
    parser.add_argument("--form", choices=("embedded", "workers"), action="append")
    args = parser.parse_args()
    forms = args.form or (("embedded",) if args.quick else ("embedded", "workers"))
    out = {form: measure(form, QUICK_LARGE if args.quick else LARGE) for form in forms}
    out["ok"] = all(part["ok"] for told in out.values() for part in told.values())
    print(json.dumps(out))
    return 0 if out["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
