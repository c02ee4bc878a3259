"""What editors decided on findings, as exports tell it."""

from collections.abc import Mapping
from typing import Any

from service.model.instant import rfc3339
from service.model.sentences import ENGLISH, Catalogue, Sentence
from service.model.work import Decision, Verdict
from service.render.numerals import day
from service.render.terms import term
from service.render.visible import visible

Decisions = Mapping[str, Decision]
"""Finding id -> the decision that holds."""
SAID = Sentence("{verdict} by {editor} on {day}")
SAID_WHY = Sentence("{verdict} ({reason}) by {editor} on {day}")
NOTED = Sentence("{decision}: {note}")
NAMES = ("decision", "reason", "who", "note", "at")


def told(decision: Decision | None) -> dict[str, Any]:
    """Plain values by `NAMES`; None for each where nothing is decided, or not any more. `at` is RFC 3339 in UTC."""
    if decision is None or decision.verdict is Verdict.OPEN:
        return dict.fromkeys(NAMES)
    reason = str(decision.reason) if decision.reason else None
    return dict(
        zip(NAMES, (str(decision.verdict), reason, decision.who, decision.note, rfc3339(decision.at)), strict=True)
    )


def sentence(decision: Decision | None, catalogue: Catalogue = ENGLISH) -> str:
    """Such as `dismissed (translator noise) by Anna on 2026-11-22: as agreed`; empty where nothing is decided."""
    if decision is None or decision.verdict is Verdict.OPEN:
        return ""
    params = {
        "verdict": term(decision.verdict, catalogue),
        "reason": term(decision.reason, catalogue),
        "editor": visible(decision.who),
        "day": day(decision.at, catalogue),
    }
    said = (SAID_WHY if decision.reason else SAID).spoken(params, catalogue)
    if not decision.note.strip():
        return said
    return NOTED.spoken({"decision": said, "note": visible(decision.note)}, catalogue)
