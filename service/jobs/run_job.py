"""One job, from the lease to the report or to the reason why there is none: what every kind of worker calls."""

import json
import logging
import os
import socket
import time
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any
from uuid import uuid4

from structlog.contextvars import bound_contextvars

from service.actions.carry_decisions import carried
from service.actions.compare import compare_versions
from service.jobs.lease import TOO_LONG, Lease, Stopped, never
from service.jobs.submitter import Watch, nobody
from service.model.errors import EngineError, InputError, NoSuchComparison
from service.model.protocols import Engines
from service.model.stores import JobStore
from service.model.work import Job
from service.settings import Settings

INTERNAL = "internal"

log = logging.getLogger(__name__)


class Ended(StrEnum):
    """How a worker's part in a job ended. `stopped`: somebody else has it, or nobody wants it any more."""

    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    HANDED_BACK = "handed-back"


def worker_name() -> str:
    """A name that no other worker has: machine, process and a number drawn by chance."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"


def work(
    job: Job,
    jobs: JobStore,
    engines: Engines,
    settings: Settings,
    worker: str,
    leave: Callable[[], bool] = never,
    watch: Watch = nobody,
) -> Ended:
    """Carries out a job that `worker` has claimed. It raises nothing: what goes wrong is written into the job. All
    lines of the log name the job, and the request that asked for it.

    `leave` is asked about once a second; the job is handed back when it says so.
    """
    began = time.perf_counter()
    with bound_contextvars(request_id=job.request_id, job=job.id, comparison=job.comparison):
        with Lease(jobs, job, worker, settings.lease_seconds, leave, settings.job_seconds) as lease:
            try:
                ended, told = _carry_out(job, jobs, engines, settings, worker, lease, watch)
            except (Stopped, NoSuchComparison):
                ended, told = Ended.STOPPED, {}
        if lease.handed_back:
            ended = Ended.HANDED_BACK
        elif lease.too_long:
            ended, told = Ended.FAILED, {"problem": TOO_LONG}
        known = {"attempt": job.attempts, "seconds": round(time.perf_counter() - began, 3)}
        log.info("job %s: %s", job.id, ended, extra=known | dict(told))
    return ended


def _carry_out(
    job: Job, jobs: JobStore, engines: Engines, settings: Settings, worker: str, lease: Lease, watch: Watch
) -> tuple[Ended, Mapping[str, Any]]:
    try:
        wanted = lease.insist(lambda: jobs.versions(job))
        report = compare_versions(
            wanted.versions, engines, settings, wanted.pivot, wanted.translate, progress=lease.progress
        )
        whole = report.to_dict()
        body = json.dumps(whole, ensure_ascii=False)
        older, decisions = lease.insist(lambda: jobs.previous(job))
        moved = carried(json.loads(older.body), whole, set(decisions)) if older and decisions else {}
        if not lease.insist(lambda: jobs.finish(job, worker, body, moved)):
            return Ended.STOPPED, {}
    except (Stopped, NoSuchComparison):
        raise
    except (InputError, EngineError) as error:
        return _failed(job, jobs, worker, lease, error.code, str(error))
    except Exception:
        log.exception("job %s failed", job.id)
        sentence = f"The comparison failed because of a fault in Variorum; the server's log tells more under {job.id}."
        return _failed(job, jobs, worker, lease, INTERNAL, sentence)
    watch(report)
    return Ended.DONE, {"stages": {stage: round(seconds, 3) for stage, seconds in report.seconds.items()}}


def _failed(
    job: Job, jobs: JobStore, worker: str, lease: Lease, problem: str, detail: str
) -> tuple[Ended, Mapping[str, Any]]:
    written = lease.insist(lambda: jobs.fail(job, worker, problem, detail))
    return (Ended.FAILED if written else Ended.STOPPED), {"problem": problem}
