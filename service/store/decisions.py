"""What editors decided, with its history, in a transaction that somebody else began."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, func, insert, select

from service.model.errors import Conflict, InputError, NoSuchFinding
from service.model.work import Decision, Reason, Verdict
from service.store.any_text import is_text
from service.store.tables import DECISION

LONGEST_FINGERPRINT = 100
"""In characters. Ours have 8; PostgreSQL's index takes no more than some 2,000 bytes."""


def check(finding: str, verdict: Verdict, reason: Reason | None) -> None:
    """Raises `NoSuchFinding` for what is no fingerprint, `InputError` for a reason without a dismissal."""
    if not finding or len(finding) > LONGEST_FINGERPRINT or not is_text(finding):
        raise NoSuchFinding(f"there is no finding {finding[:40]!a}")
    if reason is not None and verdict is not Verdict.DISMISSED:
        raise InputError("a reason goes with `dismissed` alone")


def next_number(db: Connection, comparison: str, finding: str, expected: int | None) -> int:
    """Raises `Conflict` where the last is not `expected`. The caller holds the comparison."""
    of = DECISION.c
    last = db.execute(
        select(func.max(of.number)).where(of.comparison == comparison, of.finding == finding)
    ).scalar_one()
    if expected is not None and expected != (last or 0):
        raise Conflict(f"the last decision on {finding} is number {last or 0}, not {expected}")
    return int(last or 0) + 1


def write(db: Connection, comparison: str, made: Iterable[Decision]) -> None:
    """Adds these."""
    new = [
        {
            "comparison": comparison,
            "finding": each.finding,
            "number": each.number,
            "verdict": each.verdict,
            "reason": each.reason,
            "who": each.who,
            "note": each.note,
            "at": each.at,
        }
        for each in made
    ]
    if new:
        db.execute(insert(DECISION), new)


def of(db: Connection, comparison: str) -> dict[str, tuple[Decision, ...]]:
    """By fingerprint, the oldest first."""
    found: dict[str, list[Decision]] = {}
    table = DECISION.c
    for row in db.execute(select(DECISION).where(table.comparison == comparison).order_by(table.finding, table.number)):
        reason = None if row.reason is None else Reason(row.reason)
        found.setdefault(row.finding, []).append(
            Decision(row.finding, Verdict(row.verdict), reason, row.who, row.note, row.at, row.number)
        )
    return {finding: tuple(made) for finding, made in found.items()}


def carry(db: Connection, comparison: str, carried: Mapping[str, str]) -> None:
    """Copies the history of old findings to new ones that have none. The caller holds the comparison."""
    if not carried:
        return
    there = of(db, comparison)
    copies: dict[str, tuple[Decision, ...]] = {}
    for old, new in carried.items():
        if old in there and new not in there and new not in copies:
            copies[new] = tuple(replace(made, finding=new) for made in there[old])
    write(db, comparison, (made for history in copies.values() for made in history))
