"""Collates two texts of one language word by word: what is replaced, left out, put in or moved.

`difflib` finds what stands unchanged; inside the gaps between, words are paired by likeness (rapidfuzz), so that
"said" is set against "says" and not against whatever happens to stand at its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz

from service.languages.lemmas import share_lemma
from service.languages.tokens import Token, tokens

PAIRED = 0.62
"""Likeness from which on two words of a gap are set against each other rather than called left out and put in."""


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


@lru_cache(maxsize=4096)
def collate_words(left: str, right: str, language: str) -> Pair:
    """The edits that lead from `left` to `right`, in text order; typographic variants of a mark are no edit."""
    a, b = tokens(left), tokens(right)
    keys_a, keys_b = [_key(t) for t in a], [_key(t) for t in b]
    matcher = SequenceMatcher(None, keys_a, keys_b, autojunk=False)
    edits: list[Edit] = []
    same = 0
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            same += i2 - i1
            edits += _recased(a[i1:i2], b[j1:j2])
        else:
            edits += _gap(left, right, a, b, (i1, i2), (j1, j2), language)
    kept = 2 * same / max(1, len(a) + len(b))
    return Pair(left, right, language, tuple(_with_moves(edits)), kept)


MARKS = (
    dict.fromkeys("“”„«»「」『』‟〝〞", '"')
    | dict.fromkeys("‘’‚‹›`´", "'")
    | dict.fromkeys("–—‐‑−", "-")
    | {"…": "..."}
)


def _key(token: Token) -> str:
    if not token.is_word:
        return MARKS.get(token.text, token.text)
    return token.text.lower().replace("’", "'").replace("\u00ad", "")


def _recased(a: Sequence[Token], b: Sequence[Token]) -> Iterator[Edit]:
    """Words that differ in nothing but their capitals."""
    for one, other in zip(a, b, strict=True):
        if (
            one.is_word
            and one.text.replace("’", "'") != other.text.replace("’", "'")
            and one.text.lower() == other.text.lower()
        ):
            yield Edit((one,), (other,), one.start, other.start)


def _gap(
    left: str,
    right: str,
    a: Sequence[Token],
    b: Sequence[Token],
    at_a: tuple[int, int],
    at_b: tuple[int, int],
    language: str,
) -> Iterator[Edit]:
    """Pairs the words of one gap by likeness, in order (Needleman and Wunsch 1970), and yields what is left."""
    mine, theirs = a[at_a[0] : at_a[1]], b[at_b[0] : at_b[1]]
    end_a = a[at_a[1]].start if at_a[1] < len(a) else len(left)
    end_b = b[at_b[1]].start if at_b[1] < len(b) else len(right)
    pairs = _paired(mine, theirs, language)
    i = j = 0
    for x, y in [*pairs, (len(mine), len(theirs))]:
        if x > i or y > j:
            yield from _unpaired(
                mine[i:x],
                theirs[j:y],
                mine[i].start if i < len(mine) else end_a,
                theirs[j].start if j < len(theirs) else end_b,
            )
        if x < len(mine) and y < len(theirs):
            yield Edit((mine[x],), (theirs[y],), mine[x].start, theirs[y].start)
        i, j = x + 1, y + 1


def _unpaired(mine: Sequence[Token], theirs: Sequence[Token], at_a: int, at_b: int) -> Iterator[Edit]:
    """Words stand against words; marks are edits of their own, so that a lost comma hides no lost word."""
    words_a, words_b = tuple(t for t in mine if t.is_word), tuple(t for t in theirs if t.is_word)
    if words_a or words_b:
        yield Edit(words_a, words_b, words_a[0].start if words_a else at_a, words_b[0].start if words_b else at_b)
    marks_a, marks_b = tuple(t for t in mine if not t.is_word), tuple(t for t in theirs if not t.is_word)
    if marks_a or marks_b:
        yield Edit(marks_a, marks_b, marks_a[0].start if marks_a else at_a, marks_b[0].start if marks_b else at_b)


def _paired(mine: Sequence[Token], theirs: Sequence[Token], language: str) -> list[tuple[int, int]]:
    rows, columns = len(mine), len(theirs)
    if not rows or not columns:
        return []
    gain = [[likeness(x.text, y.text, language) for y in theirs] for x in mine]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], gain[i][j] + best[i + 1][j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if gain[i][j] > 0 and best[i][j] == gain[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


@lru_cache(maxsize=65536)
def likeness(one: str, other: str, language: str) -> float:
    """How alike two words are, 0..1: forms of one word .9, else by spelling; 0 below `PAIRED`, and between word and
    mark."""
    if one[0].isalnum() != other[0].isalnum():
        return 0.0
    if share_lemma(one, other, language):
        return 0.9
    if one.isdigit() and other.isdigit():
        return 0.5
    ratio = fuzz.ratio(one.lower(), other.lower()) / 100
    return ratio if ratio >= PAIRED else 0.0


def _with_moves(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Joins words left out at one place and put in at another into one edit: they were moved, not dropped."""
    gone = {_words(e.left): e for e in edits if not e.right and _words(e.left)}
    come = {_words(e.right): e for e in edits if not e.left and _words(e.right)}
    moved = gone.keys() & come.keys()
    for edit in edits:
        if not edit.right and _words(edit.left) in moved:
            there = come[_words(edit.left)]
            yield Edit(edit.left, there.right, edit.left_at, there.right_at, moved=True)
        elif edit.left or _words(edit.right) not in moved:
            yield edit


def _words(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(_key(t) for t in tokens if t.is_word)
