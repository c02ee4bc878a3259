"""Work that lasts: a comparison that was asked for, the jobs that carry it out, what editors decided, and the keys.

All times are aware and in UTC. A store (`service/model/stores.py`) makes these; nothing here changes.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.model.version import Version


class JobState(StrEnum):
    """Where a job stands. The last three are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether nothing follows."""
        return self not in (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Job:
    """One run of a comparison.

    `attempts`: how often a worker began, those not counted that handed it back. `stage`, `done` and `total` say how far
    it is: 3 of 12 in stage `translate`. `problem` is a stable code and `detail` a sentence, where it failed.
    `cancelling`: a worker runs it still and will stop when it next reports. `claim`: how often it was given out; a
    worker that holds an older claim has lost it. `request_id`: the request that asked for it, for the logs.
    """

    id: str
    comparison: str
    state: JobState
    attempts: int
    created: datetime
    stage: str | None = None
    done: int = 0
    total: int = 0
    started: datetime | None = None
    finished: datetime | None = None
    problem: str | None = None
    detail: str | None = None
    cancelling: bool = False
    claim: int = 0
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was asked for and how it stands. `job` is its newest; `report_job` the one that wrote the newest report,
    None before there is one. `owner` alone may see it."""

    id: str
    owner: str
    title: str
    created: datetime
    versions: tuple[Version, ...]
    pivot: str | None
    translate: bool
    job: Job
    report_job: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `pivot` None: the one of the settings."""

    owner: str
    versions: tuple[Version, ...]
    pivot: str | None = None
    translate: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as `job` wrote it. `body` is the JSON text of `Report.to_dict()`, character for character; `etag` a
    digest of it, in hexadecimal, without quotes."""

    comparison: str
    job: str
    etag: str
    body: str
    created: datetime


class Verdict(StrEnum):
    """What an editor says of a finding. `open` takes an earlier verdict back."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    OPEN = "open"


class Reason(StrEnum):
    """Why a finding was dismissed."""

    FALSE_ALARM = "false-alarm"
    TRANSLATOR_NOISE = "translator-noise"
    INTENDED = "intended"
    UNIMPORTANT = "unimportant"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict on the finding with this fingerprint. `number` counts from 1 for each finding: the last one holds,
    those before are its history. `reason` goes with `dismissed` alone."""

    finding: str
    verdict: Verdict
    reason: Reason | None
    who: str
    note: str
    at: datetime
    number: int


class Scope(StrEnum):
    """What a key allows."""

    READ = "read"
    COMPARE = "compare"
    REVIEW = "review"
    ADMIN = "admin"

    @property
    def includes(self) -> "frozenset[Scope]":
        """Itself and what it brings along: `admin` everything, `review` and `compare` each `read`."""
        if self is Scope.ADMIN:
            return frozenset(Scope)
        return frozenset({self, Scope.READ})


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the HTTP API; the secret itself is kept nowhere. `id` is its public beginning, 8 characters.
    `per_minute`: requests that it may make; None for what the settings say."""

    id: str
    owner: str
    scopes: frozenset[Scope]
    created: datetime
    revoked: datetime | None = None
    per_minute: int | None = None

    def allows(self, scope: Scope) -> bool:
        """Whether one of its scopes includes this one."""
        return any(scope in own.includes for own in self.scopes)


@dataclass(frozen=True, slots=True)
class Depth:
    """How much waits and runs. `oldest_seconds`: how long the oldest waiting job has waited; 0 where none does. A job
    whose worker died counts as running until another takes it."""

    queued: int
    running: int
    oldest_seconds: float
