"""How long what was found out is kept. Three lifetimes, each with its decorator:

- `read_once`: of a text, as long as its comparison (`reading`): a sentence is read once, and forgotten with its story;
- `by_word`: of single words, as long as the process, the least recently used go first;
- `loaded_once`: of a language's tables, as long as the process.

Nothing else in `languages`, `differences` and `pipeline` keeps anything between two calls.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
Found = TypeVar("Found")
Shelf = dict[Hashable, Any]

WORDS = 65_536
LANGUAGES = 512
"""Tables are few; codes that callers make up are not kept without end."""

_ABSENT = object()
_shelves: ContextVar[dict[Hashable, Shelf] | None] = ContextVar("shelves", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """While it lasts, what is found in a text is found once. Within another one it changes nothing."""
    if _shelves.get() is not None:
        yield
        return
    token = _shelves.set({})
    try:
        yield
    finally:
        _shelves.reset(token)


def shelf(owner: Hashable) -> Shelf | None:
    """What `owner` keeps for the comparison that is under way; None where there is none."""
    shelves = _shelves.get()
    return None if shelves is None else shelves.setdefault(owner, {})


def read_once(find: Callable[P, Found]) -> Callable[P, Found]:
    """Calls `find`, whose arguments can be hashed, once for the same arguments in a comparison; each time anew outside
    of one."""

    @wraps(find)
    def asked(*given: P.args, **named: P.kwargs) -> Found:
        shelves = _shelves.get()
        if shelves is None:
            return find(*given, **named)
        kept = shelves.get(find)
        if kept is None:
            kept = shelves[find] = {}
        key = (*given, *named.items()) if named else given
        found = kept.get(key, _ABSENT)
        if found is _ABSENT:
            found = kept[key] = find(*given, **named)
        return found  # type: ignore[no-any-return]

    return asked


def by_word(find: Callable[P, Found]) -> Callable[P, Found]:
    """Keeps what `find` says of the words that were asked for last."""
    return lru_cache(maxsize=WORDS)(find)  # type: ignore[return-value]


def loaded_once(load: Callable[P, Found]) -> Callable[P, Found]:
    """Keeps what `load` made of a language's tables."""
    return lru_cache(maxsize=LANGUAGES)(load)  # type: ignore[return-value]
