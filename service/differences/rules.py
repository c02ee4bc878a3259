"""Every way in which versions differ, one row a rule: what it is called, how grave it is, how sure, and what it says.

Where nothing else is said, a confidence was set to the share that an editor kept of 308 findings that were read
(docs/adr/0009). The sentences that a message is made of stand in `told.py`.
"""

from service.differences import told
from service.model.rule import Rule
from service.model.sentences import N_, Sentence
from service.model.types import FindingType as Type
from service.model.types import Severity

CRITICAL, MAJOR, MINOR, NEUTRAL = Severity
RULES: dict[str, Rule] = {}
"""Id -> rule, in the order below."""


def _rule(
    id: str,
    type: Type,
    severity: Severity,
    confidence: float,
    reason: str = "",
    because: str = "",
    says: tuple[Sentence, ...] = (told.REPLACED,),
) -> Rule:
    RULES[id] = Rule(id, type, severity, confidence, reason, because, says)
    return RULES[id]


# Reasons that several rules give.
_RETOLD = N_("A wire copy or retelling may rightly shorten and add: that weighs less.")
_RENDERED = N_("A translation may neither leave out nor add: that weighs more than in a wire copy.")
_HEADING = N_("Headlines are written anew by every desk.")
_ELSEWHERE = N_("The version says nearly the same in another sentence.")

# Sentences as wholes
CUT_BESIDE = _rule("truncation.goes-on", Type.TRUNCATION, CRITICAL, 0.95, says=(told.BREAKS_OFF, told.GOES_ON))
CUT_UNFINISHED_BESIDE = _rule("truncation.unfinished-beside", Type.TRUNCATION, MAJOR, 0.6, says=(told.SEEMS_CUT,))
CUT_UNFINISHED = _rule("truncation.unfinished", Type.TRUNCATION, MAJOR, 0.7, says=(told.SEEMS_UNFINISHED,))
CUT_NO_MARK = _rule("truncation.no-mark", Type.TRUNCATION, MINOR, 0.35, says=(told.NO_FINAL_MARK,))
OMITTED = _rule("omission.passage", Type.OMISSION, MAJOR, 0.9, because=_RENDERED, says=(told.LEAVES_OUT_ONE,))
OMITTED_HEADING = _rule("omission.heading", Type.OMISSION, MINOR, 0.5, because=_HEADING, says=(told.LEAVES_OUT_ONE,))
OMITTED_RETOLD = _rule("omission.retold", Type.OMISSION, MINOR, 0.6, because=_RETOLD, says=(told.LEAVES_OUT_ONE,))
OMITTED_ELSEWHERE = _rule(
    "omission.elsewhere", Type.OMISSION, MINOR, 0.4, because=_ELSEWHERE, says=(told.LEAVES_OUT_ONE,)
)
ADDED = _rule("addition.passage", Type.ADDITION, MAJOR, 0.9, because=_RENDERED, says=(told.ADDS_ONE,))
ADDED_HEADING = _rule("addition.heading", Type.ADDITION, MINOR, 0.5, because=_HEADING, says=(told.ADDS_ONE,))
ADDED_RETOLD = _rule("addition.retold", Type.ADDITION, MINOR, 0.6, because=_RETOLD, says=(told.ADDS_ONE,))
ADDED_ELSEWHERE = _rule("addition.elsewhere", Type.ADDITION, MINOR, 0.4, because=_ELSEWHERE, says=(told.ADDS_ONE,))
UNSAID_MUCH = _rule("omission.unsaid", Type.OMISSION, MAJOR, 0.75, says=(told.UNSAID,))
UNSAID_SOME = _rule("omission.unsaid-hint", Type.OMISSION, MINOR, 0.4, says=(told.UNSAID,))
EMPTY_RIGHT = _rule(
    "omission.sentence", Type.OMISSION, CRITICAL, 0.99, N_("the whole sentence is missing"), says=(told.LACKS,)
)
EMPTY_LEFT = _rule(
    "addition.sentence", Type.ADDITION, CRITICAL, 0.99, N_("the whole sentence is missing"), says=(told.HAS_MORE,)
)
SHUFFLED = _rule("order.shuffled", Type.ORDER, CRITICAL, 0.95, N_("the words are shuffled"))
SCATTERED = _rule("order.scattered", Type.ORDER, CRITICAL, 0.8, N_("the words are shuffled"))
UNRELATED = _rule("meaning.unrelated", Type.MEANING, CRITICAL, 0.9, N_("the sentences have nothing in common"))
MOVED = _rule("order.passage", Type.ORDER, MINOR, 0.8, says=(told.STANDS_ELSEWHERE,))
MOVED_WORDS = _rule("order.words", Type.ORDER, MINOR, 0.5, N_("another word order"), says=(told.MOVED,))
TWICE = _rule("duplication.sentence", Type.DUPLICATION, MINOR, 0.9, says=(told.STANDS_TWICE,))
TWICE_REWORDED = _rule("duplication.reworded", Type.DUPLICATION, MINOR, 0.55, says=(told.SAID_TWICE,))
TWICE_CLAUSE = _rule("duplication.clause", Type.DUPLICATION, MAJOR, 0.85, says=(told.PHRASE_TWICE,))
TWICE_PHRASE = _rule("duplication.phrase", Type.DUPLICATION, MINOR, 0.6, says=(told.PHRASE_TWICE,))
TWICE_WORD = _rule("duplication.word", Type.DUPLICATION, MINOR, 0.8, N_("a word stands twice"), says=(told.HAS_MORE,))
FOREIGN_COPIED = _rule("untranslated.passage", Type.UNTRANSLATED, CRITICAL, 0.97, says=(told.LEFT_IN_LANGUAGE,))
FOREIGN_PASSAGE = _rule(
    "untranslated.passage-reworded", Type.UNTRANSLATED, MAJOR, 0.6, says=(told.PASSAGE_IN_LANGUAGE,)
)
FOREIGN_STRANGE = _rule("untranslated.third-language", Type.UNTRANSLATED, MINOR, 0.6, says=(told.PASSAGE_IN_LANGUAGE,))
FOREIGN_KEPT = _rule("untranslated.kept", Type.UNTRANSLATED, MAJOR, 0.7, says=(told.LEFT_AS_IT_IS,))
ASKED = _rule("question.asked", Type.QUESTION, MAJOR, 0.9, N_("a statement and a question"))
CAPITALS_ALL = _rule("case.shouted", Type.CASE, NEUTRAL, 0.9, N_("only capitals differ"))
CAPITALS_SOME = _rule("case.sentence", Type.CASE, MINOR, 0.9, N_("only capitals differ"))
BLANKS = _rule("punctuation.blanks", Type.PUNCTUATION, MINOR, 0.8, N_("only blanks differ"))

# Figures and dates
FIGURE_OTHER = _rule("number.other", Type.NUMBER, CRITICAL, 0.9, says=(told.SAYS, told.SAYS))
FIGURE_OTHER_WORD = _rule("number.other-word", Type.NUMBER, MAJOR, 0.7, says=(told.SAYS, told.SAYS))
FIGURE_PART = _rule("number.part", Type.NUMBER, MAJOR, 0.6, says=(told.SAYS, told.SAYS))
FIGURE_RANK = _rule("number.rank", Type.NUMBER, MAJOR, 0.6, says=(told.SAYS, told.SAYS))
FIGURE_CURRENCY = _rule("number.currency", Type.NUMBER, MAJOR, 0.6, says=(told.SAYS, told.SAYS))
FIGURE_LACKING = _rule("number.lacking", Type.NUMBER, MAJOR, 0.6, says=(told.SAYS, told.NO_FIGURE))
FIGURE_LACKING_HINT = _rule("number.lacking-hint", Type.NUMBER, MINOR, 0.4, says=(told.SAYS, told.NO_FIGURE))
FIGURES_TABLE = _rule("number.table", Type.NUMBER, CRITICAL, 0.9, says=(told.FIGURES_DIFFER,))
FIGURES_TABLE_DOUBTED = _rule("number.table-hint", Type.NUMBER, MAJOR, 0.6, says=(told.FIGURES_DIFFER,))
LIMIT_TURNED = _rule(
    "number.limit-turned",
    Type.NUMBER,
    MAJOR,
    0.6,
    N_("the same figure, limited otherwise"),
    says=(told.SAYS, told.SAYS),
)
LIMIT_OTHER = _rule(
    "number.limit", Type.NUMBER, MINOR, 0.35, N_("the same figure, limited otherwise"), says=(told.SAYS, told.SAYS)
)
FIGURE_EDITED = _rule("number.edited", Type.NUMBER, CRITICAL, 0.85, N_("another figure"))
FIGURE_EDITED_WORD = _rule("number.edited-word", Type.NUMBER, MAJOR, 0.85, N_("another figure"))
DATE_EDITED = _rule("date.edited", Type.DATE, CRITICAL, 0.85, N_("another figure"))
DATE_EDITED_WORD = _rule("date.edited-word", Type.DATE, MAJOR, 0.85, N_("another figure"))
FIGURE_ALONE = _rule("number.alone", Type.NUMBER, MAJOR, 0.6, N_("a figure on one side alone"), says=(told.LACKS,))
FIGURE_ALONE_SMALL = _rule(
    "number.alone-small", Type.NUMBER, MINOR, 0.6, N_("a figure on one side alone"), says=(told.LACKS,)
)
DATE_ALONE = _rule("date.alone", Type.DATE, MAJOR, 0.6, N_("a figure on one side alone"), says=(told.LACKS,))
DATE_ALONE_SMALL = _rule(
    "date.alone-small", Type.DATE, MINOR, 0.6, N_("a figure on one side alone"), says=(told.LACKS,)
)
DATE_OTHER = _rule("date.other", Type.DATE, CRITICAL, 0.85, says=(told.SAYS_DATE, told.SAYS_DATE))
DATE_TOLD = _rule("date.told", Type.DATE, MAJOR, 0.6, says=(told.SAYS_DATE, told.SAYS_DATE))
WEEKDAY_OTHER = _rule("date.weekday", Type.DATE, MAJOR, 0.7, says=(told.SAYS_DATE, told.SAYS_DATE))

# Names
NAME_FOR_NAME = _rule("name.other", Type.NAME, MAJOR, 0.7, says=(told.HAS_NAME,))
NAME_FOR_NAME_OF_MANY = _rule("name.other-of-many", Type.NAME, MAJOR, 0.85, says=(told.HAS_NAME,))
NAME_UNACCOUNTED = _rule("name.unaccounted", Type.NAME, MAJOR, 0.6, says=(told.NAMES, told.NO_NAME))
NAME_UNACCOUNTED_RETOLD = _rule(
    "name.unaccounted-retold", Type.NAME, MINOR, 0.6, because=_RETOLD, says=(told.NAMES, told.NO_NAME)
)
PLACE_OTHER = _rule("name.place", Type.NAME, MAJOR, 0.75, says=(told.HAS_PLACE, told.HAS_PLACE))
NAME_EDITED = _rule("name.edited", Type.NAME, CRITICAL, 0.8, N_("another name"))
NAME_EDITED_IN_WORDS = _rule("name.edited-in-words", Type.NAME, CRITICAL, 0.7, N_("another name"))
NAME_EDITED_NOUN = _rule("name.edited-noun", Type.NAME, CRITICAL, 0.6, N_("another name"))
NAME_IN_PART = _rule("name.in-part", Type.NAME, MINOR, 0.5, N_("a name in full and in part"))
NAME_REWORDED = _rule("name.other-form", Type.NAME, MINOR, 0.5, N_("the name in another form"))
NAME_RESPELT = _rule("name.respelt", Type.NAME, MINOR, 0.7, N_("the name is spelt in two ways"))
NAME_LOST = _rule("name.lost", Type.NAME, MAJOR, 0.6, N_("a name is left out"), says=(told.LACKS,))
TITLE_LOST = _rule("name.title-lost", Type.NAME, MINOR, 0.5, N_("a title is left out"), says=(told.LACKS,))

# Who says so, and whether it is denied
DENIED_BY_ONE = _rule("negation.lost-by-one", Type.NEGATION, CRITICAL, 0.8, says=(told.NEGATES, told.DOES_NOT))
DENIED = _rule("negation.lost", Type.NEGATION, MAJOR, 0.6, says=(told.NEGATES, told.DOES_NOT))
DENIED_HINT = _rule("negation.lost-hint", Type.NEGATION, MINOR, 0.15, says=(told.NEGATES, told.DOES_NOT))
NOT_EDITED = _rule("negation.edited", Type.NEGATION, CRITICAL, 0.9, N_("one negates, the other does not"))
NOT_EDITED_FREELY = _rule("negation.edited-freely", Type.NEGATION, MAJOR, 0.5, N_("one negates, the other does not"))
FIRM_EDITED = _rule("negation.edited-firm", Type.NEGATION, MAJOR, 0.6, N_("one negates, the other does not"))
NOT_MOVED = _rule("negation.moved", Type.NEGATION, MAJOR, 0.6, N_("something else is denied"))
SOURCE_LOST_BY_ONE = _rule("attribution.lost-by-one", Type.ATTRIBUTION, MAJOR, 0.8, says=(told.ATTRIBUTES, told.STATES))
SOURCE_LOST = _rule("attribution.lost", Type.ATTRIBUTION, MAJOR, 0.7, says=(told.ATTRIBUTES, told.STATES))
SOURCE_LOST_ABROAD = _rule(
    "attribution.lost-in-translation", Type.ATTRIBUTION, MAJOR, 0.65, says=(told.ATTRIBUTES, told.STATES)
)
SOURCE_HINT = _rule("attribution.named", Type.ATTRIBUTION, MINOR, 0.3, says=(told.ATTRIBUTES, told.STATES))
HEDGE_HINT = _rule("attribution.hedged", Type.ATTRIBUTION, MINOR, 0.15, says=(told.ATTRIBUTES, told.STATES))
QUOTE_CHANGED = _rule("quotation.changed", Type.QUOTATION, MAJOR, 0.7, says=(told.CHANGES_QUOTE,))
QUOTE_UNMARKED = _rule("quotation.unmarked", Type.QUOTATION, MINOR, 0.6, says=(told.QUOTES, told.NO_MARKS))
QUOTE_MARKS = _rule("quotation.marks", Type.QUOTATION, MINOR, 0.5, N_("quotation marks"))
STRAIGHT_MARKS = _rule("punctuation.straight-marks", Type.PUNCTUATION, MINOR, 0.2, says=(told.STRAIGHT, told.HAS_MARKS))

# What is said
# In 2,664 pairs of translated sentences (English beside German, Russian, Czech, French, Chinese, Japanese) 1,189 times
# both had one sense of an axis and nothing of its other ones; one was turned, by the translator.
OPPOSITE_SENSE = _rule(
    "meaning.opposite-sense",
    Type.MEANING,
    CRITICAL,
    0.8,
    N_("the opposite"),
    says=(told.HAS_SENSE, told.HAS_SENSE_NAMED),
)
OTHER_SENSE = _rule(
    "meaning.other-sense", Type.MEANING, CRITICAL, 0.8, N_("not the same"), says=(told.HAS_SENSE, told.HAS_SENSE_NAMED)
)
OPPOSITE_WORD = _rule("meaning.opposite", Type.MEANING, CRITICAL, 0.8, N_("the opposite"))
OPPOSITE_ELSEWHERE = _rule("meaning.opposite-elsewhere", Type.MEANING, MAJOR, 0.65, N_("the opposite"))
ROLES_TURNED = _rule("meaning.roles", Type.MEANING, CRITICAL, 0.85, N_("who does it to whom is turned round"))
QUALIFIER_UNSAID = _rule("meaning.qualifier", Type.MEANING, MAJOR, 0.7, says=(told.HAS_SENSE_NAMED, told.SAYS_NOTHING))
QUALIFIER_EDITED = {
    Type.OMISSION: _rule("omission.qualifier", Type.OMISSION, MAJOR, 0.7),
    Type.ADDITION: _rule("addition.qualifier", Type.ADDITION, MAJOR, 0.7),
    Type.MEANING: _rule("meaning.qualifier-edited", Type.MEANING, MAJOR, 0.7),
}
DEGREE_EDITED = {
    Type.OMISSION: _rule("omission.degree", Type.OMISSION, MAJOR, 0.6, N_("to another degree")),
    Type.ADDITION: _rule("addition.degree", Type.ADDITION, MAJOR, 0.6, N_("to another degree")),
    Type.MEANING: _rule("meaning.degree", Type.MEANING, MAJOR, 0.6, N_("to another degree")),
}
QUANTITY_OTHER = _rule("meaning.quantity", Type.MEANING, MAJOR, 0.65, N_("not as many"))
QUANTITY_NEXT = _rule("meaning.quantity-next", Type.MEANING, MINOR, 0.5, N_("not as many"))
LOADED = _rule("terminology.loaded", Type.TERMINOLOGY, MAJOR, 0.6, N_("the words carry different judgements"))
LOADED_LISTED = _rule("terminology.listed", Type.TERMINOLOGY, MAJOR, 0.8, N_("the words carry different judgements"))
# Where other words stand for the term, and where none can be told: a pronoun may be good style.
TERM_LOST = _rule("terminology.agreed", Type.TERMINOLOGY, MAJOR, 0.85, says=(told.NOT_AGREED, told.HAS_INSTEAD))
TERM_STYLED = _rule("terminology.agreed-hint", Type.TERMINOLOGY, MINOR, 0.5, says=(told.NOT_AGREED, told.HAS_INSTEAD))
SEX_CHANGED = _rule("gender.changed", Type.GENDER, CRITICAL, 0.85, N_("the gender changes"))
SEX_DERIVED = _rule("gender.derived", Type.GENDER, MAJOR, 0.7, N_("the gender changes"))
FORCE_OTHER = _rule("tense.duty", Type.TENSE, MAJOR, 0.75, N_("another force"))
FORCE = _rule("tense.force", Type.TENSE, MAJOR, 0.75, N_("another force: what is certain, possible, ordered or said"))
FORCE_MILD = _rule(
    "tense.force-mild", Type.TENSE, MINOR, 0.55, N_("another force: what is certain, possible, ordered or said")
)
TENSE = _rule("tense.time", Type.TENSE, MAJOR, 0.75, N_("another tense"))
TENSE_MILD = _rule("tense.time-mild", Type.TENSE, MINOR, 0.55, N_("another tense"))
REPORTED = _rule("tense.reported", Type.TENSE, MINOR, 0.55, N_("reported speech or not"))
ASPECT = _rule("tense.aspect", Type.TENSE, MAJOR, 0.75, N_("another tense or aspect"))
ASPECT_MOOD = _rule("tense.aspect-mood", Type.TENSE, MINOR, 0.75, N_("another tense or aspect"))
ASPECT_HELPED = _rule("tense.aspect-helped", Type.TENSE, MINOR, 0.6, N_("another tense or aspect"))
MOOD = _rule("tense.mood", Type.TENSE, MAJOR, 0.75, N_("another tense or mood"))
MOOD_HELPED = _rule("tense.mood-helped", Type.TENSE, MINOR, 0.6, N_("another tense or mood"))
VERB_LOST = _rule("omission.verb", Type.OMISSION, MINOR, 0.5, N_("the verb"), says=(told.LACKS,))
VERB_NEW = _rule("addition.verb", Type.ADDITION, MINOR, 0.5, N_("the verb"), says=(told.HAS_MORE,))
LOST_WORDS = _rule("omission.words", Type.OMISSION, MAJOR, 0.6, says=(told.LACKS,))
LOST_COMMON = _rule("omission.common-words", Type.OMISSION, MINOR, 0.55, says=(told.LACKS,))
NEW_WORDS = _rule("addition.words", Type.ADDITION, MAJOR, 0.6, says=(told.HAS_MORE,))
NEW_COMMON = _rule("addition.common-words", Type.ADDITION, MINOR, 0.55, says=(told.HAS_MORE,))
NEARLY_SAME = _rule("meaning.nearly", Type.MEANING, MINOR, 0.5, N_("nearly the same"))
WIDER = _rule("meaning.wider", Type.MEANING, MINOR, 0.6, N_("a wider or narrower word"))
OTHER_WORD = _rule("meaning.word", Type.MEANING, MAJOR, 0.6, N_("another word"))
OTHER_COMMON_WORD = _rule("meaning.common-word", Type.MEANING, MINOR, 0.6, N_("another word"))
FOREIGN_WORD = _rule("untranslated.word", Type.UNTRANSLATED, CRITICAL, 0.8, N_("“{word}” is not translated"))
FOREIGN_WORD_MAYBE = _rule(
    "untranslated.word-maybe", Type.UNTRANSLATED, CRITICAL, 0.6, N_("“{word}” is not translated")
)
FOREIGN_NAME = _rule("untranslated.name", Type.UNTRANSLATED, MAJOR, 0.6, N_("“{word}” is not translated"))
NO_WORD = _rule("untranslated.no-word", Type.UNTRANSLATED, MAJOR, 0.6, N_("“{word}” is no word of the language"))

# Form
MISSPELT = _rule("spelling.misspelt", Type.SPELLING, MINOR, 0.85, N_("“{word}” looks misspelt"))
SLIPPED = _rule("spelling.slipped", Type.SPELLING, MINOR, 0.6, N_("a letter seems to have slipped"))
FUNCTION_WORD = _rule("grammar.function-word", Type.GRAMMAR, MINOR, 0.5, N_("another function word"))
WORD_FORM = _rule("grammar.form", Type.GRAMMAR, MINOR, 0.55, N_("another form of the word"))
VERB_FORM = _rule("grammar.verb-form", Type.GRAMMAR, MINOR, 0.5, N_("another form of the verb"))
PART_OF_SPEECH = _rule("grammar.part-of-speech", Type.GRAMMAR, MINOR, 0.55, N_("another part of speech"))
FINAL_MARK = _rule(
    "punctuation.final-mark", Type.PUNCTUATION, MINOR, 0.8, N_("the final mark is missing"), says=(told.LACKS,)
)
MARKS = _rule("punctuation.marks", Type.PUNCTUATION, MINOR, 0.5, N_("punctuation"))
MARKS_FREELY = _rule("punctuation.marks-freely", Type.PUNCTUATION, NEUTRAL, 0.5, N_("punctuation"))
STRAY_MARK = _rule("punctuation.stray-mark", Type.PUNCTUATION, MINOR, 0.6, N_("a mark within the word"))
CAPITALS = _rule("case.capitals", Type.CASE, MINOR, 0.6, N_("capitals"))
CAPITAL_BEGINS = _rule("case.begins", Type.CASE, NEUTRAL, 0.2, N_("the word begins the sentence"))

# No difference in what is said
STYLE = _rule("wording.style", Type.WORDING, NEUTRAL, 0.2)
SAID_ALIKE = _rule("wording.said-alike", Type.WORDING, NEUTRAL, 0.2, says=(told.OTHERWISE,))
SOFTENED = _rule("wording.softened", Type.WORDING, NEUTRAL, 0.2, N_("softened in other words"))
UNIT = _rule("wording.unit", Type.WORDING, NEUTRAL, 0.2, N_("another unit"))
NOTATION = _rule("wording.notation", Type.WORDING, NEUTRAL, 0.2, N_("one figure in two forms"))
SPELT_OTHERWISE = _rule("wording.spelling", Type.WORDING, NEUTRAL, 0.2, N_("another spelling"))
SYNONYM = _rule("wording.synonym", Type.WORDING, NEUTRAL, 0.3, N_("another word for it"))
LIKE_IN_MEANING = _rule("wording.near", Type.WORDING, NEUTRAL, 0.3)
SAME_TIME = _rule("wording.same-time", Type.WORDING, NEUTRAL, 0.3, N_("the same time in other forms"))
WITH_ADJECTIVE = _rule("wording.with-adjective", Type.WORDING, NEUTRAL, 0.2)
