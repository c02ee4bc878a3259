"""The embedded form as whole processes over one SQLite file: none doubles another's work, and what one leaves behind
when it is killed the next takes up."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.model.stores import Stores
from service.model.version import Version
from service.model.work import JobState
from service.store.stores import stores as over
from tests.conftest import ROOT
from tests.unit.jobs.stories import OWNER, added, ended, english, german

Start = Callable[[str], "subprocess.Popen[bytes]"]


@pytest.fixture
def stores(tmp_path: Path) -> Stores:
    return over(tmp_path / "x.sqlite")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a process with a pool; the logs are shown where a test fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VARIORUM_")}
    environment |= {"VARIORUM_DATABASE": str(tmp_path / "x.sqlite"), "VARIORUM_LEASE_SECONDS": "1"}
    started: list[subprocess.Popen[bytes]] = []

    def pool(how: str) -> "subprocess.Popen[bytes]":
        with (tmp_path / "log").open("ab") as log:
            command = [sys.executable, "-m", "tests.integration.own_worker", how]
            started.append(subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log))
        return started[-1]

    yield pool
    for process in started:
        process.kill()
        process.wait()
    print((tmp_path / "log").read_text(errors="replace"))


def test_processes_share_one_file_and_what_a_killed_one_ran_is_done_by_the_other(stores: Stores, start: Start) -> None:
    one, other = start("0.2"), start("0.2")
    comparisons = [added(stores, english(), german()) for _ in range(8)]
    until = time.monotonic() + 60
    while stores.jobs.depth().running < 2:
        assert time.monotonic() < until
        time.sleep(0.02)
    one.kill()
    assert {ended(stores, comparison) for comparison in comparisons} == {JobState.DONE}
    jobs = [stores.comparisons.job(OWNER, comparison.id) for comparison in comparisons]
    assert sorted(job.attempts for job in jobs) == [1] * 7 + [2]
    other.send_signal(signal.SIGTERM)
    assert other.wait(20) == 0


def test_a_job_that_kills_the_server_three_times_is_failed(stores: Stores, start: Start) -> None:
    poison = added(stores, Version("agency", "agency", english().text))
    for _ in range(3):
        assert start("kill").wait(60) == 9
    start("0")
    assert ended(stores, poison) is JobState.FAILED
    assert stores.comparisons.job(OWNER, poison.id).problem == "worker-died"
