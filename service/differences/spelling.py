"""Slips of the pen: a word that the language does not have, where the other version has one it does."""

from rapidfuzz.distance import OSA

from service.differences import rules
from service.differences.edits import Edit, Pair
from service.differences.grammar import function_words
from service.differences.verdict import Verdict
from service.languages.fluency import kind
from service.languages.kinship import Kin, kinship
from service.languages.names import COMMON_NOUN_CAPITALS
from service.languages.rarity import exists, foreign_letters, home_of, is_common, joined, zipf
from service.model.finding import FindingType
from service.model.protocols import Embedder
from service.model.version import primary_subtag

TYPE = FindingType.SPELLING
PARTS = frozenset("NVJR")
"""Noun, verb, adjective, adverb: as `fluency.kind` writes them."""

MOST_LETTERS = 2
"""Letters put in, left out, changed or swapped (optimal string alignment distance)."""

SHORTEST = 3
HOUSEHOLD = {1: 4.55, 2: 3.4}
"""Zipf value, by the letters that differ, from which on a word that looks like a slip is rather a word of another
language: Koalition, Nationen."""


BY_CHANCE = 2.5
"""How much rarer, as zipf value, a word is that another one becomes by losing a letter: yeas for years."""

SLIPPED = Verdict(rules.SLIPPED)


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """One word against one that differs in a letter or two and is not in the word list."""
    if len(edit.left) != 1 or len(edit.right) != 1:
        return None
    left, right = edit.left[0].text, edit.right[0].text
    if not _letters(left) or not _letters(right) or left.lower() == right.lower():
        return None
    distance = OSA.distance(left.lower(), right.lower())
    if distance > min(MOST_LETTERS, max(len(left), len(right)) / 2):
        return None
    known_left, known_right = exists(left, pair.language), exists(right, pair.language)
    if known_left != known_right:
        slip, word = (right, left) if known_left else (left, right)
        if _form(slip, word, pair.language):
            return None
        return Verdict(rules.MISSPELT, sure=True, reason={"word": slip})
    if known_left:
        if _article_for_and(edit, pair):
            return SLIPPED
        return _lost_letter(left.lower(), right.lower(), pair.language)
    if left[0].isupper() and right[0].isupper() and not _noun(left, right, pair.language):
        return Verdict(rules.NAME_RESPELT, sure=True)
    return None


def _form(unknown: str, known: str, language: str) -> bool:
    """Whether a word that the lists lack is a compound of words they have (Schattenkanzlerin), or the other with the s
    of a plural or genitive (Nairas), or of a woman (Wahlverweigererin)."""
    if joined(unknown, language) or (known[0].isupper() and unknown == known + "s"):
        return True
    return primary_subtag(language) == "de" and unknown in (known + "in", known + "innen")


def _noun(one: str, other: str, language: str) -> bool:
    """Whether two words in capitals are forms of one noun, a compound perhaps, where nouns have capitals; or one
    name, with and without the s of its genitive."""
    if primary_subtag(language) not in COMMON_NOUN_CAPITALS:
        return False
    shorter, longer = sorted((one.lower(), other.lower()), key=len)
    return longer == shorter + "s" or all(is_common(w, language) or joined(w, language) for w in (one, other))


def is_slip(slip: str, word: str, language: str) -> bool:
    """Whether an unknown word is a known one misspelt, and not a word of another language."""
    if exists(slip, language) or not exists(word, language) or foreign_letters(slip, language):
        return False
    distance = OSA.distance(slip.lower(), word.lower())
    if distance > min(MOST_LETTERS, len(word) / 2):
        return False
    home = home_of(slip, language)
    return home is None or len(slip) < SHORTEST or zipf(slip, home) < HOUSEHOLD.get(distance, 0.0)


def _lost_letter(left: str, right: str, language: str) -> Verdict | None:
    """A word that a letter fell out of, or two letters of which changed places, so that it is another word by chance:
    been and bee, form and from."""
    if primary_subtag(language) != "en" or (left in function_words(language) and right in function_words(language)):
        return None
    if kinship(left, right, language)[0] not in (Kin.SPELT, Kin.NONE, Kin.SISTER):
        return None
    shorter, longer = sorted((left, right), key=len)
    dropped = lost_one(longer, shorter)
    if dropped and zipf(longer, language) - zipf(shorter, language) >= BY_CHANCE:
        return SLIPPED
    if PARTS & set(kind(left)) & set(kind(right)):
        return None  # ridge for bridge is another word of its part of speech, bee for been is none
    swapped = len(left) == len(right) and sorted(left) == sorted(right)
    if not dropped and not swapped:
        return None
    return SLIPPED


def lost_one(longer: str, shorter: str) -> bool:
    """Whether a word is another one without one of its letters."""
    return len(longer) == len(shorter) + 1 and any(longer[:k] + longer[k + 1 :] == shorter for k in range(len(longer)))


def _article_for_and(edit: Edit, pair: Pair) -> bool:
    """Whether an "an" before a consonant should have been an "and"."""
    if primary_subtag(pair.language) != "en" or {edit.left_text.lower(), edit.right_text.lower()} != {"and", "an"}:
        return False
    left = edit.left_text.lower() == "an"
    text, end = (pair.left, edit.left[0].end) if left else (pair.right, edit.right[0].end)
    following = text[end:].lstrip()[:1].lower()
    return following.isalpha() and following not in "aeiouh"


def _letters(word: str) -> bool:
    return word.replace("-", "").replace("'", "").isalpha()
