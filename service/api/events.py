"""/v1/comparisons/{id}/events: progress as server-sent events."""

import time
from collections.abc import Callable, Generator, Iterator
from typing import Any

from flask import Response, json
from werkzeug.exceptions import ServiceUnavailable

from service.api import shown
from service.api.access import caller, holder, scope
from service.api.context import Context, context
from service.api.schemas.comparison import ComparisonPath
from service.api.spec import answer, problems, resource
from service.api.waiting import client_gone, looks
from service.model.errors import NoSuchComparison, StoreError
from service.model.work import Scope

blueprint = resource("events", "Progress as it is made.", "/v1/comparisons")

EVENT = {
    "type": "object",
    "properties": {"event": {"enum": ["progress", "end"]}, "data": {"type": "string"}},
    "required": ["event", "data"],
}
HEARTBEAT_SECONDS = 10.0
"""Something is sent at least so often: whoever stands between does not take the line for dead, and under a server that
does not tell, a client that has gone is noticed."""


@blueprint.get(
    "/<string:id>/events",
    summary="Progress as server-sent events",
    responses={"200": answer("Events `progress`, and `end` as the last one.", {"text/event-stream": EVENT})}
    | problems(404),
    operation_id="follow_comparison",
)
@scope(Scope.READ)
def events(path: ComparisonPath) -> Response:
    """An event `progress` whenever something changed, `end` when the work is over or the comparison was deleted; each
    has the state and the progress as JSON."""
    here, owner = context(), caller().owner
    here.stores.comparisons.job(owner, path.id)  # 404 before anything is sent
    who = holder()
    if not here.watching.take(who):
        raise ServiceUnavailable("as many clients follow comparisons as may; ask for the comparison itself instead")
    stream = _Stream(here, who, _lines(here, owner, path.id, client_gone()))
    made = Response(stream, mimetype="text/event-stream")
    made.headers["X-Accel-Buffering"] = "no"
    made.call_on_close(stream.close)
    return made


class _Stream:
    """The events of one client. Its place is left when it ends, whoever ends it: a generator that was never begun would
    not notice."""

    def __init__(self, here: Context, who: str | None, lines: Generator[str, None, None]) -> None:
        self._here, self._who = here, who
        self._lines = lines
        self._open = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return next(self._lines)

    def close(self) -> None:
        """The client has gone, or everything is told."""
        if self._open:
            self._open = False
            self._lines.close()
            self._here.watching.leave(self._who)


def _lines(here: Context, owner: str, id: str, gone: Callable[[], bool]) -> Generator[str, None, None]:
    last, told = None, time.monotonic()
    try:
        for job in looks(here, owner, id, gone):
            now = {"state": str(job.state), **shown.progress(job)}
            if job.state.final:
                yield _event("end", now)
                return
            if now != last:
                last, told = now, time.monotonic()
                yield _event("progress", now)
            elif time.monotonic() - told >= HEARTBEAT_SECONDS:
                told = time.monotonic()
                yield ": still there\n\n"
    except NoSuchComparison:
        yield _event("end", {"state": "deleted"})
    except StoreError:
        return  # the client comes back by itself


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
