"""kill -9 of workers, of the server and of the broker in the midst of jobs: is anything lost, or done twice?

usage: PYTHONPATH=. python benchmarks/kill.py [--quick] [--rounds 20] [--form embedded|rabbitmq|redis]

Comparisons are posted all the time. A round kills, at moments drawn by chance while jobs run, a worker (its child, its
parent, or both), the server and the broker, and starts again what died; the embedded form has a server alone. Then all
that was accepted must end: done with one report, or failed with a reason. A post whose answer was cut off is repeated
with its Idempotency-Key, so that there must be one comparison for each key. Servers are real (requirements-dev.txt, and
Debian's rabbitmq-server); only processes that were started here are killed. The last line is JSON; the exit code is 1
where something was lost or doubled.
"""

import argparse
import json
import os
import random
import re
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from sqlalchemy import func, select

from service.store.database import connect
from service.store.stores import stores as over
from service.store.tables import COMPARISON, JOB, REPORT
from tests.servers.deployment import Deployment, children, kill_all
from tests.servers.postgres import Postgres
from tests.servers.rabbitmq import RabbitMQ
from tests.servers.redis import Redis

OUTSTANDING = 6
LEASE_SECONDS = 3
LAST_SECONDS = 240.0
DONE = re.compile(r"job ([0-9a-f]{32}): done")


def story(number):
    """Two versions of twenty sentences each, so that a job takes a moment, with one figure told differently."""
    lines = [f"Ferry number {k} left the harbour of Norden with {10 + k} cars and came back." for k in range(20)]
    other = [
        *lines[:7],
        f"Ferry number 7 left the harbour of Norden with {number + 100} cars and came back.",
        *lines[8:],
    ]
    texts = ("\n\n".join(lines), "\n\n".join(other))
    return {
        "versions": [{"id": f"v{k}", "text": text, "language": "en"} for k, text in enumerate(texts)],
        "translate": False,
        "title": f"story {number}",
    }


class Poster(threading.Thread):
    """Posts while fewer than OUTSTANDING wait; each story until it is accepted."""

    def __init__(self, site, jobs):
        super().__init__(daemon=True)
        self.site, self.jobs, self.ended = site, jobs, threading.Event()
        self.accepted, self.repeated, self.refused = {}, 0, Counter()

    def run(self):
        number = 0
        while not self.ended.is_set():
            with suppress(Exception):
                depth = self.jobs.depth()
                if depth.queued + depth.running >= OUTSTANDING:
                    time.sleep(0.05)
                    continue
            number += 1
            self.post(number)

    def post(self, number):
        while True:
            try:
                status, _, said = self.site.ask(
                    "POST", "/v1/comparisons", story(number), {"Idempotency-Key": f"k{number}"}
                )
            except OSError:  # the server is away: what became of this one?
                self.repeated += 1
                time.sleep(0.1)
                continue
            if status in (201, 202):
                self.accepted[number] = said["id"]
                return
            self.refused[status] += 1
            time.sleep(0.2)


def in_the_midst(site, jobs, rng):
    """Waits until something was done since the last kill, and something runs, and a little more."""
    written, until = len(DONE.findall(site.log("worker") + site.log("server"))), time.monotonic() + 60
    while len(DONE.findall(site.log("worker") + site.log("server"))) == written and time.monotonic() < until:
        time.sleep(0.05)
    while jobs.depth().running == 0 and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(rng.random() * 0.2)


def kill_worker(site, rng):
    """The child that works, its parent, or both; what is left of it goes, too, and another starts."""
    worker = site.workers.pop()
    how = rng.choice(["child", "parent", "both"])
    if how == "child":
        for child in children(worker):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        site.workers.append(worker)  # it forks another by itself
    elif how == "parent":
        worker.kill()  # the orphan may end its job
        time.sleep(0.5)
        kill_all(worker)
        site.work()
    else:
        kill_all(worker)
        site.work()
    return f"worker ({how})"


def run(form, rounds, rng, folder):
    """One form, with servers of its own; what came of it."""
    servers = []
    try:
        if form == "embedded":
            return killed(form, rounds, rng, folder, None, str(folder / "variorum.sqlite"))
        servers.append({"rabbitmq": RabbitMQ, "redis": Redis}[form]())
        if form == "redis":
            return killed(form, rounds, rng, folder, servers[0], str(folder / "variorum.sqlite"))
        servers.append(Postgres())
        return killed(form, rounds, rng, folder, servers[0], servers[1].url())
    finally:
        for server in servers:
            server.close()


def killed(form, rounds, rng, folder, broker, place):
    """Rounds of kills, with the database at `place`; what came of it."""
    site = Deployment(folder, database=place, queue=broker.url if broker else "", lease_seconds=LEASE_SECONDS)
    began = time.monotonic()
    try:
        site.serve()
        if broker:
            site.work()
        jobs = over(place).jobs
        poster = Poster(site, jobs)
        poster.start()
        kills = Counter()
        for number in range(rounds):
            for victim in ("worker", "server", "broker") if broker else ("server",):
                in_the_midst(site, jobs, rng)
                if victim == "worker":
                    kills[kill_worker(site, rng)] += 1
                elif victim == "server":
                    kill_all(site.server)
                    site.serve()
                    kills[victim] += 1
                else:
                    broker.stop(signal.SIGKILL)
                    time.sleep(rng.random())
                    broker.start()
                    kills[victim] += 1
            print(
                f"{form} round {number + 1}: {len(poster.accepted)} accepted, {time.monotonic() - began:.0f} s",
                flush=True,
            )
        poster.ended.set()
        poster.join(60)
        return judged(site, place, poster, kills) | {"seconds": round(time.monotonic() - began)}
    finally:
        site.close()


def judged(site, place, poster, kills):
    """Waits for what is still going on, and counts."""
    engine, until = connect(place), time.monotonic() + LAST_SECONDS
    jobs = over(place).jobs
    while (depth := jobs.depth()).queued + depth.running and time.monotonic() < until:
        time.sleep(0.2)
    with engine.connect() as db, db.begin():
        states = dict(db.execute(select(JOB.c.state, func.count()).group_by(JOB.c.state)).all())
        unexplained = db.scalar(select(func.count()).where(JOB.c.state == "failed", JOB.c.problem.is_(None)))
        reasons = dict(
            db.execute(select(JOB.c.problem, func.count()).where(JOB.c.state == "failed").group_by(JOB.c.problem)).all()
        )
        comparisons = db.scalar(select(func.count()).select_from(COMPARISON))
        there = set(db.execute(select(COMPARISON.c.id)).scalars())
        reports = db.scalar(select(func.count()).select_from(REPORT))
        again = db.scalar(select(func.count()).where(JOB.c.claim > 1))
    written = Counter(DONE.findall(site.log("worker") + site.log("server")))
    accepted = set(poster.accepted.values())
    result = {
        "kills": dict(kills),
        "accepted": len(poster.accepted),
        "states": {str(state): count for state, count in states.items()},
        "failed_because": reasons,
        "reports": reports,
        "taken_up_again": again,
        "posts_repeated": poster.repeated,
        "refused": {str(status): count for status, count in poster.refused.items()},
        "lost": len(accepted - there) + sum(n for s, n in states.items() if s not in ("done", "failed")) + unexplained,
        "doubled": (len(poster.accepted) - len(accepted))
        + max(0, comparisons - len(poster.accepted))
        + abs(reports - states.get("done", 0))
        + sum(count - 1 for count in written.values()),
    }
    result["ok"] = result["lost"] == result["doubled"] == 0
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one round with RabbitMQ: three kills")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--form", choices=("embedded", "rabbitmq", "redis"), action="append")
    parser.add_argument("--seed", type=int, default=5)
    args = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the servers end, too
    out = {}
    for form in args.form or (("rabbitmq",) if args.quick else ("embedded", "rabbitmq", "redis")):
        with tempfile.TemporaryDirectory(prefix="variorum-kill-") as folder:
            out[form] = run(form, 1 if args.quick else args.rounds, random.Random(args.seed), Path(folder))
            print(json.dumps(out[form]))
    out["ok"] = all(one["ok"] for one in out.values())
    print(json.dumps(out))
    return 0 if out["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
