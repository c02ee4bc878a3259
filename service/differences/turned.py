"""What became its counterpart: north and south, rose and fell, killed and injured. Told across languages in the
versions' own words, and within one word by word, see words.py; opposites of English by a lexicon: opposed.py."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from service.differences import rules, told
from service.differences.apparatus import having, outlier
from service.differences.edits import Edit, Pair
from service.differences.verdict import Verdict
from service.languages.negations import plain
from service.languages.senses import Sense, hinted, senses
from service.languages.tokens import tokens
from service.model.collation import Cell, Collation
from service.model.finding import Finding
from service.model.kept import read_once
from service.model.protocols import Embedder
from service.model.row import Row
from service.model.rule import Rule

THINGS = (
    ("north", "south", "east", "west"),
    ("profit", "loss"),
    ("surplus", "deficit"),
    ("majority", "minority"),
    ("imports", "exports"),
    ("father", "mother"),
    ("son", "daughter"),
    ("brother", "sister"),
    ("husband", "wife"),
    ("summer", "winter"),
    ("spring", "autumn"),
    ("employer", "employee"),
    ("landlord", "tenant"),
    ("largest", "smallest"),
    ("oldest", "youngest"),
    ("highest", "lowest"),
    ("best", "worst"),
    ("democrat", "republican"),
    ("gold", "silver", "bronze"),
    ("last-sixteen", "quarter-final", "semi-final"),
    ("supporter", "opponent"),
    ("victim", "perpetrator"),
    ("left-wing", "right-wing"),
    ("hot", "cold"),
)
"""Senses of which one may not stand for another."""

EVENTS = (
    ("rise", "fall"),
    ("win", "lose"),
    ("buy", "sell"),
    ("approve", "reject"),
    ("success", "failure"),
    ("killed", "injured"),
    ("convicted", "acquitted"),
    ("arrested", "released"),
    ("confirm", "deny"),
    ("banned", "allowed"),
    ("begin", "end"),
)
QUALITIES = (
    ("large", "small"),
    ("long", "short"),
    ("young", "old"),
    ("rich", "poor"),
    ("cheap", "expensive"),
    ("fast", "slow"),
    ("easy", "difficult"),
    ("strong", "weak"),
    ("safe", "dangerous"),
    ("better", "worse"),
    ("public", "private"),
    ("guilty", "innocent"),
    ("open", "closed"),
    ("foreign", "domestic"),
)
DENIABLE = (*EVENTS, *QUALITIES)
"""What happens and how things are: there a "not" makes one of the other: failing that, if it does not succeed."""

AXES: tuple[tuple[str, ...], ...] = (*THINGS, *DENIABLE)
BOTH = 2
"""Senses of an axis that are each other's opposite."""


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each row, axis and sense that other versions have instead of the first one's."""
    for row in collation.rows:
        cells = collation.cells(row)
        if len({c.language for c in cells}) == 1:
            continue  # versions of one language are compared word by word, in words.py
        for axis in met(cells[0].text, cells[0].language):
            yield from _along(collation, row, axis, cells)


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """An edit that sets a word against its counterpart."""
    if not edit.left or not edit.right:
        return None
    for axis, one, other in _all(pair):
        if one.touches(edit.left) and other.touches(edit.right):
            return _verdict(axis)
    return None


def found(pair: Pair) -> Iterator[tuple[Edit, Verdict]]:
    """Words that became their counterparts at another place of the sentence."""
    for axis, one, other in _all(pair):
        left = tuple(t for t in tokens(pair.left) if one.start < t.end and t.start < one.end)
        right = tuple(t for t in tokens(pair.right) if other.start < t.end and t.start < other.end)
        yield Edit(left, right, left[0].start, right[0].start), _verdict(axis)


@read_once
def _all(pair: Pair) -> tuple[tuple[Sequence[str], Sense, Sense], ...]:
    """The axes on which the two texts differ, with the words."""
    axes = met(pair.left, pair.language)
    differing = ((axis, turned(pair.left, pair.language, pair.right, pair.language, axis)) for axis in axes)
    return tuple((axis, *words) for axis, words in differing if words)


def _verdict(axis: Sequence[str]) -> Verdict:
    return Verdict(_rule(axis), sure=True)


def met(text: str, language: str) -> list[tuple[str, ...]]:
    """The axes of which a text has a word."""
    names = {s.name for s in senses(text, language)}
    return [axis for axis in AXES if not names.isdisjoint(axis)]


def turned(one: str, language: str, other: str, its: str, axis: Sequence[str]) -> tuple[Sense, Sense] | None:
    """The words of an axis of which each text has only one sense, another one than the other text; None where both say
    the same or a "not" may make it good."""
    mine, theirs = only_sense(one, language, axis), only_sense(other, its, axis)
    if not mine or not theirs or mine.name == theirs.name:
        return None
    # One more "not" on a side may have made one sense of the other.
    if axis in DENIABLE and len(plain(one, language)) != len(plain(other, its)):
        return None
    return mine, theirs


def only_sense(text: str, language: str, axis: Sequence[str]) -> Sense | None:
    """The first word of the one sense of an axis that a text has; None where it has none, or a hint of another."""
    found = next((s for s in senses(text, language) if s.name in axis), None)
    return found if found and len(hinted(text, language).intersection(axis)) == 1 else None


def _along(collation: Collation, row: Row, axis: Sequence[str], cells: Sequence[Cell]) -> Iterator[Finding]:
    reference = cells[0]
    groups: dict[str, list[tuple[Cell, Sense]]] = defaultdict(list)
    for cell in cells[1:]:
        if cell.language == reference.language:
            continue
        if words := turned(reference.text, reference.language, cell.text, cell.language, axis):
            groups[words[1].name].append((cell, words[1]))
    if groups:
        having = [(c, s) for c in cells if (s := only_sense(c.text, c.language, axis))]
        agreeing = [(c, s) for c, s in having if s.name == having[0][1].name]
        for group in groups.values():
            yield _finding(collation, row, agreeing, group, _rule(axis))


def seen_in_own_words(edit: Edit, pivot: str, one: Cell, other: Cell) -> bool:
    """Whether what an edit on the pivot shows is told of the two cells' own words."""
    axes = {axis for text in (edit.left_text, edit.right_text) for axis in met(text, pivot)}
    return any(turned(one.text, one.language, other.text, other.language, axis) for axis in axes)


def made_good(one: Cell, other: Cell) -> bool:
    """Whether a "not" that only one of two cells has is made good by a counterpart: did not rise, fell."""
    hints = [hinted(c.text, c.language) for c in (one, other)]
    sides = ([names.intersection(axis) for names in hints] for axis in DENIABLE)
    return any(len(mine) == len(theirs) == 1 and mine != theirs for mine, theirs in sides)


def _rule(axis: Sequence[str]) -> Rule:
    return rules.OPPOSITE_SENSE if len(axis) == BOTH else rules.OTHER_SENSE


def _finding(
    collation: Collation, row: Row, one: Sequence[tuple[Cell, Sense]], other: Sequence[tuple[Cell, Sense]], rule: Rule
) -> Finding:
    readings = (having(one), having(other))
    has = tuple(told.sense(collation, group) for group in (other, one))
    return Finding(rule, row.index, readings, has, outlier=outlier(readings))
