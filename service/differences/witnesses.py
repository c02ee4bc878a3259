"""What it is worth that several versions of a row say the same: versions that copy each other are one voice, and a
reading stands against the rest only where the rest agree."""

from collections.abc import Iterable, Sequence, Set

from rapidfuzz import fuzz

from service.languages.lemmas import lemmas
from service.languages.tokens import words
from service.model.collation import Cell, Collation
from service.model.finding import Finding, FindingType, Reading, Severity
from service.model.kept import by_word
from service.model.rule import Change, Step

MANY = 5
"""Independent versions of one language from which on their agreement says more than a rule about one pair."""

COPIED = 90.0
"""rapidfuzz ratio 0..100 of two cells from which on one was copied from the other, or both from a third."""

EITHER_WAY = 3
"""Independent versions on each side from which on a thing may be said either way."""

WEAK = 0.15
"""Confidence of a finding that as many versions speak against as for."""

BACKED, STRAY = 0.5, 0.34
"""Shares of the other voices that have the reference's words, at least, and the differing ones, less than."""

FREELY_WORDED = frozenset({FindingType.NEGATION, FindingType.ATTRIBUTION, FindingType.NUMBER})
"""Types that see a word and not what it says: "without" for "not", "quotes" for "according to", "both" for a
figure."""


def voices(cells: Iterable[Cell]) -> list[list[Cell]]:
    """The cells, those that were copied from one another taken together: each list is one independent voice."""
    found: list[list[Cell]] = []
    for cell in cells:
        home = next((voice for voice in found if fuzz.ratio(voice[0].text, cell.text) >= COPIED), None)
        if home:
            home.append(cell)
        else:
            found.append([cell])
    return found


def weighed(findings: Iterable[Finding], collation: Collation) -> list[Finding]:
    """The findings; those that set a gap against words are hardly believed where independent versions are divided."""
    return [
        f.graded(Step(Change.DIVIDED, max(f.severity, Severity.MINOR, key=lambda s: s.rank), WEAK))
        if _divided(f, collation)
        else f
        for f in findings
    ]


def said_by(rest: Iterable[Cell]) -> list[set[str]]:
    """The words that each voice has, with their base forms."""
    return [
        {base for c in voice for w in words(c.text) for base in _bases(w.text, c.language)} for voice in voices(rest)
    ]


def agreed(left: Iterable[str], right: Iterable[str], language: str, said: Sequence[Set[str]]) -> bool:
    """Whether the other voices of a row (`said_by`) side with `left`, the reference's words, and not with `right`: else
    each words it in its own way. True where too few are there to tell."""
    if len(said) < MANY - 2:
        return True
    shares = []
    for side in (left, right):
        bases = [_bases(word, language) for word in side]
        shares.append(sum(all(b & there for b in bases) for there in said) / len(said) if bases else None)
    mine, theirs = shares
    return (mine is None or mine >= BACKED) and (theirs is None or theirs < STRAY)


@by_word
def _bases(word: str, language: str) -> frozenset[str]:
    return lemmas(word, language) | {word.lower()}


def _divided(finding: Finding, collation: Collation) -> bool:
    """Whether at least three voices beside the original are on either side of a gap."""
    if finding.type not in FREELY_WORDED or finding.row is None or len(finding.readings) != 2:
        return False
    if all(reading.quote for reading in finding.readings):
        return False
    return all(_voices_of(reading, finding.row, collation) >= EITHER_WAY for reading in finding.readings)


def _voices_of(reading: Reading, row: int, collation: Collation) -> int:
    if len(reading.versions) < EITHER_WAY:
        return 0
    cells = collation.table[row]
    return len(voices(cells[v] for v in reading.versions if v in cells and v != collation.original))


def others(heard: Iterable[list[Cell]], cell: Cell) -> list[list[Cell]]:
    """Of the voices of a row those beside one version's: its copies are left out, too."""
    return [voice for voice in heard if not any(c.version.id == cell.version.id for c in voice)]
