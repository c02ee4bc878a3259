"""A worker with an engine that behaves badly, in a process that tests may kill.

usage: python -m tests.integration.own_worker kill|SECONDS, with the settings in the environment

`kill`: detecting a language ends the process; else a translation takes so many seconds. With VARIORUM_QUEUE it is what
`python -m service worker` is, without it the embedded pool of a server.
"""

import logging
import signal
import sys
import threading

from service.model.protocols import Engines
from service.settings import Settings
from service.wiring import engines, store, submitter
from tests.unit.jobs.stories import Killer, Sleeper, translating

GRACE_SECONDS = 0.5


def main() -> int:
    settings, how = Settings.from_env(), sys.argv[1]
    logging.basicConfig(level=logging.INFO, format="%(process)d %(name)s %(message)s")

    def ours() -> Engines:
        wired = engines(settings)
        if how == "kill":
            return Engines(Killer(), wired.embedder, wired.translator)
        return translating(wired, Sleeper(float(how)))

    if settings.queue:
        from service.jobs.celery_worker import run_worker

        return run_worker(settings, store(settings).jobs, ours, GRACE_SECONDS)
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    pool = submitter(settings, store(settings).jobs, ours())
    told.wait()
    pool.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
