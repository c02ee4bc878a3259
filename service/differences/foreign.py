"""Words of another language among those of one: "und" for "and", "lui-même" for "itself"."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from service.differences import rules
from service.differences.edits import Edit, Pair
from service.differences.grammar import function_words
from service.differences.spelling import MOST_LETTERS, is_slip, lost_one
from service.differences.verdict import Verdict
from service.languages.kinship import Kin, kinship
from service.languages.names import alike, find_names
from service.languages.rarity import (
    at_home_abroad,
    exists,
    foreign_letters,
    halves,
    home_of,
    is_listed,
    zipf,
    zipf_at_all,
)
from service.languages.tokens import Token, words
from service.model.kept import read_once
from service.model.protocols import Embedder
from service.model.version import primary_subtag

ACRONYM = 5
"""Capitals of a word that is written in capitals: CZK."""

ELIDING = frozenset({"fr", "it", "ca"})
"""Languages to which such words belong."""

FAIRLY_COMMON = 3.5
"""Zipf value of words that may be joined to a new one: airbags."""

SHORTEST, UNHEARD = 3, 5
"""Letters from which on a word can be told to be another language's, and from which on a dictionary should have it."""

ABROAD = 2.0
"""How much more common, as zipf value, a little word is in its own language."""

COGNATE = 60.0
"""Likeness from which on a foreign word in capitals is the translation of one here: Präsident, Kalifornien."""

HEARD_OF = 2.5
"""Zipf value, in the long list, of a name that the language knows."""

ARTICLES = frozenset(
    {"the", "le", "la", "les", "el", "los", "las", "il", "lo", "gli", "der", "die", "das", "de", "het"}
)
"""With a capital, and one behind them, they begin the name of a newspaper: The Times, La Stampa."""

ELIDED = re.compile(r"(?:d|l|qu|n|s|j|m|t|c|dell|all|nell|un)['’]\w{2}")
"""French and Italian words with their article or preposition."""


def judge(edit: Edit, pair: Pair, embedder: Embedder) -> Verdict | None:
    """A word of another language in place of one's own."""
    english = primary_subtag(pair.language) == "en"
    if len(edit.left) == len(edit.right) == 1 and _slipped(edit.left_text, edit.right_text):
        return None
    if english and (strange := next((t for t in edit.right if _surely_foreign(t, pair)), None)):
        return Verdict(rules.FOREIGN_WORD, sure=True, reason={"word": strange.text})
    if english and (strange := next((t for t in edit.right if _unheard_of(t, pair)), None)):
        return Verdict(rules.NO_WORD, sure=True, reason={"word": strange.text})
    if not edit.left or any(not exists(t.text, pair.language) for t in edit.left if t.text.isalpha()):
        return None
    names = {n.start for n in find_names(pair.left, pair.language) if n.sure or not is_listed(n.text)}
    both = all(t.start in names for t in edit.left) and all(t.text[0].isupper() for t in edit.right)
    if both and alike(edit.left_text, edit.right_text) < COGNATE:
        return None  # a name for a name
    for token in edit.right:
        if not _of_title(token, pair) and not _at_home(token, edit, pair) and _foreign(token, edit, pair):
            sure = foreign_letters(token.text, pair.language) or home_of(_bare(token.text), pair.language) is not None
            at_home = token.text[0].isupper() and _capitals(edit.left)  # a name as at home: Nürnberg, Kalifornien
            rule = rules.FOREIGN_NAME if at_home else rules.FOREIGN_WORD if sure else rules.FOREIGN_WORD_MAYBE
            return Verdict(rule, sure=sure, reason={"word": token.text})
    return None


def _surely_foreign(token: Token, pair: Pair) -> bool:
    """Whether a word among English ones, whatever it stands for, is another language's: no name, unknown here, and
    everyday there or in letters that English lacks."""
    word = token.text.lower()
    initial = token.start == 0
    if initial and any(t.text[0].isupper() and alike(t.text, token.text) >= COGNATE for t in words(pair.left)):
        return False  # a name as it is at home
    if token.text.islower() and ELIDED.match(word):
        return word not in pair.left
    if len(word) < SHORTEST or not word.isalpha():
        return False
    if not (token.text.islower() or (initial and token.text[1:].islower())):
        return False
    if word in _lower(pair.left):
        return False
    if exists(word, pair.language):
        home = home_of(word, pair.language) if at_home_abroad(word, pair.language) else None
        return home is not None and word in function_words(home)
    if any(is_slip(word, t.text, pair.language) for t in words(pair.left)):
        return False
    return home_of(word, pair.language) is not None or (foreign_letters(word, pair.language) and not initial)


@read_once
def _lower(text: str) -> frozenset[str]:
    return frozenset(t.text.lower() for t in words(text))


def _unheard_of(token: Token, pair: Pair) -> bool:
    """Whether no dictionary of English has a word that is no name, where the other version has no such words: of 300
    clean translations three have one."""
    word = token.text
    if len(word) < UNHEARD or not (word.isalpha() and word.islower()):
        return False
    if exists(word, "en") or exists(word.removesuffix("s"), "en") or any(halves(word, FAIRLY_COMMON)):
        return False
    theirs = [t.text for t in words(pair.left) if t.text.isalpha() and t.text.islower()]
    return all(exists(t, "en") and OSA.distance(word, t) > MOST_LETTERS for t in theirs)


def _foreign(token: Token, edit: Edit, pair: Pair) -> bool:
    """Whether a word is neither the language's own nor one of its words misspelt, nor a name."""
    parts = [part for part in map(_bare, token.text.split("-")) if part]
    word = next((part for part in parts if not exists(part, pair.language)), parts[0] if len(parts) == 1 else "")
    if primary_subtag(pair.language) not in ELIDING and ELIDED.match(token.text.lower()):
        return True
    if token.text.isupper() and len(word) <= ACRONYM:
        return False
    if len(edit.right) == 1 and at_home_abroad(word, pair.language) and not _kindred(token, edit, pair):
        return True
    if len(edit.left) == len(edit.right) == 1 and _little_abroad(edit.left_text.lower(), word.lower(), pair.language):
        return True
    if len(word) < 2:
        return False
    if exists(word, pair.language) or any(is_slip(word, t.text, pair.language) for t in edit.left):
        return False
    if token.text[0].isupper() and not _first_of_content(edit.left, pair.language).text[0].isupper():
        # German nouns; other names are at home nowhere
        lone = len(edit.left) == len(edit.right) == 1 and foreign_letters(word, pair.language)
        return lone or home_of(word, pair.language) is not None
    if token.text[0].isupper():
        known = all(exists(t.text, pair.language) for t in edit.left)
        return len(edit.right) == 1 and known and home_of(word, pair.language) is not None
    return True


def _at_home(token: Token, edit: Edit, pair: Pair) -> bool:
    """Whether a word in capitals is a name that English knows (Hesse), or one for which the other text has nothing."""
    if not token.start or not token.text[0].isupper() or primary_subtag(pair.language) != "en":
        return False
    if zipf_at_all(token.text, pair.language) >= HEARD_OF and _capitals(edit.left):
        return True
    function = function_words(pair.language)
    return all(t.text.lower() in function for t in edit.left)


def _capitals(tokens: Sequence[Token]) -> bool:
    return any(t.text[0].isupper() for t in tokens)


def _slipped(left: str, right: str) -> bool:
    """Whether a word lost a letter, and is another language's by chance: een for seen."""
    return len(left) >= UNHEARD - 1 and lost_one(left.lower(), right.lower())


def _first_of_content(tokens: Sequence[Token], language: str) -> Token:
    """The first word that says something; the first of all where none does."""
    function = function_words(language)
    return next((t for t in tokens if t.text.lower() not in function), tokens[0])


def _of_title(token: Token, pair: Pair) -> bool:
    """Whether a word is the first of a name that stands in another language: wie The Times schreibt."""
    if not token.start or not token.text[0].isupper() or token.text.isupper():
        return False
    following = pair.right[token.end :].lstrip()[:1]
    return following.isupper() and token.text.lower() in ARTICLES


def _little_abroad(here: str, there: str, language: str) -> bool:
    """Whether one little word stands for another language's: et for and."""
    own = function_words(language)
    home = home_of(there, language) if here in own and there not in own else None
    return home is not None and there in function_words(home) and zipf(there, home) - zipf(there, language) >= ABROAD


def _kindred(token: Token, edit: Edit, pair: Pair) -> bool:
    """Whether a word is related to one that it stands for; "and" and "und" are only spelt alike."""
    home = home_of(token.text.lower(), pair.language)
    little = home is not None and token.text.lower() in function_words(home)
    kin = [kinship(t.text, token.text, pair.language) for t in edit.left]
    return any(grade > 0 and not (little and relation is Kin.SPELT) for relation, grade in kin)


def _bare(word: str) -> str:
    """The letters of a word: of 24jährigen the adjective."""
    bare = word.strip("0123456789-_")
    return bare if bare.isalpha() else ""
