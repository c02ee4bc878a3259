"""What answers show of the types of the model."""

from typing import Any

from service.api.problems import TYPE
from service.model.instant import rfc3339
from service.model.version import Version
from service.model.work import Comparison, Decision, Job


def progress(job: Job) -> dict[str, Any]:
    """How far it is."""
    return {"stage": job.stage, "done": job.done, "total": job.total}


def job(one: Job) -> dict[str, Any]:
    """A `JobOut`."""
    return {
        "id": one.id,
        "attempts": one.attempts,
        "created": rfc3339(one.created),
        "started": one.started and rfc3339(one.started),
        "finished": one.finished and rfc3339(one.finished),
        "cancelling": one.cancelling,
        "progress": progress(one),
        "problem": {"type": TYPE + one.problem, "detail": one.detail or ""} if one.problem else None,
    }


def version(one: Version) -> dict[str, Any]:
    """A `VersionOut`."""
    return {"id": one.id, "label": one.label, "language": one.language, "relation": one.relation}


def summary(one: Comparison) -> dict[str, Any]:
    """A `Summary`."""
    return {
        "id": one.id,
        "title": one.title,
        "state": str(one.job.state),
        "created": rfc3339(one.created),
        "versions": [version(v) for v in one.versions],
        "pivot": one.pivot,
        "translate": one.translate,
        "has_report": one.report_job is not None,
    }


def decision(one: Decision | None) -> dict[str, Any] | None:
    """A `DecisionOut`."""
    if one is None:
        return None
    return {
        "verdict": str(one.verdict),
        "reason": one.reason and str(one.reason),
        "who": one.who,
        "note": one.note,
        "at": rfc3339(one.at),
        "number": one.number,
    }
