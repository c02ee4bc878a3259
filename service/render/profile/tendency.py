"""What a version does in a finding in which it departs: drops who says so, adds, softens ..."""

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
    FindingType.OMISSION: Tendency.ADDS,
    FindingType.ADDITION: Tendency.ADDS,
    FindingType.NUMBER: Tendency.CHANGES_FIGURES,
    FindingType.DATE: Tendency.CHANGES_DATES,
    FindingType.NAME: Tendency.CHANGES_NAMES,
    FindingType.NEGATION: Tendency.ADDS_NEGATIONS,
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
    FindingType.OMISSION: Tendency.LEAVES_OUT,
    FindingType.ADDITION: Tendency.LEAVES_OUT,
    FindingType.NUMBER: Tendency.DROPS_FIGURES,
    FindingType.DATE: Tendency.DROPS_DATES,
    FindingType.NAME: Tendency.DROPS_NAMES,
    FindingType.NEGATION: Tendency.DROPS_NEGATIONS,
    FindingType.QUOTATION: Tendency.DROPS_QUOTATIONS,
}
"""Where the version has nothing and others have words. Types that are not here are the same either way."""


def tendency(finding: Finding, version: str, report: Report) -> Tendency:
    """What `version`, which departs in `finding`, does there. By its own reading, whatever the type is called: in an
    omission that the original has as well, the version with the words is the one that adds."""
    own = next(reading for reading in finding.readings if version in reading.versions)
    if finding.type is FindingType.ATTRIBUTION:
        return _attribution(finding, own, report)
    if finding.type is FindingType.TERMINOLOGY:
        return _terminology(finding, report)
    lacks = _LACKS.get(finding.type) if not own.quote else None
    return lacks or _HAS[finding.type]


def _attribution(finding: Finding, own: Reading, report: Report) -> Tendency:
    """A lost hedge makes a version more certain; a lost source does not."""
    others = [reading for reading in finding.readings if reading is not own and reading.quote]
    marked = own if own.quote else next(iter(others), own)
    hedged = bool(find_phrases(marked.quote, language_of(report, marked.versions[0]), "attribution", "hedges"))
    if own.quote:
        return Tendency.SOFTENS if hedged else Tendency.ADDS_ATTRIBUTIONS
    return Tendency.MORE_CERTAIN if hedged else Tendency.DROPS_ATTRIBUTIONS


def _terminology(finding: Finding, report: Report) -> Tendency:
    """Loaded words stand against each other within a language, or in translation; what a glossary asks for is seen in
    the versions' own words, across languages."""
    codes = {primary_subtag(language_of(report, v)) for reading in finding.readings for v in reading.versions}
    return Tendency.LOADED_WORDS if finding.basis is Basis.PIVOT or len(codes) == 1 else Tendency.OTHER_TERMS
