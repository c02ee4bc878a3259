"""A number of a text: what it is worth, and how sure it is a number at all."""

from dataclasses import dataclass

NO_UNITS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at `[start, end)`. `values` are all its possible worths; `value` the likeliest.

    `strength`: 2 for figures and numbers of several words, 1 for one number word, 0 for what is often no number at all
    (ordinals in words, "half", a single Han numeral). `soft` is "about", "over", "under" or None, and `softener` where
    the word stands that says so. `kind` is "ordinal", "fraction" or empty. `units` are the units (`measures.UNITS`) or
    currencies that it may count, and `measured` where it stands with them. Of a time of day (`clock`) `hours` are all
    that it may be on a clock of 24 hours, `zone` its hours from Greenwich if it names them; `bare` ones (21:14) may be
    scores.
    """

    start: int
    end: int
    value: float
    values: frozenset[float]
    strength: int
    soft: str | None = None
    clock: bool = False
    kind: str = ""
    units: frozenset[str] = NO_UNITS
    measured: tuple[int, int] = (0, 0)
    softener: tuple[int, int] | None = None
    hours: frozenset[float] = frozenset()
    zone: float | None = None
    bare: bool = False

    @property
    def shown(self) -> str:
        """The likeliest value in plain figures: `2500`, `3.5`; a time of day as `17:30`."""
        if self.clock:
            minutes = round(self.value * 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        return f"{self.value:.6f}".rstrip("0").rstrip(".") if self.value % 1 else f"{int(self.value)}"
