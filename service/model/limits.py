"""How much may wait and how much is kept: of all owners together, and of each."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`queue`: most jobs that may wait, of all owners together. Where one of the others is 0, there is no such limit.

    `owner_percent`: the share of `queue` that the jobs of one owner may fill. `reserve_percent`: the share that is kept
    for owners of whom nothing waits. `comparisons` and `bytes` (of texts and reports): most that one owner may keep.
    """

    queue: int
    owner_percent: int = 0
    reserve_percent: int = 0
    comparisons: int = 0
    bytes: int = 0

    @property
    def of_owner(self) -> int:
        """Most jobs of one owner that may wait: one at least, however short the queue is."""
        return max(1, math.ceil(self.queue * self.owner_percent / 100)) if self.owner_percent else self.queue

    @property
    def open_to_all(self) -> int:
        """As many may wait before the reserve begins."""
        return self.queue - self.queue * self.reserve_percent // 100
