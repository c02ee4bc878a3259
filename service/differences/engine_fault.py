"""What the translation engine itself lost: figures, names and quotations that the original has and its machine
translation has not. They are never differences between the versions, which are compared by their own words in these."""

import re
from collections import defaultdict
from collections.abc import Iterator

from service.differences.figures import agree, figures
from service.differences.name import TRANSLATED, is_called, is_rare
from service.differences.quotation import quotations
from service.languages.names import find_names
from service.languages.quotes import find_quotations
from service.languages.tokens import words
from service.model.collation import Cell, Collation
from service.model.protocols import Embedder
from service.model.report import Warning
from service.model.sentences import Clause, Params, Sentence

SHOWN = 3
LOST = Sentence(
    "The machine translation of {version} lost {things}. "
    "That is the engine's fault, not {version}'s: figures, names and quotations are compared in the originals."
)
LOST_AND_MORE = Sentence(
    "The machine translation of {version} lost {things} and {count} more. "
    "That is the engine's fault, not {version}'s: figures, names and quotations are compared in the originals."
)
DIGITS = re.compile(r"\d+")


def engine_faults(collation: Collation) -> tuple[Warning, ...]:
    """A warning for each version whose machine translation lost something that another version confirms."""
    lost: dict[str, dict[str, None]] = defaultdict(dict)
    for row in collation.rows:
        cells = collation.cells(row)
        for cell in (c for c in cells if c.pivot):
            for other in (c for c in cells if not c.pivot and c is not cell):
                lost[cell.version.id].update(dict.fromkeys(_lost(cell, other, collation)))
    return tuple(_warning(collation, version, list(found)) for version, found in sorted(lost.items()) if found)


def _lost(cell: Cell, other: Cell, collation: Collation) -> Iterator[str]:
    """Words of a cell that the other version has as well, and the machine translation has not."""
    machine, pivot = cell.pivot or "", collation.pivot
    there, kept = figures(other.text, other.language), figures(machine, pivot)
    for figure in figures(cell.text, cell.language):
        quote = cell.text[figure.start : figure.end]
        if not DIGITS.search(quote) or set(DIGITS.findall(quote)) <= set(DIGITS.findall(machine)):
            continue
        if any(agree(figure, f) for f in there) and not any(agree(figure, f) for f in kept):
            yield quote
    if not _own_names(machine, cell.text, pivot):
        names = (n for n in _own_names(other.text, machine, other.language) if is_called(cell.text, n))
        yield from (n for n in names if not _translated(n, machine, collation.embedder))
    if quotations(cell) and quotations(other) and not find_quotations(machine, pivot):
        first = quotations(cell)[0]
        yield cell.text[first.start : first.end]


def _own_names(text: str, beside: str, language: str) -> list[str]:
    """Names of a text that another has not. Where the machine has one of its own it did not lose the original's, it
    translated it: ECJ for EuGH."""
    names = (n for n in find_names(text, language) if is_rare(n, language))
    return [n.text for n in names if not is_called(beside, n.text)]


def _translated(name: str, machine: str, embedder: Embedder) -> bool:
    theirs = [w.text for w in words(machine)]
    return bool(theirs) and float((embedder.encode(theirs) @ embedder.encode([name])[0]).max()) >= TRANSLATED


def _warning(collation: Collation, version: str, lost: list[str]) -> Warning:
    params: Params = {
        "version": collation.version(version).label,
        "things": tuple(lost[:SHOWN]),
        "count": len(lost) - SHOWN,
    }
    return Warning("engine-lost", Clause(LOST_AND_MORE if len(lost) > SHOWN else LOST, params), version)
