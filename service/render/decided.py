"""What editors decided on findings, as exports tell it."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from service.model.instant import rfc3339
from service.model.work import Decision, Verdict
from service.render.visible import visible

Decisions = Mapping[str, Decision]
"""Finding id -> the decision that holds."""
NAMES = ("decision", "reason", "who", "note", "at")


def told(decision: Decision | None) -> dict[str, Any]:
    """Plain values by `NAMES`; None for each where nothing is decided, or not any more. `at` is RFC 3339 in UTC."""
    if decision is None or decision.verdict is Verdict.OPEN:
        return dict.fromkeys(NAMES)
    reason = str(decision.reason) if decision.reason else None
    return dict(
        zip(NAMES, (str(decision.verdict), reason, decision.who, decision.note, rfc3339(decision.at)), strict=True)
    )


def sentence(decision: Decision | None) -> str:
    """Such as `dismissed (translator noise) by Anna on 2026-11-22: as agreed`; empty where nothing is decided."""
    if decision is None or decision.verdict is Verdict.OPEN:
        return ""
    reason = f" ({str(decision.reason).replace('-', ' ')})" if decision.reason else ""
    note = f": {visible(decision.note)}" if decision.note.strip() else ""
    day = decision.at.astimezone(UTC).date().isoformat()
    return f"{decision.verdict}{reason} by {visible(decision.who)} on {day}{note}"
