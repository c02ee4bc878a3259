"""One thing that a version calls otherwise through the whole text is one finding, not ten."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from service.languages.lemmas import lemmas
from service.languages.tokens import words
from service.model.collation import Collation
from service.model.finding import Basis, Finding, FindingType, Reading
from service.model.rule import Change, Step

CALLED = frozenset(
    {
        FindingType.NAME,
        FindingType.GENDER,
        FindingType.MEANING,
        FindingType.SPELLING,
        FindingType.TERMINOLOGY,
        FindingType.UNTRANSLATED,
    }
)
"""Types of which the same words against each other are the same choice. The same figure twice may be two facts."""


def gathered(findings: Iterable[Finding], collation: Collation) -> Iterator[Finding]:
    """The findings; those that set the same words, in whatever form, against each other in several rows as one, with
    all the places."""
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        alike = finding.type in CALLED and finding.row is not None and finding.basis is Basis.ORIGINAL
        said = tuple(sorted(_said(r, collation) for r in finding.readings)) if alike else ()
        groups[(finding.type, said) if said and all(said) else (id(finding),)].append(finding)
    for group in groups.values():
        rows = {f.row for f in group}
        readings = _together(group, collation) if len(rows) > 1 else None
        yield from (_one(group, readings, len(rows)),) if readings else group


def _said(reading: Reading, collation: Collation) -> str:
    """The words of a reading in their base forms."""
    language = collation.languages[reading.versions[0]]
    return " ".join(min(lemmas(word.text, language)) for word in words(reading.quote))


def _together(group: Sequence[Finding], collation: Collation) -> tuple[Reading, ...] | None:
    """The readings with the versions and places of all; None where a version has the one here and the other there."""
    found = []
    for first in group[0].readings:
        same = [r for f in group for r in f.readings if _said(r, collation) == _said(first, collation)]
        versions = tuple(dict.fromkeys(v for r in same for v in r.versions))
        found.append(replace(first, versions=versions, spans=tuple(dict.fromkeys(s for r in same for s in r.spans))))
    counts = Counter(v for reading in found for v in reading.versions)
    return tuple(found) if max(counts.values()) == 1 else None


def _one(group: Sequence[Finding], readings: tuple[Reading, ...], sentences: int) -> Finding:
    """The gravest and surest of the findings, of no single row."""
    first = min(group, key=lambda f: (f.severity.rank, -f.confidence))
    outliers = {f.outlier for f in group}
    return replace(
        first,
        row=None,
        readings=readings,
        outlier=outliers.pop() if len(outliers) == 1 else None,
        steps=(*first.steps, Step(Change.THROUGHOUT, number=sentences - 1)),
    )
