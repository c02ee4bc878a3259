"""The sentences that messages are made of. `who` are versions, as a list in words, and choose singular or plural;
`words` and `facing` are quoted from the versions, `passage` is a long one that ends its sentence."""

from collections.abc import Sequence

from service.languages.senses import Sense
from service.model.collation import Cell, Collation
from service.model.sentences import SOURCE, Clause, Sentence
from service.model.version import primary_subtag

SAYS = Sentence("{who} says “{words}”", "{who} say “{words}”")
SAYS_WORTH = Sentence("{who} says “{words}” ({value})", "{who} say “{words}” ({value})")
NO_FIGURE = Sentence("{who} has no such figure", "{who} have no such figure")
FIGURES_DIFFER = Sentence("{versions} differ in more than {count} figures")
SAYS_DATE = Sentence("{who} says {words} ({value})", "{who} say {words} ({value})")
HAS_PLACE = Sentence("{who} has {words}", "{who} have {words}")
HAS_NAME = Sentence(
    "{who} has the name {words}, {other} has {facing}", "{who} have the name {words}, {other} has {facing}"
)
NAMES = Sentence("{who} has the name {words}")
NO_NAME = Sentence("{who} has no such name here", "{who} have no such name here")
LEAVES_OUT_ONE = Sentence("{who} leaves out a sentence: “{passage}”", "{who} leave out a sentence: “{passage}”")
LEAVES_OUT = Sentence(
    "{who} leaves out {count} sentences: “{passage}”", "{who} leave out {count} sentences: “{passage}”"
)
ADDS_ONE = Sentence("{who} adds a sentence: “{passage}”", "{who} add a sentence: “{passage}”")
ADDS = Sentence("{who} adds {count} sentences: “{passage}”", "{who} add {count} sentences: “{passage}”")
UNSAID = Sentence("{version} says nothing of {things}, of which {count} of {all} other versions in its language speak")
UNSAID_AND_MORE = Sentence(
    "{version} says nothing of {things} and more, of which {count} of {all} other versions in its language speak"
)
SEEMS_CUT = Sentence("{version} seems to break off after “{words}”")
SEEMS_UNFINISHED = Sentence("{version} seems to break off after “{words}”: the sentence is not finished")
NO_FINAL_MARK = Sentence("In {version} the sentence that ends “{words}” has no final mark: it may have been cut")
BREAKS_OFF = Sentence("{version} breaks off after “{words}”")
GOES_ON = Sentence("{who} goes on: “{passage}”", "{who} go on: “{passage}”")
STANDS_ELSEWHERE = Sentence(
    "This sentence stands at another place in {version}: “{passage}”",
    "These {who} sentences stand at another place in {version}: “{passage}”",
)
STANDS_TWICE = Sentence("In {version} a statement stands twice: “{passage}”")
SAID_TWICE = Sentence("In {version} a statement is said twice in other words: “{passage}”")
PHRASE_TWICE = Sentence("In {version} a phrase stands twice in one sentence: “{passage}”")
LEFT_AS_IT_IS = Sentence("{version} leaves “{words}” as it is, which the others translate")
LEFT_IN_LANGUAGE = Sentence("{version} leaves a passage in {language}, as {source} has it: “{passage}”")
PASSAGE_IN_LANGUAGE = Sentence("{version} has a passage in {language}: “{passage}”")
NEGATES = Sentence("{who} negates (“{words}”)", "{who} negate (“{words}”)")
DOES_NOT = Sentence("{who} does not", "{who} do not")
ATTRIBUTES = Sentence("{who} attributes this (“{words}”)", "{who} attribute this (“{words}”)")
STATES = Sentence("{who} states it as a fact", "{who} state it as a fact")
QUOTES = Sentence("{who} quotes somebody here", "{who} quote somebody here")
NO_MARKS = Sentence("{who} has no quotation marks", "{who} have no quotation marks")
CHANGES_QUOTE = Sentence("{version} changes a quotation: it has “{words}” for “{facing}” in {other}")
CHANGES_QUOTE_NEARER = Sentence(
    "{version} changes a quotation: it has “{words}” for “{facing}” in {other}, which is nearer to {source}"
)
REWORDS_QUOTE = Sentence("{version} changes a quotation: it has other words in {other}")
REWORDS_QUOTE_NEARER = Sentence(
    "{version} changes a quotation: it has other words in {other}, which is nearer to {source}"
)
STRAIGHT = Sentence('{who} sets straight quotation marks (")', '{who} set straight quotation marks (")')
HAS_MARKS = Sentence("{who} has {marks}", "{who} have {marks}")
HAS_SENSE = Sentence("{who} has “{words}”", "{who} have “{words}”")
HAS_SENSE_NAMED = Sentence("{who} has “{words}” ({sense})", "{who} have “{words}” ({sense})")
SAYS_NOTHING = Sentence("{who} says nothing of the kind", "{who} say nothing of the kind")
NOT_AGREED = Sentence(
    "{version} does not use the agreed “{agreed}” for “{words}”",
    "{version} does not use the agreed “{agreed}” for “{words}” in {who} places",
)
NOT_KEPT = Sentence(
    "{version} does not keep the name “{agreed}” as it is",
    "{version} does not keep the name “{agreed}” as it is in {who} places",
)
HAS_INSTEAD = Sentence("it has {things}")
OTHERWISE = Sentence(
    "{who} puts it in other words: a machine translation says the same (“{words}”)",
    "{who} put it in other words: a machine translation says the same (“{words}”)",
)

# Words against words: `reference` is the version that the others are set against.
MOVED = Sentence(
    "{who} has “{words}” at another place of the sentence than {reference}",
    "{who} have “{words}” at another place of the sentence than {reference}",
)
REPLACED = Sentence(
    "{who} has “{words}” where {reference} has “{facing}”",
    "{who} have “{words}” where {reference} has “{facing}”",
)
LACKS = Sentence("{who} lacks “{facing}”, which {reference} has", "{who} lack “{facing}”, which {reference} has")
HAS_MORE = Sentence("{who} has “{words}”, which {reference} lacks", "{who} have “{words}”, which {reference} lacks")


def clause(sentence: Sentence, collation: Collation, versions: Sequence[str], **params: str | int) -> Clause:
    """The sentence said of some versions, by their labels."""
    return Clause(sentence, {"who": labels(collation, versions), **params})


def sense(collation: Collation, found: Sequence[tuple[Cell, Sense]]) -> Clause:
    """That versions have a word of a sense: the first one's, with the sense's name where it is not English."""
    (cell, word), *_ = found
    foreign = primary_subtag(cell.language) != SOURCE
    named = {"sense": word.name} if foreign else {}
    words = cell.text[word.start : word.end]
    sentence = HAS_SENSE_NAMED if foreign else HAS_SENSE
    return clause(sentence, collation, [c.version.id for c, _ in found], words=words, **named)


def labels(collation: Collation, versions: Sequence[str]) -> tuple[str, ...]:
    """What the user calls them."""
    return tuple(collation.version(v).label for v in versions)
