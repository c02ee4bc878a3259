"""What the field's terms are called, in the reader's language: the same words on pages and in exports."""

from collections.abc import Mapping

from service.model.finding import FindingType, Severity
from service.model.sentences import ENGLISH, N_, Catalogue, Sentence
from service.model.version import Relation
from service.model.work import Reason, Verdict

TYPES: Mapping[str, str] = {
    FindingType.TRUNCATION: N_("truncation"),
    FindingType.OMISSION: N_("omission"),
    FindingType.ADDITION: N_("addition"),
    FindingType.NUMBER: N_("number"),
    FindingType.DATE: N_("date"),
    FindingType.NAME: N_("name"),
    FindingType.NEGATION: N_("negation"),
    FindingType.QUOTATION: N_("quotation"),
    FindingType.ATTRIBUTION: N_("attribution"),
    FindingType.UNTRANSLATED: N_("untranslated"),
    FindingType.GENDER: N_("gender"),
    FindingType.TENSE: N_("tense"),
    FindingType.QUESTION: N_("question"),
    FindingType.MEANING: N_("meaning"),
    FindingType.TERMINOLOGY: N_("terminology"),
    FindingType.ORDER: N_("order"),
    FindingType.DUPLICATION: N_("duplication"),
    FindingType.GRAMMAR: N_("grammar"),
    FindingType.SPELLING: N_("spelling"),
    FindingType.PUNCTUATION: N_("punctuation"),
    FindingType.CASE: N_("case"),
    FindingType.WORDING: N_("wording"),
}
SEVERITIES: Mapping[str, str] = {
    Severity.CRITICAL: N_("critical"),
    Severity.MAJOR: N_("major"),
    Severity.MINOR: N_("minor"),
    Severity.NEUTRAL: N_("harmless"),
}
COUNTED: Mapping[str, Sentence] = {
    Severity.CRITICAL: Sentence("{who} critical", "{who} critical"),
    Severity.MAJOR: Sentence("{who} major", "{who} major"),
    Severity.MINOR: Sentence("{who} minor", "{who} minor"),
    Severity.NEUTRAL: Sentence("{who} harmless", "{who} harmless"),
}
"""Findings of a severity by their number, with which the word agrees in some languages."""

RELATIONS: Mapping[str, str] = {
    Relation.ORIGINAL: N_("original"),
    Relation.TRANSLATION: N_("translation"),
    Relation.WIRE: N_("wire copy"),
    Relation.REVISION: N_("revision"),
    Relation.RETELLING: N_("retelling"),
}
VERDICTS: Mapping[str, str] = {
    Verdict.OPEN: N_("undecided"),
    Verdict.ACCEPTED: N_("accepted"),
    Verdict.DISMISSED: N_("dismissed"),
}
REASONS: Mapping[str, str] = {
    Reason.FALSE_ALARM: N_("false alarm"),
    Reason.TRANSLATOR_NOISE: N_("translator noise"),
    Reason.INTENDED: N_("intended"),
    Reason.UNIMPORTANT: N_("unimportant"),
}
FURNITURE: Mapping[str, str] = {
    "button": N_("button"),
    "byline": N_("byline"),
    "caption": N_("caption"),
    "cookie": N_("cookie notice"),
    "credit": N_("credit"),
    "dateline": N_("dateline"),
    "newsletter": N_("newsletter"),
    "related": N_("related article"),
    "other": N_("other"),
}
"""What stands around an article, by the kinds of the tables `furniture.toml`."""
_ALL = {**TYPES, **SEVERITIES, **RELATIONS, **VERDICTS, **REASONS, **FURNITURE}


def counted(severity: str, number: int, catalogue: Catalogue = ENGLISH) -> str:
    """So many findings of a severity: 3 critical."""
    return COUNTED[severity].spoken({"who": number}, catalogue)


def term(value: str | None, catalogue: Catalogue = ENGLISH) -> str:
    """A type, severity, relation, verdict, reason or kind of furniture; what is none of them stays as it is."""
    return catalogue.gettext(_ALL[value]) if value in _ALL else value or ""
