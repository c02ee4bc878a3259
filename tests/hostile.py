"""Every regular expression of the service, and texts that are made to be slow for it, told from its own parts."""

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined] # the standard library's own, which has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import service
from service.languages import known
from tests.conftest import ROOT

Pattern = re.Pattern[Any]
CALLS = ("search", "match", "fullmatch", "sub", "finditer", "findall", "split")
MOST_PIECES = 14
FAILING = ("\x00", "", "!\n", "0a", " \x00")
"""What stands behind the long part, so that the pattern does not match and looks for another way."""
SAMPLES = "a1 .-_,'\"<>()A\n/:;Ωж中가\u0301"
"""Characters that stand for whole classes, the first that fits."""


@dataclasses.dataclass(frozen=True)
class Found:
    """A pattern, where it is made, and how it is called there."""

    where: str
    pattern: Pattern
    calls: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Slow:
    """What takes a pattern more than linear time: `start`, then `pump` again and again, then `end`."""

    where: str
    call: str
    start: str
    pump: str
    end: str
    seconds: tuple[float, ...]

    def __str__(self) -> str:
        times = ", ".join(f"{one:.4f}" for one in self.seconds)
        return f"{self.where}.{self.call}: {self.start!r} + {self.pump!r} * n + {self.end!r} ({times} s at n, 2n, 4n)"


def modules() -> list[str]:
    """All of the service's by name."""
    return [one.name for one in pkgutil.walk_packages(service.__path__, "service.") if "__main__" not in one.name]


@cache
def patterns() -> tuple[Found, ...]:
    """Those at the level of modules, those that stand in calls of `re`, and those that functions make of a language's
    tables, for every language."""
    found: dict[tuple[Any, int, str], Found] = {}
    for name in modules():
        module = importlib.import_module(name)
        source = inspect.getsource(module)
        for where, pattern in (*_held(module), *_written(name, source), *_made(module)):
            key = (pattern.pattern, pattern.flags, where.rpartition("[")[0] or where)
            if key not in found:
                found[key] = Found(where, pattern, _calls(where))
    return tuple(found.values())


def _held(module: Any) -> Iterator[tuple[str, Pattern]]:
    for name, value in vars(module).items():
        if not inspect.ismodule(value) and not inspect.isfunction(value) and not inspect.isclass(value):
            yield from ((f"{module.__name__}.{name}", one) for one in _inside(value))


def _written(name: str, source: str) -> Iterator[tuple[str, Pattern]]:
    """`re.sub(r"...", ...)` with a pattern that is written out."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        called, first = node.func, node.args[0]
        of_re = isinstance(called.value, ast.Name) and called.value.id == "re" and called.attr in CALLS
        if of_re and isinstance(first, ast.Constant) and isinstance(first.value, str | bytes):
            yield f"{name}:{node.lineno}.{called.attr}", re.compile(first.value)


def _made(module: Any) -> Iterator[tuple[str, Pattern]]:
    """By functions that take a language alone and say that they give patterns, or whose results hold some."""
    for name, value in vars(module).items():
        if getattr(value, "__module__", "") != module.__name__ or not hasattr(value, "cache_info"):
            continue
        takes = list(inspect.signature(value).parameters)
        if takes not in (["language"], ["code"], []):
            continue
        for language in known() if takes else [""]:
            made = value(language) if takes else value()
            yield from ((f"{module.__name__}.{name}[{language}]", one) for one in _inside(made))


def _inside(value: Any, depth: int = 0) -> Iterator[Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth > 4 or isinstance(value, str | bytes | type):
        return
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _inside(one, depth + 1)
    elif isinstance(value, tuple | list | frozenset | set):
        for one in list(value)[:300]:
            yield from _inside(one, depth + 1)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _inside(getattr(value, field.name), depth + 1)


@cache
def _sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "service").rglob("*.py")))


@cache
def _calls(where: str) -> tuple[str, ...]:
    """How the service calls it, as far as its name tells; in every way where it does not."""
    last = where.rpartition(".")[2]
    if ":" in where and last in CALLS:
        return (last,)
    called = set(re.findall(rf"(?<![\w]){re.escape(last)}\.({'|'.join(CALLS)})\(", _sources()))
    return tuple(sorted(called)) or ("search", "fullmatch")


def attacks(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """Beginnings and what is repeated behind them: for each repeat in a pattern what leads to it and what it takes."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    pieces = list(_pieces(tree, ""))
    pumps = list(dict.fromkeys(pump for _, pump in pieces if pump))
    whole = _least(tree)
    done: set[tuple[str, str]] = set()
    for start, pump in pieces[: 4 * MOST_PIECES]:
        joined = [start + pump, start]
        for one in (("", pump), (start, pump), *(("", both) for both in joined), (start, pump + " "), ("", whole)):
            if one[1] and one not in done:
                done.add(one)
                yield one
    for one in _spread(pumps, MOST_PIECES):
        for other in _spread(pumps, MOST_PIECES):
            if one != other and ("", one + other) not in done:
                done.add(("", one + other))
                yield "", one + other


def _spread(items: Sequence[str], most: int) -> Sequence[str]:
    return items if len(items) <= most else [items[k * len(items) // most] for k in range(most)]


def _pieces(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """For each repeat: the least that leads to it, and the least that it takes once."""
    for code, value in tree:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            _, high, inner = value
            if high > 1:
                yield before, _least(inner)
                yield from ((before, one) for one in _singles(inner))
            yield from _pieces(inner, before)
        for inner in _children(code, value):
            yield from _pieces(inner, before)
        if code not in (op.ASSERT, op.ASSERT_NOT):
            before += _least([(code, value)])


def _children(code: Any, value: Any) -> Sequence[Any]:
    if code is op.SUBPATTERN:
        return [value[3]]
    if code is op.BRANCH:
        return _spread(value[1], 8)
    if code is op.ATOMIC_GROUP:
        return [value]
    return [value[1]] if code in (op.ASSERT, op.ASSERT_NOT) else []


def _singles(tree: Any) -> Iterator[str]:
    """Each character that some atom within takes."""
    for code, value in tree:
        if code in (op.IN, op.LITERAL, op.ANY, op.NOT_LITERAL):
            yield from _samples(code, value)
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            yield from _singles(value[2])
        for inner in _children(code, value):
            yield from _singles(inner)


def _samples(code: Any, value: Any) -> list[str]:
    """Up to four characters that an atom takes, of different kinds."""
    if code is op.LITERAL:
        return [chr(value)]
    return [sign for sign in (*SAMPLES, *_listed(value)) if _takes(code, value, sign)][:4]


def _listed(value: Any) -> list[str]:
    if not isinstance(value, list):
        return []
    return [chr(item if code is op.LITERAL else item[0]) for code, item in value if code in (op.LITERAL, op.RANGE)]


CATEGORIES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdigit,
    op.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdigit(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    op.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    op.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}


def _takes(code: Any, value: Any, sign: str) -> bool:
    if code is op.ANY:
        return sign != "\n"
    if code is op.NOT_LITERAL:
        return ord(sign) != value
    if code is op.LITERAL:
        return ord(sign) == value
    if code is op.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    if code is op.CATEGORY:
        return CATEGORIES[value](sign)
    negated = bool(value) and value[0][0] is op.NEGATE
    return any(_takes(c, v, sign) for c, v in value if c is not op.NEGATE) != negated


def _least(tree: Any) -> str:
    """A short text that it matches, assertions aside."""
    text = ""
    for code, value in tree:
        if code in (op.LITERAL, op.IN, op.ANY, op.NOT_LITERAL):
            text += next(iter(_samples(code, value)), "")
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            text += _least(value[2]) * min(max(value[0], 0), 40)
        elif code is op.BRANCH:
            text += _least(value[1][0])
        elif code is op.SUBPATTERN:
            text += _least(value[3])
        elif code is op.ATOMIC_GROUP:
            text += _least(value)
    return text


TIMES = (12, 17, 20, 22, 24, 27, 32, 40, 60, 90)
"""How often the pump is repeated at first: in steps, so that exponential time is seen before it hangs the test."""
SMALL = (1000,)
"""Characters."""
LONG = 4_000
LINEAR_SECONDS = 0.002
"""At `LONG`: half a microsecond a character is no quadratic time (two nanoseconds a step make it ten times that)."""
SLOW_SECONDS = 0.04
"""At `SMALL`: so long for a thousand characters is far beyond linear time."""
LINEAR_GROWTH, QUADRATIC_GROWTH = 4, 16
GROWTH = (LINEAR_GROWTH + QUADRATIC_GROWTH) / 2 - 1
"""Of the time from n to 4n."""


def as_it_is(text: str) -> str:
    """Most patterns see what a stranger wrote as it was written."""
    return text


def slow(
    found: Found,
    most: int,
    ends: Sequence[str] = FAILING,
    longest: int = 4 * LONG,
    seen: Callable[[str], str] = as_it_is,
) -> Slow | None:
    """The first attack of up to `most` that takes more than linear time; none is longer than `longest`. `seen`: what
    the service does to a text before the pattern sees it."""
    for start, pump in _spread(list(attacks(found.pattern)), most):
        for call in found.calls:
            for end in ends:
                if times := _grows(found.pattern, call, start, pump, end, longest, seen):
                    return Slow(found.where, call, start, pump, end, times)
    return None


def _grows(
    pattern: Pattern, call: str, start: str, pump: str, end: str, longest: int, seen: Callable[[str], str]
) -> tuple[float, ...]:
    def took(length: int) -> float:
        text: Any = seen(start + pump * (length // len(pump)) + end)
        return _seconds(
            pattern, call, text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
        )

    for length in (*(len(pump) * number for number in TIMES), *SMALL):
        if length <= longest and (first := took(length)) > SLOW_SECONDS and min(first, took(length)) > SLOW_SECONDS:
            return (first,)
    long = min(LONG, longest // 4)
    first = took(long)
    if first < LINEAR_SECONDS:
        return ()
    again = 3 if first < SLOW_SECONDS else 1  # the shorter, the easier to mistake
    times = [min(took(length) for _ in range(again)) for length in (long, 2 * long, 4 * long)]
    return tuple(times) if times[0] > LINEAR_SECONDS / 2 and times[2] > GROWTH * times[0] else ()


def _seconds(pattern: Pattern, call: str, text: Any) -> float:
    before = time.process_time()
    if call == "sub":
        pattern.sub(text[:0], text)
    elif call == "finditer":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, call)(text)
    return time.process_time() - before


def in_one_line(text: str) -> str:
    """As service/pipeline/roles.py shows a line to the patterns of furniture."""
    return " ".join(text.split())
