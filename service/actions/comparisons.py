"""Comparisons that are kept: asked for, looked at, added to, given up."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from service.actions.compare import check_wanted
from service.model.errors import DuplicateVersion, IdempotencyConflict
from service.model.stores import ComparisonStore
from service.model.version import Version
from service.model.work import Comparison, Wanted
from service.pipeline.check import check
from service.settings import Settings


class Told(Protocol):
    """Who is told that a job waits (service/jobs/submitter.py)."""

    def submit(self, job_id: str) -> None:
        """Never waits and never raises."""


@dataclass(frozen=True, slots=True)
class Work:
    """Where comparisons are kept, and who carries them out."""

    comparisons: ComparisonStore
    told: Told
    settings: Settings


def submit(work: Work, wanted: Wanted, key: str | None = None, request_id: str | None = None) -> Comparison:
    """Stores what is asked for and tells the workers. With the same `key` (the client's own) the same request gives the
    comparison of the first time.

    Raises `InputError` for what cannot be compared, as far as that shows without the work, and what
    `ComparisonStore.add` raises.
    """
    _check(wanted.versions, wanted.pivot, work.settings)
    idempotency = (key, _digest(wanted)) if key else None
    made, before = work.comparisons.add(wanted, work.settings.queue_limit, idempotency, request_id)
    if not before:
        work.told.submit(made.job.id)
    return made


def add_version(
    work: Work, owner: str, id: str, version: Version, key: str | None = None, request_id: str | None = None
) -> Comparison:
    """One more version, and a new run over all; an empty id or label is filled in.

    With a `key`, a version without an id gets one that belongs to the key, so that the same request finds it there when
    it comes again. Raises as `submit`, and `NoSuchComparison`.
    """
    there = work.comparisons.get(owner, id)
    name = version.id or (_own_name(key) if key else _free_name([v.id for v in there.versions]))
    new = Version(name, version.label or name, version.text, version.language, version.relation)
    before = next((v for v in there.versions if v.id == name), None)
    if key and before == new:
        return there
    if key and before and not version.id:
        raise IdempotencyConflict("this Idempotency-Key came with another version before")
    if before:
        raise DuplicateVersion(f"there is a version {name[:40]!r} already")
    _check((*there.versions, new), there.pivot, work.settings)
    made = work.comparisons.add_version(owner, id, new, work.settings.queue_limit, request_id)
    work.told.submit(made.job.id)
    return made


def rerun(work: Work, owner: str, id: str, request_id: str | None = None) -> Comparison:
    """Compares the same versions again. Raises `NoSuchComparison`, `QueueFull`."""
    made = work.comparisons.rerun(owner, id, work.settings.queue_limit, request_id)
    work.told.submit(made.job.id)
    return made


def _check(versions: Sequence[Version], pivot: str | None, settings: Settings) -> None:
    check_wanted(versions, settings, pivot)
    check(versions)


def _digest(wanted: Wanted) -> str:
    """Tells two requests apart, not two ways to write one: the order of fields and blanks between them do not count."""
    plain: dict[str, Any] = asdict(wanted)
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _own_name(key: str) -> str:
    return f"version-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _free_name(taken: Sequence[str]) -> str:
    number = len(taken) + 1
    while f"version-{number}" in taken:
        number += 1
    return f"version-{number}"
