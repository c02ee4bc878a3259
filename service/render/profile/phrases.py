"""The sentences that profiles are made of. `who`, `original` and `last` are versions' labels, `near` and `far` what
closeness is (0.90, or 0.90 to 1.00), `times` and other counts numbers of findings. Those in pairs are for comparisons
with an original and for those without."""

from collections.abc import Mapping

from service.model.finding import FindingType
from service.model.sentences import Sentence
from service.render.profile.tendency import Tendency

DOES: Mapping[Tendency, Sentence] = {
    Tendency.DROPS_ATTRIBUTIONS: Sentence("drops attributions"),
    Tendency.ADDS_ATTRIBUTIONS: Sentence("adds attributions"),
    Tendency.CHANGES_ATTRIBUTIONS: Sentence("changes attributions"),
    Tendency.SOFTENS: Sentence("softens"),
    Tendency.LEAVES_OUT: Sentence("leaves passages out"),
    Tendency.ADDS: Sentence("adds passages"),
    Tendency.CHANGES_FIGURES: Sentence("changes figures"),
    Tendency.DROPS_FIGURES: Sentence("drops figures"),
    Tendency.CHANGES_DATES: Sentence("changes dates"),
    Tendency.DROPS_DATES: Sentence("drops dates"),
    Tendency.CHANGES_NAMES: Sentence("changes names"),
    Tendency.DROPS_NAMES: Sentence("drops names"),
    Tendency.ADDS_NEGATIONS: Sentence("adds negations"),
    Tendency.DROPS_NEGATIONS: Sentence("drops negations"),
    Tendency.CHANGES_NEGATIONS: Sentence("changes negations"),
    Tendency.CHANGES_QUOTATIONS: Sentence("changes quotations"),
    Tendency.DROPS_QUOTATIONS: Sentence("drops quotations"),
    Tendency.LOADED_WORDS: Sentence("uses other loaded words"),
    Tendency.OTHER_TERMS: Sentence("does not use agreed terms"),
    Tendency.CHANGES_MEANING: Sentence("says something else"),
    Tendency.BREAKS_OFF: Sentence("breaks sentences off"),
    Tendency.UNTRANSLATED: Sentence("leaves words untranslated"),
    Tendency.CHANGES_GENDER: Sentence("changes genders"),
    Tendency.CHANGES_TENSE: Sentence("changes tenses"),
    Tendency.CHANGES_QUESTIONS: Sentence("exchanges questions and statements"),
    Tendency.MOVES: Sentence("moves passages"),
    Tendency.REPEATS: Sentence("repeats itself"),
    Tendency.SLIPS: Sentence("has slips of language"),
    Tendency.WORDING: Sentence("words things otherwise"),
}
MORE_CERTAIN = (Sentence("is more certain than the original"), Sentence("is more certain than the others"))
ABOUT: Mapping[FindingType, Sentence] = {
    FindingType.TRUNCATION: Sentence("sentences that break off"),
    FindingType.OMISSION: Sentence("passages that not all have"),
    FindingType.NUMBER: Sentence("figures"),
    FindingType.DATE: Sentence("dates"),
    FindingType.NAME: Sentence("names"),
    FindingType.NEGATION: Sentence("negations"),
    FindingType.QUOTATION: Sentence("quotations"),
    FindingType.ATTRIBUTION: Sentence("attributions"),
    FindingType.UNTRANSLATED: Sentence("untranslated words"),
    FindingType.GENDER: Sentence("genders"),
    FindingType.TENSE: Sentence("tenses"),
    FindingType.QUESTION: Sentence("questions"),
    FindingType.MEANING: Sentence("meaning"),
    FindingType.TERMINOLOGY: Sentence("terms"),
    FindingType.ORDER: Sentence("order"),
    FindingType.DUPLICATION: Sentence("repetitions"),
    FindingType.GRAMMAR: Sentence("slips of language"),
    FindingType.WORDING: Sentence("wording"),
}
TIMES = Sentence("{what} ({times})")
VERSIONS = Sentence("{who} version", "{who} versions")
RANGE = Sentence("{low} to {high}")

UNKNOWN = Sentence("Nothing tells which version is closest")
EACH_OTHER = Sentence("{who} have a closeness of {near} to each other (1: nothing tells them apart)")
BESIDE = (
    Sentence("The closeness of {who} to {original}, the original, is {near} (1: nothing tells them apart)"),
    Sentence("The closeness of {who} to the others is {near} (1: nothing tells them apart)"),
)
EVEN = (
    Sentence("{who} ({near}) are about equally close to {original}, the original"),
    Sentence("{who} ({near}) are about equally close to each other"),
)
CLOSER = (
    Sentence("{who} ({near}) is closer to {original}, the original, than {last} ({far})"),
    Sentence("{who} ({near}) is closer to the others than {last} ({far})"),
)
CLOSEST = (
    Sentence("{who} ({near}) is closest to {original}, the original"),
    Sentence("{who} ({near}) is closest to the others"),
)
TIED = (
    Sentence("{who} ({near}) are about equally close to {original}, the original, and closer than the rest"),
    Sentence("{who} ({near}) are about equally close to the others and closer than the rest"),
)
OPEN_OF_TWO = (
    Sentence("Too little tells which of {who} ({near}) is closer to {original}, the original"),
    Sentence("Too little tells which of {who} ({near}) is closer to the others"),
)
OPEN = (
    Sentence("Too little tells which of {who} ({near}) is closest to {original}, the original"),
    Sentence("Too little tells which of {who} ({near}) is closest to the others"),
)
FURTHEST = Sentence("{who} ({far}) is furthest", "{who} ({far}) are furthest")

TENDS = Sentence("{version} {habits}")
MORE_IN_TABLE = Sentence(
    "{who} more version with habits: see the table", "{who} more versions with habits: see the table"
)
DIFFER = Sentence("{who} differ in {topics}")
NO_TENDENCIES = Sentence("No version shows a clear tendency")
NO_TENDENCY = Sentence("{who} shows no clear tendency", "{who} show no clear tendency")

NOTHING_FOUND = Sentence("No difference was found that an editor has to look at")
WHICH_OF_TWO = Sentence(
    "In {undecided} of {who} finding nothing tells which of the two departs",
    "In {undecided} of {who} findings nothing tells which of the two departs",
)
NOBODY = Sentence("{who} finding; no version stands out", "{who} findings; no version stands out")
MOST_OFTEN = (
    Sentence("{who} departs most often: in {times} of {all} findings, all of them {severity}"),
    Sentence("{who} departs most often: in {times} of {all} findings, {grave} of them {severity}"),
)
"""Where all of its findings are as grave as the worst, and where some are."""
DEPARTS = (
    Sentence("{who} departs in {times} of {all} findings, all of them {severity}"),
    Sentence("{who} departs in {times} of {all} findings, {grave} of them {severity}"),
)
"""The same of the only version that is measured."""
MOST_OFTEN_EACH = Sentence("{who} depart most often: in {times} of {all} findings each")
UNDECIDED = Sentence("in {undecided} nothing tells who departs")
UNDECIDED_ABOUT = Sentence("in {undecided} nothing tells who departs (most often {topics})")
