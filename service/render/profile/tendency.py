"""What a version does in a finding in which it departs: drops who says so, adds, softens ..."""

from collections.abc import Sequence
from enum import StrEnum

from service.languages.phrases import find_phrases
from service.model.finding import Basis, Finding, FindingType, Reading
from service.model.report import Report
from service.model.version import primary_subtag
from service.render.language_names import language_of


class Tendency(StrEnum):
    """A kind of departure, as an editor would name it."""

    DROPS_ATTRIBUTIONS = "drops-attributions"
    ADDS_ATTRIBUTIONS = "adds-attributions"
    CHANGES_ATTRIBUTIONS = "changes-attributions"
    MORE_CERTAIN = "more-certain"
    SOFTENS = "softens"
    LEAVES_OUT = "leaves-out"
    ADDS = "adds"
    CHANGES_FIGURES = "changes-figures"
    DROPS_FIGURES = "drops-figures"
    CHANGES_DATES = "changes-dates"
    DROPS_DATES = "drops-dates"
    CHANGES_NAMES = "changes-names"
    DROPS_NAMES = "drops-names"
    ADDS_NEGATIONS = "adds-negations"
    DROPS_NEGATIONS = "drops-negations"
    CHANGES_NEGATIONS = "changes-negations"
    CHANGES_QUOTATIONS = "changes-quotations"
    DROPS_QUOTATIONS = "drops-quotations"
    LOADED_WORDS = "loaded-words"
    OTHER_TERMS = "other-terms"
    CHANGES_MEANING = "changes-meaning"
    BREAKS_OFF = "breaks-off"
    UNTRANSLATED = "untranslated"
    CHANGES_GENDER = "changes-gender"
    CHANGES_TENSE = "changes-tense"
    CHANGES_QUESTIONS = "changes-questions"
    MOVES = "moves"
    REPEATS = "repeats"
    SLIPS = "slips"
    WORDING = "wording"


SLIPS = frozenset({FindingType.GRAMMAR, FindingType.SPELLING, FindingType.PUNCTUATION, FindingType.CASE})
"""Types that are one thing to an editor."""
_HAS: dict[FindingType, Tendency] = {
    FindingType.TRUNCATION: Tendency.BREAKS_OFF,
    FindingType.NUMBER: Tendency.CHANGES_FIGURES,
    FindingType.DATE: Tendency.CHANGES_DATES,
    FindingType.NAME: Tendency.CHANGES_NAMES,
    FindingType.QUOTATION: Tendency.CHANGES_QUOTATIONS,
    FindingType.UNTRANSLATED: Tendency.UNTRANSLATED,
    FindingType.GENDER: Tendency.CHANGES_GENDER,
    FindingType.TENSE: Tendency.CHANGES_TENSE,
    FindingType.QUESTION: Tendency.CHANGES_QUESTIONS,
    FindingType.MEANING: Tendency.CHANGES_MEANING,
    FindingType.ORDER: Tendency.MOVES,
    FindingType.DUPLICATION: Tendency.REPEATS,
    FindingType.WORDING: Tendency.WORDING,
    **dict.fromkeys(SLIPS, Tendency.SLIPS),
}
_LACKS: dict[FindingType, Tendency] = {
    FindingType.NUMBER: Tendency.DROPS_FIGURES,
    FindingType.DATE: Tendency.DROPS_DATES,
    FindingType.NAME: Tendency.DROPS_NAMES,
    FindingType.QUOTATION: Tendency.DROPS_QUOTATIONS,
}
"""Where the version has nothing and others have words. Types that are not here are the same either way."""


def tendency(finding: Finding, version: str, report: Report) -> Tendency:
    """What `version`, which departs in `finding`, does there. By its own reading, whatever the type is called: in an
    omission that the original has as well, the version with the words is the one that adds."""
    own = next(reading for reading in finding.readings if version in reading.versions)
    others = [reading for reading in finding.readings if version not in reading.versions]
    if finding.type in (FindingType.OMISSION, FindingType.ADDITION):
        return Tendency.ADDS if len(own.quote) > max((len(r.quote) for r in others), default=0) else Tendency.LEAVES_OUT
    if finding.type is FindingType.ATTRIBUTION:
        return _attribution(own, others, report)
    if finding.type is FindingType.NEGATION:
        return _negation(own, others, report)
    if finding.type is FindingType.TERMINOLOGY:
        return _terminology(finding, report)
    lacks = _LACKS.get(finding.type) if not own.quote else None
    return lacks or _HAS[finding.type]


def _attribution(own: Reading, others: Sequence[Reading], report: Report) -> Tendency:
    """A lost hedge makes a version more certain; a lost source does not."""
    marked = [reading for reading in others if reading.quote]
    if own.quote and marked:
        return Tendency.CHANGES_ATTRIBUTIONS
    hedged = any(_says(reading, report, "attribution", "hedges") for reading in (own, *marked))
    if own.quote:
        return Tendency.SOFTENS if hedged else Tendency.ADDS_ATTRIBUTIONS
    return Tendency.MORE_CERTAIN if hedged else Tendency.DROPS_ATTRIBUTIONS


def _negation(own: Reading, others: Sequence[Reading], report: Report) -> Tendency:
    """Either side may have words around the negation, or none."""
    denied = [reading for reading in others if reading.quote]
    if own.quote and denied:
        mine, theirs = (any(_says(r, report, "negation") for r in side) for side in ([own], denied))
        if mine == theirs:
            return Tendency.CHANGES_NEGATIONS
        return Tendency.ADDS_NEGATIONS if mine else Tendency.DROPS_NEGATIONS
    return Tendency.ADDS_NEGATIONS if own.quote else Tendency.DROPS_NEGATIONS


def _says(reading: Reading, report: Report, group: str, *kinds: str) -> bool:
    """Whether the words of a reading, or of its translation, hold a phrase of the tables."""
    told = [(reading.quote, language_of(report, reading.versions[0]))] if reading.versions else []
    if reading.pivot:
        told.append((reading.pivot, report.pivot))
    return any(find_phrases(words, language, group, *kinds) for words, language in told)


def _terminology(finding: Finding, report: Report) -> Tendency:
    """Loaded words stand against each other within a language, or in translation; what a glossary asks for is seen in
    the versions' own words, across languages."""
    codes = {primary_subtag(language_of(report, v)) for reading in finding.readings for v in reading.versions}
    return Tendency.LOADED_WORDS if finding.basis is Basis.PIVOT or len(codes) == 1 else Tendency.OTHER_TERMS
