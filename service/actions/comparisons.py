"""Comparisons that are kept: asked for, looked at, added to, given up."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Protocol

from service.actions.compare import check_wanted
from service.model.errors import DuplicateVersion
from service.model.limits import Limits
from service.model.stores import ComparisonStore
from service.model.version import Relation, Version
from service.model.work import Comparison, Wanted
from service.pipeline.check import check
from service.settings import Settings

TITLE_LENGTH = 120
"""Of a title made of a first line, in code points."""


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

    @property
    def limits(self) -> Limits:
        """What the settings say."""
        of = self.settings
        return Limits(
            of.queue_limit, of.owner_queue_percent, of.queue_reserve_percent, of.owner_comparisons, of.owner_bytes
        )


def submit(
    work: Work, wanted: Wanted, key: str | None = None, request_id: str | None = None, interactive: bool = False
) -> Comparison:
    """Stores what is asked for and tells the workers. With the same `key` (the client's own) the same request gives the
    comparison of the first time. One without a title is called by its first line. `interactive`: somebody waits for it.

    Raises `InputError` for what cannot be compared, as far as that shows without the work, and what
    `ComparisonStore.add` raises.
    """
    _check(wanted.versions, wanted.pivot, work.settings)
    asked = _asked(key, "compare", asdict(wanted))
    titled = replace(wanted, title=wanted.title or first_line(wanted.versions))
    return _told(work, *work.comparisons.add(titled, work.limits, asked, request_id, interactive))


def add_version(
    work: Work,
    owner: str,
    id: str,
    version: Version,
    key: str | None = None,
    request_id: str | None = None,
    interactive: bool = False,
) -> Comparison:
    """One more version, and a new run over all; an empty id or label is filled in. `key`, `interactive` as in `submit`.

    Raises as `submit`, and `NoSuchComparison`, `DuplicateVersion`.
    """
    there = work.comparisons.get(owner, id)
    asked = _asked(key, f"add to {id}", asdict(version))
    if asked and (before := work.comparisons.repeated(owner, asked)):
        return before
    name = version.id or _free_name([v.id for v in there.versions])
    new = replace(version, id=name, label=version.label or name)
    if name in (v.id for v in there.versions):
        raise DuplicateVersion(f"there is a version {name[:40]!r} already")
    _check((*there.versions, new), there.pivot, work.settings)
    return _told(work, *work.comparisons.add_version(owner, id, new, work.limits, asked, request_id, interactive))


def rerun(
    work: Work,
    owner: str,
    id: str,
    key: str | None = None,
    request_id: str | None = None,
    interactive: bool = False,
) -> Comparison:
    """Compares the same versions again. `key`, `interactive` as in `submit`. Raises `NoSuchComparison`, `QueueFull`."""
    asked = _asked(key, f"run {id}", {})
    return _told(work, *work.comparisons.rerun(owner, id, work.limits, asked, request_id, interactive))


def first_line(versions: Sequence[Version]) -> str:
    """What a story is called where nobody says it: the first line of the original, or else of the first version."""
    first = next((v for v in versions if v.relation == Relation.ORIGINAL), versions[0])
    line = next((line.strip() for line in first.text.splitlines() if line.strip()), "")
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1].rstrip()}…"


def _told(work: Work, made: Comparison, before: bool) -> Comparison:
    if not before:
        work.told.submit(made.job.id)
    return made


def _check(versions: Sequence[Version], pivot: str | None, settings: Settings) -> None:
    check_wanted(versions, settings, pivot)
    check(versions)


def _asked(key: str | None, what: str, plain: Mapping[str, Any]) -> tuple[str, str] | None:
    """The key and a digest of its request, which tells two requests apart, not two ways to write one: the order of
    fields and blanks between them do not count."""
    if not key:
        return None
    return key, hashlib.sha256(json.dumps([what, plain], sort_keys=True).encode()).hexdigest()


def _free_name(taken: Sequence[str]) -> str:
    number = len(taken) + 1
    while f"version-{number}" in taken:
        number += 1
    return f"version-{number}"
