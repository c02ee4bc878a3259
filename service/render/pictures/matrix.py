"""Who is like whom: shares between two versions, for every pair of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole` is shared; `whole` 0 where two versions have nothing to be compared in."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """0..1, None where there is nothing to compare."""
        return self.part / self.whole if self.whole else None

    @property
    def step(self) -> int:
        """The tint: 0 for less than a fifth to 4 for four fifths and more."""
        return min(int((self.value or 0) * 5), 4)


@dataclass(frozen=True, slots=True)
class Matrix:
    """`shares` has every pair once, the version that is earlier in `versions` first."""

    versions: tuple[str, ...]
    shares: Mapping[tuple[str, str], Share]

    def between(self, one: str, other: str) -> Share | None:
        """None for a version with itself."""
        return self.shares.get((one, other)) or self.shares.get((other, one))

    def distances(self) -> list[list[float]] | None:
        """1 - share, in the order of `versions`; None where a pair has nothing to be compared in."""
        if any(share.value is None for share in self.shares.values()):
            return None
        return [[self._apart(one, other) for other in self.versions] for one in self.versions]

    def closest(self) -> tuple[str, str, Share] | None:
        """The pair that shares most, the first of equals; None where no pair shares anything."""
        known = [(one, other, share) for (one, other), share in self.shares.items() if share.part]
        return max(known, key=lambda pair: (pair[2].value or 0, pair[2].whole), default=None)

    def _apart(self, one: str, other: str) -> float:
        share = self.between(one, other)
        return 1 - (share.value or 0) if share else 0.0
