"""Weighs what rests on a machine translation: could the translator as well have said what the other version says?"""

import logging
from collections.abc import Mapping, Sequence

from service.differences import in_order
from service.differences.noise import as_wording, doubtful, once, rivals, weigh
from service.model import offers
from service.model.collation import Cell, Collation
from service.model.errors import EngineError
from service.model.finding import Finding
from service.model.protocols import Translator

log = logging.getLogger(__name__)

MOST_ALTERNATIVES = 8
"""Translations of one sentence that are read: further ones of an n-best list differ in a comma."""


def reconsider(findings: Sequence[Finding], collation: Collation, translator: Translator) -> tuple[Finding, ...]:
    """The findings, worst first, after those in doubt were held against what the translator could as well have said.

    The translator is asked about the doubtful rows alone, in one call a language.
    """
    doubted = [f for f in findings if doubtful(f)]
    if not doubted:
        return tuple(findings)
    said = _said(doubted, collation, translator)
    preferred = _preferred(doubted, collation, translator)
    weighed = (
        as_wording(f, collation, preferred[id(f)]) if id(f) in preferred else weigh(f, collation, said)
        for f in findings
    )
    return in_order(once(weighed))


def _said(
    findings: Sequence[Finding], collation: Collation, translator: Translator
) -> dict[tuple[int, str], tuple[str, ...]]:
    """(row, version) -> the cell's translation and others of it."""
    cells = {
        (row, version): cell
        for row in {f.row for f in findings if f.row is not None}
        for version, cell in collation.table[row].items()
        if cell.pivot
    }
    asked: dict[str, dict[str, None]] = {}
    for cell in cells.values():
        asked.setdefault(cell.language, {}).update(dict.fromkeys(_lines(cell)))
    others = {
        (language, text): found
        for language, texts in asked.items()
        for text, found in _alternatives(translator, list(texts), language, collation.pivot).items()
    }
    return {key: (cell.pivot or "", *_whole(cell, others)) for key, cell in cells.items()}


def _whole(cell: Cell, others: Mapping[tuple[str, str], tuple[str, ...]]) -> list[str]:
    """Other translations of a cell: each sentence in its other forms, beside the first forms of the rest."""
    lines = _lines(cell)
    if len(lines) == 1:
        return list(others.get((cell.language, lines[0]), ()))
    first = [next(iter(others.get((cell.language, line), ())), "") for line in lines]
    if not all(first):
        return []
    found = []
    for at, line in enumerate(lines):
        for text in others[cell.language, line]:
            found.append(" ".join([*first[:at], text, *first[at + 1 :]]))
    return list(dict.fromkeys(found))


def _lines(cell: Cell) -> list[str]:
    """The cell's sentences as they went to the translator."""
    return [" ".join(segment.text(cell.version.text).split()) for segment in cell.segments]


def _alternatives(translator: Translator, texts: Sequence[str], source: str, target: str) -> dict[str, tuple[str, ...]]:
    try:
        found = offers.alternatives(translator, texts, source, target)
        return {text: several[:MOST_ALTERNATIVES] for text, several in zip(texts, found, strict=True)}
    except (EngineError, ValueError) as error:
        log.warning("no alternatives from %s: %s", translator.name, error)
        return {}


def _preferred(findings: Sequence[Finding], collation: Collation, translator: Translator) -> dict[int, str]:
    """Findings (by identity) of which the translator finds the other version's words likelier than its own, and these
    words."""
    asked: dict[str, list[tuple[Finding, str, str, str]]] = {}
    for finding in findings:
        for cell, theirs, ours in rivals(finding, collation):
            asked.setdefault(cell.language, []).append((finding, " ".join(cell.text.split()), theirs, ours))
    preferred: dict[int, str] = {}
    for language, questions in asked.items():
        doubted, sources, theirs_all, ours_all = zip(*questions, strict=True)
        likely = _scores(translator, sources, theirs_all, language, collation.pivot)
        own = _scores(translator, sources, ours_all, language, collation.pivot)
        for finding, words, a, b in zip(doubted, theirs_all, likely, own, strict=True):
            if a is not None and b is not None and a > b:
                preferred[id(finding)] = words
    return preferred


def _scores(
    translator: Translator, sources: Sequence[str], translations: Sequence[str], source: str, target: str
) -> offers.Scores:
    try:
        return offers.scores(translator, sources, translations, source, target)
    except (EngineError, ValueError) as error:
        log.warning("no scores from %s: %s", translator.name, error)
        return (None,) * len(sources)
