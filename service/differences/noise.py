"""The translator's noise: a difference that goes away when the machine chooses its words otherwise is none.

A translation is one of many that the engine finds likely. What rests on it is read again in its n-best list and in
other engines' translations; and where the engine tells how likely it finds a sentence, it is asked whether it would
rather have the other version's words than its own (contrastive conditioning, Vamvas and Sennrich 2022, section 3).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from service.differences import rules, told
from service.differences.edits import collate_words
from service.differences.figures import agree, figures
from service.differences.name import is_called
from service.differences.words import judge_edits
from service.languages.phrases import find_phrases
from service.model.collation import Cell, Collation
from service.model.finding import Basis, Finding, FindingType, Reading, Severity
from service.model.rule import Change, Step

Said = Mapping[tuple[int, str], tuple[str, ...]]
"""(row, version) -> its machine translation, and what could as well have been said."""

HINT = 0.3
"""Confidence of a negation without which a translation of its own sentence does."""

CONFIRMED = 0.6
"""Confidence of a negation that is seen in the versions' own words and in every translation."""


def doubtful(finding: Finding) -> bool:
    """Whether machine translations have a say in a finding: it rests on one, or on words of a language that we may
    have overlooked where a translator would not ("Achtelfinale" for the last 16)."""
    return finding.row is not None and (finding.basis is Basis.PIVOT or finding.type in FOUND_IN)


def weigh(finding: Finding, collation: Collation, said: Said) -> Finding:
    """The finding, or neutral wording in its place if one of the translations speaks against it."""
    if not doubtful(finding):
        return finding
    if _may_do_without(finding, collation, said):
        return finding.graded(Step(Change.DISPENSABLE, Severity.MINOR, HINT))
    of_words = finding.basis is Basis.PIVOT and finding.type is not FindingType.NAME
    against = (_pivot_against if of_words else _words_against)(finding, collation, said)
    return as_wording(finding, collation, against) if against else finding


def _may_do_without(finding: Finding, collation: Collation, said: Said) -> bool:
    """Whether a "not" that a version lacks is lacking in a translation of each version that has it, too. Machines lose
    one like others do, so that it never goes quite unsaid."""
    if finding.type is not FindingType.NEGATION or finding.basis is Basis.PIVOT or finding.row is None:
        return False
    has = [v for v in finding.readings[0].versions if collation.table[finding.row][v].pivot]
    return bool(has) and all(
        any(not _negates(finding.readings[0], collation, text) for text in said.get((finding.row, v), ())) for v in has
    )


def as_wording(finding: Finding, collation: Collation, against: str) -> Finding:
    """What remains of a finding that the words `against` it have explained."""
    said = told.clause(told.OTHERWISE, collation, finding.readings[-1].versions, words=against)
    return Finding(rules.SAID_ALIKE, finding.row, finding.readings, (said,), Basis.PIVOT)


def rivals(finding: Finding, collation: Collation) -> Iterator[tuple[Cell, str, str]]:
    """What to ask an engine that scores: a translated cell, the other version's sentence, and that sentence with the
    engine's own words put in place of the other version's."""
    if finding.basis is not Basis.PIVOT or finding.row is None or len(finding.readings) != 2:
        return
    cells, (one, other) = collation.table[finding.row], finding.readings
    for mine, theirs in ((one, other), (other, one)):
        cell, facing = cells.get(mine.versions[0]), cells.get(theirs.versions[0])
        if cell and facing and cell.pivot and not facing.pivot and theirs.pivot and mine.pivot:
            pattern = rf"(?<!\w){re.escape(theirs.pivot)}(?!\w)"
            if len(re.findall(pattern, facing.text)) == 1:
                before, after = re.split(pattern, facing.text)
                yield cell, facing.text, f"{before}{mine.pivot}{after}"


def once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """A negation that was seen in the versions' own words and on the pivot is told once, and is surer for it."""
    found = tuple(findings)
    for finding in found:
        twins = [f for f in found if f is not finding and _same_negation(f, finding)]
        if finding.type is not FindingType.NEGATION or not twins:
            yield finding
        elif finding.basis is Basis.ORIGINAL:
            worst = min((finding.severity, *(f.severity for f in twins)), key=lambda s: s.rank)
            yield finding.graded(Step(Change.CONFIRMED, worst, max(finding.confidence, CONFIRMED)))


def _same_negation(one: Finding, other: Finding) -> bool:
    return (
        one.type is other.type is FindingType.NEGATION
        and one.basis is not other.basis
        and one.row == other.row
        and one.row is not None
        and len(_versions(one) & _versions(other)) > 1
    )


def _versions(finding: Finding) -> set[str]:
    return {v for reading in finding.readings for v in reading.versions}


def _pivot_against(finding: Finding, collation: Collation, said: Said) -> str:
    """A translation in which a difference that was seen on the pivot is gone, for each version that has it."""
    if finding.row is None:
        return ""
    reference, others = finding.readings[0].versions[0], finding.readings[1].versions
    mine = _texts(collation, finding.row, reference, said)
    gone = ""
    for other in others:
        theirs = _texts(collation, finding.row, other, said)
        pairs = [*((text, theirs[0], text) for text in mine[1:]), *((mine[0], text, text) for text in theirs[1:])]
        gone = next((alt for a, b, alt in pairs if not _differ(finding.type, a, b, collation)), "")
        if not gone:
            return ""
    return gone


def _differ(kind: FindingType, left: str, right: str, collation: Collation) -> bool:
    pair = collate_words(left, right, collation.pivot)
    return any(v.type is kind and v.sure for _, v in judge_edits(pair, False, collation.embedder))


def _words_against(finding: Finding, collation: Collation, said: Said) -> str:
    """A translation of each version that seems to lack something, which has it after all."""
    find = FOUND_IN.get(finding.type)
    if finding.row is None or not find:
        return ""
    has = [reading for reading in finding.readings if reading.quote]
    lacks = [v for reading in finding.readings if not reading.quote for v in reading.versions]
    if finding.type is FindingType.NAME and len(has) == 2:  # each side lacks the other's name
        has, lacks = has[1:], list(has[0].versions)
    if len(has) != 1 or not lacks:
        return ""
    found = ""
    for version in lacks:
        translations = said.get((finding.row, version), ())
        found = next((text for text in translations if find(has[0], collation, text)), "")
        if not found:
            return ""
    return found


def _texts(collation: Collation, row: int, version: str, said: Said) -> tuple[str, ...]:
    cell = collation.table[row][version]
    return said.get((row, version)) or (cell.pivot or cell.text,)


def _has_figure(reading: Reading, collation: Collation, text: str) -> bool:
    language = collation.languages[reading.versions[0]]
    ours, theirs = figures(reading.quote, language), figures(text, collation.pivot)
    return bool(ours) and any(agree(ours[0], figure) for figure in theirs)


def _has_name(reading: Reading, collation: Collation, text: str) -> bool:
    return is_called(text, reading.quote)


def _negates(reading: Reading, collation: Collation, text: str) -> bool:
    return bool(find_phrases(text, collation.pivot, "negation"))


def _attributes(reading: Reading, collation: Collation, text: str) -> bool:
    return bool(find_phrases(text, collation.pivot, "attribution"))


FOUND_IN: Mapping[FindingType, Callable[[Reading, Collation, str], bool]] = {
    FindingType.NUMBER: _has_figure,
    FindingType.NAME: _has_name,
    FindingType.NEGATION: _negates,
    FindingType.ATTRIBUTION: _attributes,
}
"""Types of findings on the versions' own words that one version seems to lack -> whether a translation has it."""
