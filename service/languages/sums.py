"""Adds number words up: "dos mil quinientos millones" is (2 times 1000 and 500) times a million."""

from collections.abc import Iterable
from dataclasses import dataclass, field

TEN = 10
HUNDRED = 100
THOUSAND = 1000
PAIR = 2


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words at `[start, end)`. `strength` as in `Quantity`; `kind` is "ordinal", "fraction" or empty."""

    start: int
    end: int
    value: float
    strength: int
    kind: str = ""


@dataclass(slots=True)
class Sum:
    """What has been read so far, as terms that are added up, each below the last place of the one before it."""

    terms: list[float] = field(default_factory=list)
    more: float = 0.0
    kinds: list[str] = field(default_factory=list)

    @property
    def value(self) -> float:
        """The number as far as it goes."""
        return sum(self.terms)

    @property
    def last(self) -> str:
        """The kind of the last word, empty before the first."""
        return self.kinds[-1] if self.kinds else ""

    def take(self, kind: str, worth: float, joined: bool = False, inverted: bool = False) -> bool:
        """Adds the next word, if it can belong to the same number; `joined` by an "and". `inverted`: the tens may stand
        behind the ones, as in Arabic."""
        match kind:
            case "more":
                taken = not self.kinds
                self.more = worth
            case "multipliers":
                taken = self._multiply(worth)
            case "words":
                taken = self._add(worth, inverted)
            case "groups":
                taken = self._group(worth, joined)
            case "fractions":
                taken = self.last in ("", "words") and self._scale(worth)
            case "plurals":  # two dozens
                taken = self.last in ("", "words", "groups", "multipliers") and self._scale(worth)
            case _:
                taken = self.last in ("", "words", "multipliers") and self._push(worth)
        if taken:
            self.kinds.append(kind)
        return taken

    def _multiply(self, worth: float) -> bool:
        """All that is smaller than a hundred or a million and stands right before it is multiplied by it."""
        if self.last in ("ordinals", "fractions"):
            return False
        if self.last == "more":
            self.terms = [1 + self.more]
        kept = len(self.terms)
        while kept and self.terms[kept - 1] < worth:
            kept -= 1
        term = (sum(self.terms[kept:]) or 1) * worth
        if kept and not fits(self.terms[kept - 1], term):
            return False
        self.terms[kept:] = [term]
        return True

    def _add(self, worth: float, inverted: bool) -> bool:
        if self.last in ("groups", "ordinals", "fractions"):
            return False
        if inverted and self.terms and 0 < self.terms[-1] < TEN and worth % TEN == 0 and TEN < worth < HUNDRED:
            self.terms[-1] += worth
            return True
        return self._push(worth + (self.more if self.last == "more" else 0))

    def _group(self, worth: float, joined: bool) -> bool:
        if self.last not in ("", "words"):
            return False
        if self.kinds and (worth >= PAIR or not joined):  # two dozen; eine halbe Million
            return self._scale(worth)
        self.terms.append(worth)
        return True

    def _scale(self, worth: float) -> bool:
        """Multiplies the whole, which no thousand may have closed."""
        if self.terms and self.terms[0] >= THOUSAND:
            return False
        self.terms = [(self.value or 1) * worth]
        return True

    def _push(self, worth: float) -> bool:
        if self.terms and not fits(self.terms[-1], worth):
            return False
        self.terms.append(worth)
        return True


def fits(term: float, worth: float) -> bool:
    """Whether `worth` can be added behind a term: 20 and 5, 200 and 25, never 5 and 6, 20 and 30, nor anything to 0."""
    place = 1
    while term and term % (place * TEN) == 0:
        place *= TEN
    return term > 0 and worth < place


def summed(parts: Iterable[tuple[str, float]]) -> float | None:
    """What words (kind, worth) are worth together; None if they do not add up to one number."""
    so_far = Sum()
    for kind, worth in parts:
        if not so_far.take(kind, worth, inverted=True):
            return None
    return so_far.value
