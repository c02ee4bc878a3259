"""Collates two texts of one language word by word: what is replaced, left out, put in or moved.

Words are set against each other by dynamic programming (Needleman and Wunsch 1970) with graded likeness: forms of one
word, synonyms, derivations, kinds, opposites, words spelt alike. Rare words weigh more than common ones, so that
"said" is set against "says" and not against whatever happens to stand at its place. Left-overs that stand on both
sides were moved.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from service.languages.kinship import kinship
from service.languages.rarity import zipf
from service.languages.tokens import Token
from service.languages.word_units import Unit, units
from service.model.finding import FindingType
from service.model.kept import read_once

KINDRED = 0.8
"""What a related word counts beside an equal one."""

IN_PLACE = 0.06
"""What an equal word gains for each neighbour that is equal, too: of two "the" the one in its phrase."""

MOST_CELLS = 40_000
"""Texts with a larger table (two hundred words a side) are first anchored by what stands unchanged (difflib)."""

NEAR = 2
"""How far function words may move: an "of" elsewhere is another "of"."""

Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change from left to right: words or marks that stand against each other, either side may be empty.
    `left_at` and `right_at` are offsets where an empty side would stand. `moved`: the same words, at another place."""

    left: tuple[Token, ...]
    right: tuple[Token, ...]
    left_at: int
    right_at: int
    moved: bool = False

    @property
    def what(self) -> FindingType:
        """What it does to the sense, if it does anything: leaves out, puts in, or says another thing."""
        if self.left and self.right:
            return FindingType.MEANING
        return FindingType.OMISSION if self.left else FindingType.ADDITION

    @property
    def left_text(self) -> str:
        """The left words, joined by blanks."""
        return " ".join(t.text for t in self.left)

    @property
    def right_text(self) -> str:
        """The right words, joined by blanks."""
        return " ".join(t.text for t in self.right)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of one language and the edits between them. `kept` is the share of words that stand unchanged, 0..1."""

    left: str
    right: str
    language: str
    edits: tuple[Edit, ...]
    kept: float

    def __hash__(self) -> int:
        """Of the texts alone, which say the rest; judges ask about one pair at each of its edits."""
        return hash((self.left, self.right, self.language))


@read_once
def collate_words(left: str, right: str, language: str) -> Pair:
    """The edits that lead from `left` to `right`, in text order; typographic variants of a mark are no edit, nor are
    contractions."""
    a, b = units(left, language), units(right, language)
    pairs = _aligned(a, b, language)
    moved = _moves(a, b, pairs, language)
    same = sum(a[i].key == b[j].key for i, j in pairs)
    kept = 2 * same / max(1, len(a) + len(b))
    edits = sorted(_edits(left, right, a, b, pairs, moved), key=lambda e: (e.left_at, e.right_at))
    return Pair(left, right, language, tuple(edits), kept)


def _aligned(a: Sequence[Unit], b: Sequence[Unit], language: str) -> Pairs:
    """Index pairs of units that stand against each other, in order."""
    start, most = 0, min(len(a), len(b))
    while start < most and a[start].key == b[start].key:
        start += 1
    end = 0
    while end < most - start and a[-1 - end].key == b[-1 - end].key:
        end += 1
    pairs = [(i, i) for i in range(start)]
    inner_a, inner_b = a[start : len(a) - end], b[start : len(b) - end]
    if len(inner_a) * len(inner_b) > MOST_CELLS:
        pairs += [(start + i, start + j) for i, j in _anchored(inner_a, inner_b, language)]
    else:
        pairs += [(start + i, start + j) for i, j in _best_path(inner_a, inner_b, language)]
    return [*pairs, *((len(a) - end + k, len(b) - end + k) for k in range(end))]


def _anchored(a: Sequence[Unit], b: Sequence[Unit], language: str) -> Iterator[tuple[int, int]]:
    matcher = SequenceMatcher(None, [u.key for u in a], [u.key for u in b], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
        elif (i2 - i1) * (j2 - j1) <= MOST_CELLS:
            yield from ((i1 + i, j1 + j) for i, j in _best_path(a[i1:i2], b[j1:j2], language))


def _best_path(a: Sequence[Unit], b: Sequence[Unit], language: str) -> Pairs:
    """The pairs, in order, that are together worth most."""
    rows, columns = len(a), len(b)
    if not rows or not columns:
        return []
    gain = _gains(a, b, language)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        mine, below, here = gain[i], best[i + 1], best[i]
        for j in range(columns - 1, -1, -1):
            most = below[j] if below[j] >= here[j + 1] else here[j + 1]
            if j in mine and mine[j] + below[j + 1] > most:
                most = mine[j] + below[j + 1]
            here[j] = most
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if j in gain[i] and best[i][j] == gain[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _gains(a: Sequence[Unit], b: Sequence[Unit], language: str) -> list[dict[int, float]]:
    """For each left unit the right ones that may stand against it, and what that is worth."""
    places: dict[str, list[int]] = {}
    for j, unit in enumerate(b):
        places.setdefault(unit.key, []).append(j)
    spare = Counter(u.key for u in a)
    spare.subtract(u.key for u in b)
    weight_a, weight_b = [weight(u, language) for u in a], [weight(u, language) for u in b]
    free = [j for j, unit in enumerate(b) if spare[unit.key] < 0 and unit.token.is_word]
    gain: list[dict[int, float]] = []
    for i, unit in enumerate(a):
        found = {j: weight_a[i] + IN_PLACE * _neighbours(a, b, i, j) for j in places.get(unit.key, ())}
        if spare[unit.key] > 0 and unit.token.is_word:
            for j in free:
                grade = kinship(unit.key, b[j].key, language)[1]
                if grade:
                    found[j] = KINDRED * grade * (weight_a[i] + weight_b[j]) / 2
        gain.append(found)
    return gain


def weight(unit: Unit, language: str) -> float:
    """What a unit weighs, 0.04 for a mark to 1 for a word that nobody knows: 1 - zipf / 7.5."""
    if not unit.token.is_word:
        return 0.04
    return max(0.08, 1 - zipf(unit.key, language) / 7.5)


def _neighbours(a: Sequence[Unit], b: Sequence[Unit], i: int, j: int) -> int:
    before = i > 0 and j > 0 and a[i - 1].key == b[j - 1].key
    after = i + 1 < len(a) and j + 1 < len(b) and a[i + 1].key == b[j + 1].key
    return before + after


def _moves(a: Sequence[Unit], b: Sequence[Unit], pairs: Pairs, language: str) -> Pairs:
    """Left-over words that stand on both sides, each with its nearest like."""
    taken_a, taken_b = {i for i, _ in pairs}, {j for _, j in pairs}
    left = [i for i, unit in enumerate(a) if i not in taken_a and unit.token.is_word]
    right: dict[str, list[int]] = {}
    for j, unit in enumerate(b):
        if j not in taken_b and unit.token.is_word:
            right.setdefault(unit.key, []).append(j)
    found: Pairs = []
    for i in sorted(left, key=lambda i: (-weight(a[i], language), i)):
        there = right.get(a[i].key)
        if not there:
            continue
        # beside a word that moved along, else at its own place
        shift = next((j - k for k, j in found if abs(k - i) <= NEAR), 0)
        j = min(there, key=lambda j: abs(j - i - shift))
        light = weight(a[i], language) < LIGHT
        if not light or abs(j - i - shift) <= NEAR:
            found.append((i, j))
            there.remove(j)
    return sorted(found)


LIGHT = 0.3
"""Weight of words (zipf above 5.2) that stand in every other sentence."""


def _edits(left: str, right: str, a: Sequence[Unit], b: Sequence[Unit], pairs: Pairs, moved: Pairs) -> Iterator[Edit]:
    gone, come = {i for i, _ in moved}, {j for _, j in moved}
    i = j = 0
    for x, y in [*pairs, (len(a), len(b))]:
        at_a = a[i].token.start if i < len(a) else len(left)
        at_b = b[j].token.start if j < len(b) else len(right)
        if x > i or y > j:
            mine = [a[k].token for k in range(i, x) if k not in gone]
            theirs = [b[k].token for k in range(j, y) if k not in come]
            yield from _unpaired(mine, theirs, at_a, at_b)
        if x < len(a) and y < len(b) and _differ(a[x], b[y]):
            yield Edit((a[x].token,), (b[y].token,), a[x].token.start, b[y].token.start)
        i, j = x + 1, y + 1
    yield from _moved(a, b, moved)


def _differ(one: Unit, other: Unit) -> bool:
    """Whether a pair is an edit: other words, or the same in other capitals."""
    if one.key != other.key:
        return True
    a, b = (u.token.text.replace("’", "'") for u in (one, other))
    return one.token.is_word and a != b and a.lower() == b.lower()


def _unpaired(mine: Sequence[Token], theirs: Sequence[Token], at_a: int, at_b: int) -> Iterator[Edit]:
    """Words stand against words; marks are edits of their own, so that a lost comma hides no lost word."""
    words_a, words_b = tuple(t for t in mine if t.is_word), tuple(t for t in theirs if t.is_word)
    if words_a or words_b:
        yield Edit(words_a, words_b, words_a[0].start if words_a else at_a, words_b[0].start if words_b else at_b)
    marks_a, marks_b = tuple(t for t in mine if not t.is_word), tuple(t for t in theirs if not t.is_word)
    if marks_a or marks_b:
        yield Edit(marks_a, marks_b, marks_a[0].start if marks_a else at_a, marks_b[0].start if marks_b else at_b)


def _moved(a: Sequence[Unit], b: Sequence[Unit], moved: Pairs) -> Iterator[Edit]:
    """Words that moved together are one edit."""
    runs: list[Pairs] = []
    for i, j in moved:
        if runs and runs[-1][-1] == (i - 1, j - 1):
            runs[-1].append((i, j))
        else:
            runs.append([(i, j)])
    for run in runs:
        left, right = tuple(a[i].token for i, _ in run), tuple(b[j].token for _, j in run)
        yield Edit(left, right, left[0].start, right[0].start, moved=True)
