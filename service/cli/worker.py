"""`worker`: carries out comparisons that servers queued, where the work outgrew one process."""

import argparse
from typing import TYPE_CHECKING

from service.cli import streams
from service.model.errors import SettingsError
from service.settings import Settings

if TYPE_CHECKING:
    from service.cli.parser import Commands

ABOUT = """\
Carries out the comparisons that servers queued with the same VARIORUM_DATABASE and VARIORUM_QUEUE (docs/scaling.md),
VARIORUM_WORKERS of them at once. Start as many as there are machines. Ctrl-C or SIGTERM lets it finish what it can in
a few seconds; what it cannot goes back into the queue."""


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Hangs the command into the parser."""
    parser = commands.add_parser("worker", help="carry out what servers queued", description=ABOUT)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Works until it is told to stop."""
    settings = Settings.from_env()
    if not settings.queue:
        raise SettingsError("VARIORUM_QUEUE is empty: the server does the work itself, and needs no worker")
    from service.jobs.celery_worker import run_worker
    from service.logs import configure
    from service.wiring import engines, store

    configure(settings.log_format)
    streams.tell("Variorum's worker waits for comparisons (Ctrl-C ends it)\n")
    return run_worker(settings, store(settings).jobs, lambda: engines(settings))
