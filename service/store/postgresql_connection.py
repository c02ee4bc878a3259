"""A connection to PostgreSQL that does not wait for ever, even where the server's machine froze.

PostgreSQL's own limit of time for a statement needs a server that still runs, and the operating system's needs a line
that was cut. A process that was stopped, or waits for a disk that is gone, keeps its line and says nothing.
"""

from time import monotonic
from typing import Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen

Result = TypeVar("Result")


class BoundedConnection(Connection[Any]):
    """Breaks off where one step takes longer than `patience` (seconds; None for no limit), and is closed then."""

    patience: float | None = None

    def wait(self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None) -> Result:
        """Every talk with the server goes through here (psycopg 3.3)."""
        patience = self.patience if timeout is None else timeout
        began = monotonic()
        try:
            return super().wait(gen, interval, patience)
        except OperationalError:
            if patience is None or monotonic() - began < patience:
                raise
            self.pgconn.finish()  # in the middle of an answer: good for nothing any more
            raise OperationalError("the server does not answer") from None


def opened(patience: float, *arguments: Any, **options: Any) -> BoundedConnection:
    """As `psycopg.connect`, whose own limit is `connect_timeout`."""
    made: BoundedConnection = BoundedConnection.connect(*arguments, **options)
    made.patience = patience
    return made
