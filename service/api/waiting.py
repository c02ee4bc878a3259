"""Waiting for a job, for so long and no longer."""

import time
from collections.abc import Callable, Iterator

from flask import request

from service.api.access import holder
from service.api.context import GONE, Context
from service.model.work import Job

SHORTEST, LONGEST = 0.02, 0.5
"""Seconds between two looks at the database; each wait is half as long again as the one before."""


def wait_for(here: Context, owner: str, id: str, seconds: float) -> None:
    """Until the newest job of a comparison is over, as long as the caller, the settings, the free places and the server
    itself allow. Raises `NoSuchComparison` where it was deleted meanwhile."""
    seconds = min(seconds, here.settings.wait_seconds)
    who = holder()
    if seconds <= 0 or not here.watching.take(who):
        return
    try:
        end = time.monotonic() + seconds
        for job in looks(here, owner, id, client_gone()):
            if job.state.final or time.monotonic() >= end:
                return
    finally:
        here.watching.leave(who)


def client_gone() -> Callable[[], bool]:
    """In a view: what tells whether its client has hung up. Other servers than ours do not say."""
    told: Callable[[], bool] = request.environ.get(GONE, lambda: False)
    return told


def looks(here: Context, owner: str, id: str, gone: Callable[[], bool]) -> Iterator[Job]:
    """The job as it is now, again and again; ends when the server does, or nobody is there to be told."""
    pause = SHORTEST
    while not here.stopping.is_set() and not gone():
        yield here.stores.comparisons.job(owner, id)
        here.stopping.wait(pause)
        pause = min(LONGEST, pause * 1.5)
