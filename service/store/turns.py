"""Whose job is next. Each job has a number from when it is queued, its turn, and the lowest comes first: one look into
an index, however many wait.

The next turn of an owner is a step after their last one, or after the highest that was given out, whichever is more. So
an owner with a hundred jobs has turns far into the future, and another's first comes next (self-clocked fair queueing:
S. J. Golestani, "A self-clocked fair queueing scheme for broadband applications", INFOCOM 1994). What runs counts, as
the owner's last turn.

Somebody waits for an `interactive` job. The others, in bulk, take steps so large that of each owner several interactive
ones come before, and so small that none waits for ever.
"""

from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from service.model.work import JobState
from service.store.tables import JOB, TURN

STEP = 2
BULK_STEP = 8
"""Of an owner who has several jobs waiting at a time four interactive ones pass one in bulk."""
AHEAD = 1
"""Who has nothing else waiting or running comes before the next of those who have."""
ONLY = 1
"""The id of the one row."""


def next_turn(db: Connection, owner: str, interactive: bool) -> int:
    """Of a new job. The caller holds the lock of the queue."""
    mine = (JOB.c.owner == owner, JOB.c.state.in_((JobState.QUEUED, JobState.RUNNING)))
    turns = select(JOB.c.interactive, func.max(JOB.c.turn)).where(*mine).group_by(JOB.c.interactive)
    last: dict[bool, int] = {bool(kind): turn for kind, turn in db.execute(turns)}
    after = max(_reached(db), last.get(interactive, 0))
    step = STEP if interactive else BULK_STEP
    return after + step - (0 if last else AHEAD)


def given_out(db: Connection, turn: int) -> None:
    """A job with this turn is begun."""
    new: Any = (postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert)(TURN)
    new = new.values(id=ONLY, reached=turn)
    db.execute(
        new.on_conflict_do_update(
            index_elements=[TURN.c.id],
            set_={"reached": new.excluded.reached},
            where=TURN.c.reached < new.excluded.reached,
        )
    )


def _reached(db: Connection) -> int:
    reached: int | None = db.execute(select(TURN.c.reached)).scalar_one_or_none()
    return reached or 0
