"""The short form of benchmarks/kill.py: a worker, the server and the broker are killed in the midst of jobs."""

import json
import os
import subprocess
import sys

from tests.conftest import ROOT


def test_nothing_is_lost_or_doubled_when_everything_is_killed_once() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/kill.py", "--quick"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "."},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout.splitlines()[-1])["rabbitmq"]
    assert sum(told["kills"].values()) == 3
    assert told["accepted"] == told["reports"] + sum(told["failed_because"].values())
    assert told["accepted"] > 3
