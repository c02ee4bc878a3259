"""Passages that were left in another language than the rest of the version, and single words of the original that all
others translate."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from service.differences import rules, told
from service.differences.omission import shortened
from service.differences.witnesses import MANY, others, voices
from service.languages.rarity import zipf
from service.languages.tokens import spaceless, words
from service.model.collation import Cell, Collation
from service.model.finding import Finding, Reading
from service.model.sentences import Clause
from service.model.version import primary_subtag

FEWEST_WORDS = 4
FEWEST_CHARACTERS = 8
COPIED = 85.0
"""rapidfuzz ratio to another version's words, in whose language the passage stands: it was copied and not
translated."""

MOST_KEEP = 0.12
"""Share of the other voices that may keep a word of the original, too."""

AT_HOME = 3.0
"""Zipf values by which the word is more common in the original's language: a thousand times."""


def find(collation: Collation) -> Iterator[Finding]:
    """One finding for each cell whose language is not its version's."""
    for row in collation.rows:
        cells = collation.cells(row)
        for cell in cells:
            own = primary_subtag(collation.languages[cell.version.id])
            strange = primary_subtag(cell.language)
            if strange in (own, "und") or own == "und" or not _long_enough(cell):
                continue
            yield _left_over(row.index, cell, cells, strange, collation)
        source = next((c for c in cells if c.version.id == collation.original), None)
        if source and len(cells) > MANY and not spaceless(source.language):
            foreign = [c for c in cells if primary_subtag(c.language) != primary_subtag(source.language)]
            heard = {code: voices(c for c in foreign if c.language == code) for code in {c.language for c in foreign}}
            for cell in foreign:
                yield from _words_left(row.index, cell, source, others(heard[cell.language], cell))


def _words_left(row: int, cell: Cell, source: Cell, beside: Sequence[Sequence[Cell]]) -> Iterator[Finding]:
    """The first word or words of the original that one version keeps and the others translate: where five independent
    versions are beside each other, a word that the language hardly knows and that nobody else keeps is no name."""
    if len(beside) < MANY - 1:
        return
    theirs = {w.text.lower() for w in words(source.text)}
    kept = [[w.text.lower() for c in voice for w in words(c.text)] for voice in beside]
    found = words(cell.text)
    alone = [
        k
        for k, w in enumerate(found)
        if w.text.lower() in theirs and sum(w.text.lower() in said for said in kept) <= MOST_KEEP * len(kept)
    ]
    strange = next((k for k in alone if _abroad(found[k].text, source.language, cell.language)), None)
    if strange is None:
        return
    first = last = strange
    while first - 1 in alone:
        first -= 1
    while last + 1 in alone:
        last += 1
    start, end = found[first].start, found[last].end
    readings = (
        Reading((cell.version.id,), cell.text[start:end], (cell.span(start, end),)),
        Reading((source.version.id,), source.text, (source.span(),)),
    )
    said = Clause(told.LEFT_AS_IT_IS, {"version": cell.version.label, "words": cell.text[start:end]})
    yield Finding(rules.FOREIGN_KEPT, row, readings, (said,), outlier=cell.version.id)


def _abroad(word: str, source: str, language: str) -> bool:
    """Whether a word is used in the original's language and hardly in the version's; acronyms are at home anywhere."""
    return word.isalpha() and not word.isupper() and zipf(word, source) - zipf(word, language) >= AT_HOME


def _left_over(row: int, cell: Cell, cells: tuple[Cell, ...], language: str, collation: Collation) -> Finding:
    sources = [c for c in cells if c is not cell and primary_subtag(c.language) == language]
    copied = [c for c in sources if fuzz.ratio(c.text, cell.text) >= COPIED]
    readings = (
        Reading((cell.version.id,), cell.text, (cell.span(),)),
        *(Reading((c.version.id,), c.text, (c.span(),)) for c in copied[:1]),
    )
    params = {"version": cell.version.label, "language": language, "passage": shortened(cell.text)}
    rule, sentence = rules.FOREIGN_PASSAGE if sources else rules.FOREIGN_STRANGE, told.PASSAGE_IN_LANGUAGE
    if copied:
        rule, sentence = rules.FOREIGN_COPIED, told.LEFT_IN_LANGUAGE
        params["source"] = copied[0].version.label
    return Finding(rule, row, readings, (Clause(sentence, params),), outlier=_alone(cell, cells))


def _alone(cell: Cell, cells: tuple[Cell, ...]) -> str | None:
    return cell.version.id if len(cells) > 2 else None


def _long_enough(cell: Cell) -> bool:
    if spaceless(cell.language):
        return len(cell.text) >= FEWEST_CHARACTERS
    return len(words(cell.text)) >= FEWEST_WORDS
