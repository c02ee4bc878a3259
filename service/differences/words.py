"""Word by word, within one language: each edit between two versions of a row goes to the judges in turn, and the
first that knows it says what it is.

A version is set against the original, or without one in its language against the version nearest to all; edits that
several versions share become one finding.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import fmean

from service.differences import (
    extent,
    facts,
    foreign,
    gender,
    grammar,
    lexical,
    negation,
    opposed,
    punctuation,
    qualified,
    roles,
    rules,
    spelling,
    tense,
    told,
    turned,
    whole,
)
from service.differences.apparatus import outlier
from service.differences.edits import Edit, Pair
from service.differences.facing import near_copies, pairs, words_of
from service.differences.free import more_than_style
from service.differences.verdict import Verdict
from service.differences.witnesses import agreed, said_by
from service.languages.tokens import tokens
from service.model.collation import Cell, Collation
from service.model.finding import Basis, Finding, FindingType, Reading, Severity, Span
from service.model.protocols import Embedder
from service.model.row import Row
from service.model.rule import Change, Step
from service.model.sentences import Clause
from service.model.version import Relation

Judge = Callable[[Edit, Pair, Embedder], Verdict | None]

JUDGES: tuple[Judge, ...] = (
    punctuation.judge,
    lexical.repeated,
    grammar.case,
    gender.judge,
    tense.predicate,
    foreign.judge,
    spelling.judge,
    extent.judge,
    facts.judge,
    negation.judge,
    turned.judge,
    qualified.judge,
    lexical.name,
    tense.judge,
    lexical.meaning,
    grammar.judge,
    lexical.missing,
    lexical.replaced,
)
"""The order inside an edit: what is sure and grave comes before what is vague."""


AKIN, AKIN_ALONE, STORY = 0.75, 0.4, 3
"""Mean share of unchanged words below which two wordings are so far apart that no single word tells; and the share for
one or two sentences, fewer than a story has, whose caller wants to know all that may differ: two translations of one
story would have 28 alarms in 100 sentences by it, and have 1."""

RENDERINGS = {Relation.TRANSLATION, Relation.WIRE, Relation.RETELLING}
"""Two of these beside their original are worded independently, however like they came out."""

SLIPS = frozenset(
    {FindingType.SPELLING, FindingType.PUNCTUATION, FindingType.CASE, FindingType.DUPLICATION, FindingType.GRAMMAR}
)
"""Wrong by the rules of the language, whatever other versions have there."""

PUT_OR_LEFT = frozenset({FindingType.OMISSION, FindingType.ADDITION})
"""What near copies do to a common word as well, and may be graver than that: "She directed the to her car"."""

GRAVE = frozenset({Severity.CRITICAL, Severity.MAJOR})
STYLE = Verdict(rules.STYLE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A verdict on an edit between a reference cell and another version's cell."""

    reference: Cell
    cell: Cell
    edit: Edit
    verdict: Verdict
    basis: Basis


def find(collation: Collation) -> Iterator[Finding]:
    """Findings of all rows."""
    collated = [
        (row, *pair, words_of(*pair, collation.pivot)) for row in collation.rows for pair in pairs(collation, row)
    ]
    kept: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for _, a, b, _, pair in collated:
        kept[a.version.id, b.version.id].append(pair)
    near = {names: near_copies(found) for names, found in kept.items()}
    akin = {
        names: fmean(p.kept for p in found) >= (AKIN if len(collation.rows) >= STORY else AKIN_ALONE)
        for names, found in kept.items()
    }
    for row, group in groupby(collated, key=lambda item: item[0]):
        placed: list[Placed] = []
        for _, a, b, basis, pair in group:
            copied = basis is Basis.ORIGINAL and near[a.version.id, b.version.id]
            siblings = bool(collation.original) and {a.version.relation, b.version.relation} <= RENDERINGS
            free = basis is Basis.ORIGINAL and akin[a.version.id, b.version.id] and not siblings
            judged = _judge_pair(a, b, basis, pair, copied and not siblings, free, collation.embedder)
            beside = collation.original not in (None, a.version.id, b.version.id)
            placed += _style_where_divided(list(judged), a, b, collation.cells(row)) if beside else judged
        yield from together(collation, row, placed)


def judge_edits(pair: Pair, copied: bool, embedder: Embedder, free: bool = False) -> Iterator[tuple[Edit, Verdict]]:
    """Each edit of a pair with its verdict; a judgement on the whole sentence comes alone. `copied`: the two
    versions are near copies of each other, not free wordings; `free`: what is likely more than style counts there,
    too."""
    if exchanged := roles.swapped(pair):
        yield exchanged
        return
    if verdict := whole.judge(pair, embedder) or whole.form(pair):
        yield everything(pair), verdict
        return
    judged = list(_judge_words(pair, copied, embedder, free))
    grave = {t for edit, v in judged if v.severity in GRAVE for t in (*edit.left, *edit.right)}
    yield from judged
    for edit, verdict in (*turned.found(pair), *opposed.found(pair)):
        if grave.isdisjoint((*edit.left, *edit.right)):
            grave.update((*edit.left, *edit.right))
            yield edit, verdict


def _judge_words(pair: Pair, copied: bool, embedder: Embedder, free: bool) -> Iterator[tuple[Edit, Verdict]]:
    for edit in tense.verb_groups(pair):
        verdict = next((v for judge in JUDGES if (v := judge(edit, pair, embedder))), None)
        if not verdict:
            continue
        if verdict.sure or (copied and verdict.type not in PUT_OR_LEFT):
            yield edit, verdict
        else:
            weighed = not _named(edit) if copied else free
            graver = more_than_style(edit, pair, verdict, embedder) if weighed else None
            yield edit, graver or (verdict if copied else STYLE)


def _named(edit: Edit) -> bool:
    """Whether words in capitals are put in or left out: somebody in full and by surname."""
    return any(t.text[0].isupper() for t in (*edit.left, *edit.right))


def _style_where_divided(judged: Sequence[Placed], a: Cell, b: Cell, cells: Sequence[Cell]) -> Iterator[Placed]:
    """The verdicts on a pair; style where the other independent versions of the row do not side with the reference."""
    doubted = [_may_be_style(p) for p in judged]
    rest = [c for c in cells if c.language == b.language and c is not a and c is not b]
    said = said_by(rest) if any(doubted) else []
    for placed, doubt in zip(judged, doubted, strict=True):
        left, right = ([t.text for t in side if t.is_word] for side in (placed.edit.left, placed.edit.right))
        keeps = not doubt or agreed(left, right, b.language, said)
        yield placed if keeps else replace(placed, verdict=STYLE)


def _may_be_style(placed: Placed) -> bool:
    return placed.verdict is not STYLE and placed.verdict.type not in SLIPS and placed.basis is not Basis.PIVOT


def everything(pair: Pair) -> Edit:
    """All of both texts as one edit."""
    return Edit(tokens(pair.left), tokens(pair.right), 0, 0)


def _judge_pair(
    a: Cell, b: Cell, basis: Basis, pair: Pair, copied: bool, free: bool, embedder: Embedder
) -> Iterator[Placed]:
    for edit, verdict in judge_edits(pair, copied, embedder, free):
        if basis is Basis.PIVOT:
            if verdict.type not in whole.TRUSTED_ON_PIVOT or not verdict.sure:
                continue
            if turned.seen_in_own_words(edit, pair.language, a, b):
                continue
            lower = Severity.MAJOR if verdict.severity is Severity.CRITICAL else Severity.MINOR
            verdict = verdict.graded(Step(Change.PIVOT, lower, verdict.confidence * 0.6))
        yield Placed(a, b, edit, verdict, basis)


def together(collation: Collation, row: Row, placed: Sequence[Placed]) -> Iterator[Finding]:
    """One finding for edits of several versions that change the same words in the same way."""
    groups: dict[tuple[object, ...], list[Placed]] = {}
    for p in placed:
        if p.verdict is STYLE:
            groups.setdefault((p.reference.version.id, p.cell.version.id, STYLE), [p])  # one a row will do
            continue
        key = (
            p.reference.version.id,
            p.edit.left_at,
            p.edit.left_text,
            p.edit.right_text.lower(),
            p.verdict.type,
            p.basis,
        )
        groups.setdefault(key, []).append(p)
    for group in groups.values():
        first = group[0]
        readings = _readings(first, group)
        verdict = first.verdict
        alone = outlier(readings) if len(collation.cells(row)) > 2 else None
        yield Finding(
            verdict.rule,
            row.index,
            readings,
            (_said(collation, first.edit, readings),),
            first.basis,
            alone,
            verdict.steps,
            verdict.reason,
        )


def _readings(first: Placed, group: Sequence[Placed]) -> tuple[Reading, Reading]:
    if first.basis is Basis.PIVOT:
        return (
            _pivot_reading(first.reference, first.edit.left_text),
            replace(
                _pivot_reading(first.cell, first.edit.right_text),
                versions=tuple(p.cell.version.id for p in group),
                spans=tuple(p.cell.span() for p in group),
            ),
        )
    left, right = _span(first.reference, first.edit, left=True), [_span(p.cell, p.edit, left=False) for p in group]
    text = first.reference.version.text
    mine = first.cell.version.text
    return (
        Reading((first.reference.version.id,), text[left.start : left.end], (left,)),
        Reading(tuple(s.version for s in right), mine[right[0].start : right[0].end], tuple(right)),
    )


def _pivot_reading(cell: Cell, words: str) -> Reading:
    """A reading seen on the pivot: the whole sentence is marked, for nobody knows which of its words was translated
    so."""
    return Reading((cell.version.id,), cell.text, (cell.span(),), pivot=words or None)


def _span(cell: Cell, edit: Edit, left: bool) -> Span:
    side, at = (edit.left, edit.left_at) if left else (edit.right, edit.right_at)
    return cell.span(side[0].start, side[-1].end) if side else cell.span(at, at)


def _said(collation: Collation, edit: Edit, readings: Sequence[Reading]) -> Clause:
    sentence = told.MOVED if edit.moved else told.REPLACED if edit.left and edit.right else None
    sentence = sentence or (told.LACKS if edit.left else told.HAS_MORE)
    reference = collation.version(readings[0].versions[0]).label
    words = {"words": edit.right_text, "facing": edit.left_text}
    return told.clause(sentence, collation, readings[1].versions, reference=reference, **words)
