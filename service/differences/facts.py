"""Figures and dates of an edit that the other version gives, too, in whatever form: 24 and two dozen."""

from collections import Counter
from collections.abc import Sequence

from service.differences import rules
from service.differences.edits import Edit, Pair
from service.differences.figures import Figure, agree, figures, said
from service.differences.number import SMALL
from service.differences.verdict import Verdict
from service.languages.tokens import Token
from service.model.kept import read_once
from service.model.protocols import Embedder


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """An edit with figures: nothing to speak of where each stands in the other text, too."""
    if _softens(edit, pair):
        return Verdict(rules.SOFTENED)
    left, right = _inside(pair.left, edit.left, pair.language), _inside(pair.right, edit.right, pair.language)
    if _units_alone(edit, left, right):
        return Verdict(rules.UNIT)  # number.py sees what they are worth
    lost = [f for f in left if not _stands(f, pair.left, pair.right, pair.language)]
    new = [f for f in right if not _stands(f, pair.right, pair.left, pair.language)]
    if not lost and not new:
        return _same(edit, left, right)
    dated = all(f.in_date for f in (*lost, *new))
    if lost and new:
        sure = min(f.strength for f in (*lost, *new)) == 2
        exact, in_words = (
            (rules.DATE_EDITED, rules.DATE_EDITED_WORD) if dated else (rules.FIGURE_EDITED, rules.FIGURE_EDITED_WORD)
        )
        return Verdict(exact if sure else in_words, sure=sure)
    small = all(max(f.values) < SMALL for f in (*lost, *new))
    if not edit.left or not edit.right or all(t.text[0].isdigit() for t in (*edit.left, *edit.right)):
        alone, alone_small = (
            (rules.DATE_ALONE, rules.DATE_ALONE_SMALL) if dated else (rules.FIGURE_ALONE, rules.FIGURE_ALONE_SMALL)
        )
        return Verdict(alone_small if small else alone)
    return None


def _softens(edit: Edit, pair: Pair) -> bool:
    """Whether an edit only words otherwise what softens a figure that both have: in the region of, around."""
    here, there = (_softened(text, pair.language) for text in (pair.left, pair.right))
    if not here or not there or not any(agree(a, b) and _kind(a) == _kind(b) for a in here for b in there):
        return False
    sides = ((edit.left, here), (edit.right, there))
    return all(any(_within(t, f) for f in found) for tokens, found in sides for t in tokens)


def _softened(text: str, language: str) -> list[Figure]:
    return [f for f in _figures(text, language) if f.quantity and f.quantity.softener]


def _kind(figure: Figure) -> str | None:
    return figure.quantity.soft if figure.quantity else None


def _within(token: Token, figure: Figure) -> bool:
    softener = figure.quantity.softener if figure.quantity else None
    return softener is not None and softener[0] <= token.start < softener[1]


def _units_alone(edit: Edit, left: Sequence[Figure], right: Sequence[Figure]) -> bool:
    """Whether only what is counted differs: miles for kilometres."""
    sides = ((edit.left, left), (edit.right, right))
    return all(
        found and all(_counted(t, found) and not any(f.start <= t.start < f.end for f in found) for t in tokens)
        for tokens, found in sides
    )


def _same(edit: Edit, left: Sequence[Figure], right: Sequence[Figure]) -> Verdict | None:
    if not edit.left or not edit.right:
        return None
    figures_only = all(_counted(t, left) for t in edit.left) and all(_counted(t, right) for t in edit.right)
    if (left or right) and figures_only:
        return Verdict(rules.NOTATION)
    return None


def _counted(token: Token, found: Sequence[Figure]) -> bool:
    return any(start <= token.start < end for start, end in map(_measured, found))


def _measured(figure: Figure) -> tuple[int, int]:
    """Where a figure stands with its unit."""
    start, end = figure.quantity.measured if figure.quantity and figure.units else (figure.start, figure.end)
    return min(start, figure.start), max(end, figure.end)


def _inside(text: str, tokens: tuple[Token, ...], language: str) -> list[Figure]:
    if not tokens:
        return []
    first, last = tokens[0].start, tokens[-1].start
    return [
        figure
        for start, end, figure in _places(text, language)
        if start <= last and first < end and any(start <= t.start < end for t in tokens)
    ]


def _stands(figure: Figure, here: str, there: str, language: str) -> bool:
    """Whether the other text has a figure as often as its own."""
    own, others = (
        sum(count for other, count in _tally(text, language) if agree(figure, other)) for text in (here, there)
    )
    return others >= own


@read_once
def _places(text: str, language: str) -> tuple[tuple[int, int, Figure], ...]:
    """The figures of a text and where each stands with its unit."""
    return tuple((*_measured(figure), figure) for figure in _figures(text, language))


@read_once
def _tally(text: str, language: str) -> tuple[tuple[Figure, int], ...]:
    """The figures of a text that say different things, and how often each is said."""
    found = _figures(text, language)
    count = Counter(said(f) for f in found)
    return tuple((figure, count[key]) for key, figure in {said(f): f for f in found}.items())


@read_once
def _figures(text: str, language: str) -> tuple[Figure, ...]:
    return tuple(figures(text, language))
