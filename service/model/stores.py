"""What the rest asks of a store: comparisons and reports, jobs, keys. `service/store/` has the one that there is.

Each method is one transaction: it happens wholly or not at all, and is seen by all processes once it returned. An id
may be any string; one that no store would give out is simply not found. Texts may hold every character but lone
surrogates, which raise `InputError`. Where the database is away or locked for too long, every method raises
`StoreError`. `wiring.store(settings)` gives the three of them together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.model.limits import Limits
from service.model.version import Version
from service.model.work import (
    Comparison,
    Decision,
    Depth,
    Job,
    Key,
    Reason,
    Scope,
    StoredReport,
    Verdict,
    Wanted,
)


class ComparisonStore(Protocol):
    """Comparisons of many owners. To one owner another's do not exist: all methods that take an id raise
    `NoSuchComparison`."""

    def add(
        self,
        wanted: Wanted,
        limits: Limits,
        idempotency: tuple[str, str] | None = None,
        request_id: str | None = None,
        interactive: bool = False,
    ) -> tuple[Comparison, bool]:
        """A new comparison and its queued job. `idempotency` is the client's key and a digest of its request: where the
        owner used that key within a day, this gives the comparison of then, and True. `interactive`: somebody waits for
        it, so that it comes before those for which nobody does.

        Raises `QueueFull` and `OwnQueueFull` where so many jobs wait, `QuotaExceeded` where the owner keeps so much,
        `IdempotencyConflict` where the key came with another digest, `DuplicateVersion` where two versions have one id.
        """

    def get(self, owner: str, id: str) -> Comparison:
        """The comparison with the texts of its versions."""

    def job(self, owner: str, id: str) -> Job:
        """Its newest job alone: cheap, for those who ask again and again."""

    def list(
        self, owner: str, search: str = "", limit: int = 50, before: tuple[datetime, str] | None = None
    ) -> tuple[Comparison, ...]:
        """The newest first; their versions WITHOUT texts (empty), which may be large. `search`: those alone that have
        these words in the title or a label, in whatever case. `before`: `created` and `id` of the last one of the page
        before."""

    def repeated(self, owner: str, idempotency: tuple[str, str]) -> Comparison | None:
        """The comparison that this request made, added to or ran again when it came before; None where it did not.
        Raises `IdempotencyConflict`."""

    def add_version(
        self,
        owner: str,
        id: str,
        version: Version,
        limits: Limits,
        idempotency: tuple[str, str] | None = None,
        request_id: str | None = None,
        interactive: bool = False,
    ) -> tuple[Comparison, bool]:
        """One more version, and a new queued job; an older one that waits or runs is cancelled. `idempotency`,
        `interactive` and the second value as `add`.

        Raises `DuplicateVersion` where the id is taken, `QueueFull`, `QuotaExceeded`.
        """

    def rerun(
        self,
        owner: str,
        id: str,
        limits: Limits,
        idempotency: tuple[str, str] | None = None,
        request_id: str | None = None,
        interactive: bool = False,
    ) -> tuple[Comparison, bool]:
        """A new queued job for the same versions; an older one that waits or runs is cancelled. Raises `QueueFull`.
        `idempotency`, `interactive` and the second value as `add`."""

    def cancel(self, owner: str, id: str) -> Comparison:
        """A job that waits is cancelled at once; one that runs is `cancelling` until its worker next reports; one that
        is over stays as it is."""

    def delete(self, owner: str, id: str) -> None:
        """Versions, jobs, reports and decisions go with it. A worker that runs it notices when it next reports. An
        idempotency key that made it is free again."""

    def report(self, owner: str, id: str) -> StoredReport:
        """The newest report; `NoReport` where none was written yet. Older ones are not kept."""

    def decide(
        self,
        owner: str,
        id: str,
        finding: str,
        verdict: Verdict,
        reason: Reason | None,
        who: str,
        note: str,
        expected: int | None = None,
    ) -> Decision:
        """One more decision on the finding with this fingerprint. The caller has looked that the report has it; here
        only what can be no fingerprint (empty, longer than 100 characters, no text) raises `NoSuchFinding`.

        `expected`: the number of the last decision that the caller saw, 0 for none; `Conflict` where another came
        between. None: whatever was decided before. Raises `NoReport` where there is none yet.
        """

    def decisions(self, owner: str, id: str) -> Mapping[str, tuple[Decision, ...]]:
        """By fingerprint, for each the oldest first."""


class JobStore(Protocol):
    """Jobs, for workers of whatever owner. A worker holds a job by a lease that it renews; times are the store's own,
    so workers' clocks need not agree.

    `renew`, `finish`, `fail` and `hand_back` take the `Job` as `claim` gave it; they do nothing where the worker does
    not hold it any more: another took it after the lease ran out, or it was cancelled or deleted. A lease that ran out
    without another taking the job is still good.
    """

    def claim(
        self,
        worker: str,
        lease_seconds: float,
        job: str | None = None,
        owner_running: int = 0,
        largest: int | None = None,
    ) -> Job | None:
        """Takes the job whose turn it is of those that wait or whose lease ran out, or that with the id `job` if it is
        such a one. Owners take turns, and what somebody waits for goes before the rest. One worker gets a job, however
        many ask. `attempts` is one more; a job that had three already fails instead, with the problem `worker-died`.

        `owner_running`: no job of an owner of whom so many run; 0 for no such limit. `largest`: only what somebody
        waits for, with no more bytes of text than this. None: there is nothing to do.
        """

    def versions(self, job: Job) -> Comparison:
        """What is to be compared. Raises `NoSuchComparison` where it was deleted since."""

    def renew(self, job: Job, worker: str, lease_seconds: float, stage: str | None, done: int, total: int) -> bool:
        """Another `lease_seconds` from now, and how far it is. False: stop, it is not this worker's any more; where it
        was to be cancelled it is `cancelled` from now on."""

    def finish(self, job: Job, worker: str, body: str, carried: Mapping[str, str]) -> bool:
        """Writes the report and ends the job as done; `body` is JSON text. `carried`: old fingerprint -> new one; the
        decisions of the old finding are copied to the new one unless that has some. False: it is not this worker's any
        more, and nothing was written."""

    def fail(self, job: Job, worker: str, problem: str, detail: str) -> bool:
        """Ends the job as failed. `problem` is a stable code, `detail` a sentence for the user. False as above."""

    def hand_back(self, job: Job, worker: str) -> None:
        """Queues it again in its old place; the attempt is not counted. For a worker that is told to stop."""

    def previous(self, job: Job) -> tuple[StoredReport | None, Mapping[str, tuple[Decision, ...]]]:
        """The newest report of its comparison so far and all decisions: what is to be carried over."""

    def expired(self, queued_seconds: float = 30.0) -> tuple[str, ...]:
        """Ids of jobs that wait for so long or whose lease ran out, the oldest first: their messages may be lost, send
        them again."""

    def depth(self) -> Depth:
        """How much waits and runs, for the metrics and for `Retry-After`."""


class KeyStore(Protocol):
    """Keys of the HTTP API. Secrets are hashed at rest."""

    def create(self, owner: str, scopes: frozenset[Scope], per_minute: int | None = None) -> tuple[Key, str]:
        """A new key and its secret, which is shown this once. Raises `InputError` where there is no scope, or the owner
        is empty, longer than 200 characters or no text."""

    def find(self, secret: str) -> Key | None:
        """The key of this secret; None where there is none or it was revoked."""

    def get(self, id: str) -> Key | None:
        """The key with this id; None where there is none or it was revoked."""

    def list(self) -> tuple[Key, ...]:
        """All, revoked ones too, the oldest first."""

    def revoke(self, id: str) -> Key:
        """From now on it opens nothing; once more changes nothing. Raises `NoSuchKey`."""

    def forget(self, id: str) -> Key:
        """Takes a revoked key out of the database, as if it had never been made. Raises `NoSuchKey`, and `InputError`
        where it is not revoked."""

    def any(self) -> bool:
        """Whether there is a key that is not revoked."""

    def ever(self) -> bool:
        """Whether a key was ever made that is not forgotten; revoked ones count."""


class PageStore(Protocol):
    """What the pages need beside comparisons and keys."""

    def secret(self) -> str:
        """What cookies are signed with: made by chance at first use, the same for all processes from then on."""

    def check(self) -> None:
        """Writes something small. Raises `StoreError` where that is impossible, or there is hardly room for more."""

    def share(self, owner: str, id: str) -> str:
        """The token that lets whoever has it read the comparison; made at first use. Raises `NoSuchComparison`."""

    def token(self, owner: str, id: str) -> str | None:
        """The same, None where it is not shared. Raises `NoSuchComparison`."""

    def unshare(self, owner: str, id: str) -> None:
        """The token opens nothing any more; the next will be another. Raises `NoSuchComparison`."""

    def shared(self, token: str) -> tuple[str, str] | None:
        """Owner and id of the comparison that the token opens, None for none."""


@dataclass(frozen=True, slots=True)
class Stores:
    """All over one database. It is opened, made and brought up to date at first use, in whichever process."""

    comparisons: ComparisonStore
    jobs: JobStore
    keys: KeyStore
    pages: PageStore
