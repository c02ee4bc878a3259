"""What the field's terms are called on the page, in the reader's language."""

from service.languages.display import language_name
from service.model.finding import FindingType, Severity
from service.model.version import UNDETERMINED, Relation
from service.model.work import Reason, Verdict
from service.web.words import gettext, language


def N_(words: str) -> str:  # noqa: N802 # gettext's own name: words that are looked up later
    """Marks words for the catalogues."""
    return words


TYPES: dict[str, str] = {
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
SEVERITIES: dict[str, str] = {
    Severity.CRITICAL: N_("critical"),
    Severity.MAJOR: N_("major"),
    Severity.MINOR: N_("minor"),
    Severity.NEUTRAL: N_("harmless"),
}
RELATIONS: dict[str, str] = {
    Relation.ORIGINAL: N_("original"),
    Relation.TRANSLATION: N_("translation"),
    Relation.WIRE: N_("wire copy"),
    Relation.REVISION: N_("revision"),
    Relation.RETELLING: N_("retelling"),
}
VERDICTS: dict[str, str] = {
    Verdict.OPEN: N_("undecided"),
    Verdict.ACCEPTED: N_("accepted"),
    Verdict.DISMISSED: N_("dismissed"),
}
REASONS: dict[str, str] = {
    Reason.FALSE_ALARM: N_("false alarm"),
    Reason.TRANSLATOR_NOISE: N_("translator noise"),
    Reason.INTENDED: N_("intended"),
    Reason.UNIMPORTANT: N_("unimportant"),
}
_ALL = {**TYPES, **SEVERITIES, **RELATIONS, **VERDICTS, **REASONS}


def term(value: str | None) -> str:
    """A type, severity, relation, verdict or reason; what is none of them stays as it is."""
    return gettext(_ALL[value]) if value in _ALL else value or ""


def tongue(code: str) -> str:
    """A language's name."""
    return gettext(N_("language unknown")) if code == UNDETERMINED else language_name(code, language())
