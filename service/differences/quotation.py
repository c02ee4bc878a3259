"""Quotations that came back changed, or lost their marks."""

from collections.abc import Callable, Iterator, Sequence
from statistics import fmean

from rapidfuzz import fuzz

from service.differences import rules, told
from service.differences.apparatus import gaps, outlier
from service.differences.edits import collate_words
from service.differences.facing import near_copies
from service.languages.phrases import find_phrases
from service.languages.quotes import Quotation, find_quotations
from service.languages.tokens import spaceless, words
from service.model.collation import Cell, Collation
from service.model.finding import Finding, Reading
from service.model.row import Row
from service.model.sentences import Clause
from service.model.version import Relation

FEWEST_WORDS = 4
FEWEST_CHARACTERS = 8
FEWEST_SAID_CHARACTERS = 5
"""Shorter quotations are titles and single words in marks, which each language handles in its own way."""

COPIED, NEARER = 0.75, 0.15
"""Share of words kept from which on a quotation was copied, and how much nearer it must be than the rest."""

SAME = 97.0
"""rapidfuzz ratio of two quotations' words, typography left aside, from which on they are the same."""


FreeKept = Callable[[Cell, Cell], float | None]
"""The share of words that the versions of two cells share, where they are worded on their own; else None."""


def find(collation: Collation) -> Iterator[Finding]:
    """Rows in which a quotation is worded differently within one language, or is in quotation marks only in some."""
    free_kept = _free_kept(collation)
    for row in collation.rows:
        cells = collation.cells(row)
        quoting = [c for c in cells if quotations(c)]
        silent = [c for c in cells if not _any_marks(collation, row, c)]
        if quoting and silent and len(cells) > 1:
            yield _lost(collation, row.index, quoting, silent)
        yield from _changed(collation, row.index, quoting, free_kept)


def quotations(cell: Cell) -> list[Quotation]:
    """The cell's quotations that are long enough to be somebody's words."""
    text = cell.text
    return [
        q
        for q in find_quotations(text, cell.language)
        if _long(text[q.start : q.end], cell.language) or _said(cell, q.start, q.end)
    ]


def _said(cell: Cell, start: int, end: int) -> bool:
    """Whether a short quotation is a sentence that somebody says: it opens the cell or follows a colon, and a verb of
    saying stands by."""
    text, language = cell.text, cell.language
    enough = end - start >= FEWEST_SAID_CHARACTERS if spaceless(language) else len(words(text[start:end])) > 1
    before = text[: max(0, start - 1)].rstrip()
    led = not before.strip("–—- \n") or before.endswith((":", "："))
    return enough and led and bool(find_phrases(text, language, "attribution", "say"))


def _long(text: str, language: str) -> bool:
    return len(text) >= FEWEST_CHARACTERS if spaceless(language) else len(words(text)) >= FEWEST_WORDS


def _any_marks(collation: Collation, row: Row, cell: Cell) -> bool:
    """Whether the version has any quotation here or beside: quotations run over several sentences."""
    return any(find_quotations(c.text, c.language) for c in collation.near(row, cell.version.id, 1))


def _lost(collation: Collation, row: int, quoting: Sequence[Cell], silent: Sequence[Cell]) -> Finding:
    first = quotations(quoting[0])[0]
    quote = quoting[0].text[first.start : first.end]
    names, others = [c.version.id for c in quoting], [c.version.id for c in silent]
    readings = (
        Reading(tuple(names), quote, tuple(c.span(quotations(c)[0].start, quotations(c)[0].end) for c in quoting)),
        gaps(silent, first.start / max(1, len(quoting[0].text))),
    )
    said = (told.clause(told.QUOTES, collation, names), told.clause(told.NO_MARKS, collation, others))
    return Finding(rules.QUOTE_UNMARKED, row, readings, said, outlier=outlier(readings))


def _changed(collation: Collation, row: int, quoting: Sequence[Cell], free_kept: FreeKept) -> Iterator[Finding]:
    """Quotations of one language, one by one: a reporter may not change what stands in the marks."""
    for language in sorted({c.language for c in quoting}):
        cells = [c for c in quoting if c.language == language]
        for other in cells[1:]:
            if {cells[0].version.relation, other.version.relation} == {Relation.TRANSLATION}:
                continue  # two translators may word one quotation differently; words.py weighs how
            for a, b in zip(quotations(cells[0]), quotations(other), strict=False):
                quotes = cells[0].text[a.start : a.end], other.text[b.start : b.end]
                if not _same(*quotes) and not _each_translated(cells[0], other, quotes, free_kept):
                    source = next((c for c in quoting if c.version.id == collation.original), None)
                    yield _reworded(collation, row, (cells[0], a), (other, b), source)


def _each_translated(one: Cell, other: Cell, quotes: tuple[str, str], free_kept: FreeKept) -> bool:
    """Whether two versions of which nobody knows what they are to the story are worded on their own, and no less so in
    the quotation: then each has translated it."""
    if one.version.relation and other.version.relation:
        return False
    kept = free_kept(one, other)
    return kept is not None and collate_words(*quotes, one.language).kept < max(COPIED, kept + NEARER)


def _free_kept(collation: Collation) -> FreeKept:
    """Asks each pair of versions once: their words are set against each other in all rows."""
    known: dict[tuple[str, str], float | None] = {}

    def kept(one: Cell, other: Cell) -> float | None:
        names = one.version.id, other.version.id
        if names not in known:
            cells = [(row[names[0]], row[names[1]]) for row in collation.table if all(name in row for name in names)]
            pairs = [collate_words(a.text, b.text, one.language) for a, b in cells]
            known[names] = None if near_copies(pairs) else fmean(pair.kept for pair in pairs)
        return known[names]

    return kept


Quoted = tuple[Cell, Quotation]


def _reworded(collation: Collation, row: int, one: Quoted, other: Quoted, source: Cell | None) -> Finding:
    """Which of the two strayed is told by the original, in whatever language: the other one is nearer to it."""
    nearer = False
    if source and source.language != one[0].language:
        texts = [source.text, *(c.text[q.start : q.end] for c, q in (one, other))]
        vectors = collation.embedder.encode(texts)
        if float(vectors[0] @ vectors[2]) > float(vectors[0] @ vectors[1]):
            one, other = other, one
        nearer = True  # to the original
    (first, a), (second, b) = one, other
    quotes = first.text[a.start : a.end], second.text[b.start : b.end]
    readings = (
        Reading((first.version.id,), quotes[0], (first.span(a.start, a.end),)),
        Reading((second.version.id,), quotes[1], (second.span(b.start, b.end),)),
    )
    changed = [e for e in collate_words(*quotes, first.language).edits if any(t.is_word for t in (*e.left, *e.right))]
    params: dict[str, str] = {"version": second.version.label, "other": first.version.label}
    if changed:
        sentence = told.CHANGES_QUOTE_NEARER if nearer else told.CHANGES_QUOTE
        params |= {"words": changed[0].right_text, "facing": changed[0].left_text}
    else:
        sentence = told.REWORDS_QUOTE_NEARER if nearer else told.REWORDS_QUOTE
    if nearer and source:
        params["source"] = source.version.label
    return Finding(rules.QUOTE_CHANGED, row, readings, (Clause(sentence, params),))


def _same(one: str, other: str) -> bool:
    plain = [" ".join(w.text.lower() for w in words(t)) for t in (one, other)]
    return fuzz.ratio(*plain) >= SAME
