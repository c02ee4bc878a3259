"""The time of a comparison grows with the length of odd text, not with its square (benchmarks/attacks/growth.py)."""

import time
from collections.abc import Callable

import pytest

from service import Version, compare, diff

SHORT, LONG = 2_000, 8_000
MOST = 9.0
"""How many times as long four times the text may take: 4 if it grows with the length, 16 with its square."""

LEAST_SECONDS = 0.2
"""What takes less is too short to be measured: it counts as this."""


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds, the better of two runs."""
    taken = []
    for _ in range(2):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return max(LEAST_SECONDS, min(taken))


def numbered(pattern: str, size: int, start: int) -> str:
    """The pattern with another number each time."""
    return "".join(pattern.format(start + 7 * k) for k in range(size // len(pattern.format(start))))


@pytest.mark.parametrize("pattern", ["½", "${} ", "{} ", "{}% ", "x\n", "{}\n", "So. "])
def test_four_times_the_text_takes_not_much_more_than_four_times_as_long(pattern: str) -> None:
    def work(size: int) -> Callable[[], object]:
        left, right = (
            Version(name, name, numbered(pattern, size, start)) for name, start in (("a", 1000), ("b", 1003))
        )
        return lambda: compare([left, right], translate=False)

    work(200)()  # what is loaded at first use is none of it
    assert seconds(work(LONG)) <= MOST * seconds(work(SHORT))


def test_the_same_holds_for_two_segments() -> None:
    assert seconds(lambda: diff("1 " * 1200, "2 " * 1200)) <= MOST * seconds(lambda: diff("1 " * 300, "2 " * 300))
