"""What was made of a kept report, for as long as somebody looks at it: it holds words of the articles, so it goes with
the comparison, and soon after the last look."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import Any, Concatenate, ParamSpec, TypeVar

from service.model.work import StoredReport

P = ParamSpec("P")
Made = TypeVar("Made")

SECONDS = 300.0
"""Since the last look. Another process may have deleted the comparison, of which nobody tells this one."""

MOST = 16

_lock = threading.Lock()
_all: list[OrderedDict[tuple[Any, ...], tuple[float, Any]]] = []


def while_looked_at(
    make: Callable[Concatenate[StoredReport, P], Made],
) -> Callable[Concatenate[StoredReport, P], Made]:
    """Keeps what `make` made of the reports that were looked at last."""
    kept: OrderedDict[tuple[Any, ...], tuple[float, Any]] = OrderedDict()
    _all.append(kept)

    @wraps(make)
    def made(stored: StoredReport, *given: P.args, **named: P.kwargs) -> Made:
        key = (stored.comparison, stored.etag, *given, *named.items())
        with _lock:
            _drop(lambda _, last: monotonic() - last > SECONDS)
            found = kept.get(key)
            if found is not None:
                kept[key] = (monotonic(), found[1])
                kept.move_to_end(key)
                return found[1]  # type: ignore[no-any-return]
        new = make(stored, *given, **named)
        with _lock:
            kept[key] = (monotonic(), new)
            while len(kept) > MOST:
                kept.popitem(last=False)
        return new

    return made  # type: ignore[return-value] # what `wraps` gives has the same call


def forget(comparison: str) -> None:
    """Drops all that was made of the reports of a comparison: it was deleted."""
    with _lock:
        _drop(lambda key, _: key[0] == comparison)


def _drop(unwanted: Callable[[tuple[Any, ...], float], bool]) -> None:
    for kept in _all:
        for key in [key for key, (last, _) in kept.items() if unwanted(key, last)]:
            del kept[key]
