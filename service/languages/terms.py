"""Where the names and terms of a glossary stand in a text: whole words, inflected ones too, never a part of a word."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.languages.lemmas import share_lemma
from service.languages.names import COMMON_NOUN_CAPITALS
from service.languages.tokens import LETTER, MARKS, SPACELESS, lowered
from service.model.glossary import Term
from service.model.kept import by_word, read_once
from service.model.version import primary_subtag

Entry = str | Term
"""Of a glossary: a name to keep, or a term."""

WORD = re.compile(rf"{LETTER}+")
HYPHENS = "-\u2010\u2011"
ENDING = 3
"""Letters that may hang on a name: Fischers, Fischerem; on a name of fewer than four letters none may."""

PREFIXING = frozenset({"ar", "he"})
SUFFIXING = frozenset({"ko"})
"""Languages that write the article, prepositions or particles and the noun as one word."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A name or term at `[start, end)`. `inflected` where it stands in another form than any that was listed."""

    start: int
    end: int
    inflected: bool = False


def find_entries(
    text: str, language: str, keep: Iterable[str], terms: Iterable[Term]
) -> dict[Entry, tuple[Place, ...]]:
    """The names and terms that stand in a text, none within another: the longest has the place, and a name goes before
    a term."""
    owners: dict[Place, Entry] = {}
    for name in keep:
        for place in find_name(name, text):
            owners.setdefault(place, name)
    for term in terms:
        for place in find_term(term.spellings(language), text, language):
            owners.setdefault(place, term)
    found: dict[Entry, tuple[Place, ...]] = {}
    for place in longest(owners):
        found[owners[place]] = (*found.get(owners[place], ()), place)
    return found


@read_once
def find_name(name: str, text: str, tolerant: bool = False) -> tuple[Place, ...]:
    """Where a name stands letter for letter, as whole words (blanks and composed accents may differ).

    `tolerant` allows an ending of the language around it: Helene Fischers.
    """
    return tuple(Place(m.start(), m.end()) for m in _name_pattern(name, tolerant).finditer(text))


@read_once
def find_term(spellings: tuple[str, ...], text: str, language: str, tolerant: bool = False) -> tuple[Place, ...]:
    """Where one of the spellings stands, or a form of it, in whatever case; the longest first at one place, in text
    order.

    A part of a compound is another word (Vice-Chancellor) unless `tolerant`, which asks whether the term is used in any
    way at all.
    """
    found = [p for spelling in spellings for p in _listed(spelling, text, language, tolerant)]
    found += [p for spelling in spellings for p in _inflected(spelling, text, language, tolerant)]
    return longest(found)


@by_word
def whole_words(words: str) -> re.Pattern[str]:
    """Finds some words as whole words, in whatever case."""
    return re.compile(_bounded(words), re.IGNORECASE)


def longest(places: Iterable[Place]) -> tuple[Place, ...]:
    """Those that do not overlap, the longest first, listed ones before inflected ones; in text order."""
    chosen: list[Place] = []
    for place in sorted(places, key=lambda p: (p.start - p.end, p.inflected, p.start)):
        if all(place.end <= other.start or other.end <= place.start for other in chosen):
            chosen.append(place)
    return tuple(sorted(chosen))


@by_word
def _name_pattern(name: str, tolerant: bool) -> re.Pattern[str]:
    last = WORD.findall(name)[-1:] or [""]
    ending = rf"{LETTER}{{0,{ENDING}}}" if tolerant and len(last[0]) > ENDING and name.endswith(last[0]) else ""
    return re.compile(_bounded(name, ending=ending))


def _bounded(words: str, leading: str = "", ending: str = "", hyphens: str = "") -> str:
    """The pattern of some words as whole words, where the script has word borders; `leading` and `ending` are patterns
    of what may hang on them."""
    spellings = {words, unicodedata.normalize("NFC", words), unicodedata.normalize("NFD", words)}
    flexible = "|".join(
        r"\s+".join(re.sub("['’]", "['’]", re.escape(part)) for part in spelling.split())
        for spelling in sorted(spellings, key=lambda s: (-len(s), s))
    )
    if SPACELESS.search(words):
        return f"(?:{flexible})"
    before = rf"(?<![\w{MARKS}{hyphens}])" if re.match(LETTER, words) else ""
    after = rf"(?![\w{MARKS}{hyphens}])" if re.search(rf"{LETTER}\Z", words) else ""
    return f"{before}{leading}(?:{flexible}){ending}{after}"


@by_word
def _term_pattern(spelling: str, language: str, tolerant: bool) -> re.Pattern[str]:
    if not tolerant:
        return re.compile(_bounded(spelling, hyphens=HYPHENS), re.IGNORECASE)
    primary, affix = primary_subtag(language), rf"{LETTER}{{0,{ENDING}}}"
    leading, ending = (affix if primary in family else "" for family in (PREFIXING, SUFFIXING))
    return re.compile(_bounded(spelling, leading, ending), re.IGNORECASE)


def _listed(spelling: str, text: str, language: str, tolerant: bool) -> list[Place]:
    found = _term_pattern(spelling, language, tolerant).finditer(text)
    return [Place(m.start(), m.end()) for m in found if tolerant or _case_fits(m[0], spelling, language)]


def _inflected(spelling: str, text: str, language: str, tolerant: bool) -> list[Place]:
    """Runs of words that are, one by one, forms of the spelling's words, with the same marks between them."""
    mine = _words_of(spelling)
    if not mine or SPACELESS.search(spelling):
        return []
    places = _by_initial(text).get(_initial(mine[0][0]), ())
    if not places:
        return []  # a form begins like its word
    theirs = _words_of(text)
    gaps = _gaps(mine, spelling)
    found = []
    for at in places:
        run = theirs[at : at + len(mine)]
        if len(run) < len(mine):
            break
        start, end = run[0].start(), run[-1].end()
        if not tolerant and {text[start - 1 : start], text[end : end + 1]} & set(HYPHENS):
            continue
        if all(_one_word(t[0], m[0], language) for t, m in zip(run, mine, strict=True)) and _gaps(run, text) == gaps:
            found.append(Place(start, end, True))
    return found


@read_once
def _words_of(text: str) -> tuple[re.Match[str], ...]:
    return tuple(WORD.finditer(text))


@read_once
def _by_initial(text: str) -> dict[str, list[int]]:
    """The places of a text's words in their order, by their first letter."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(_words_of(text)):
        found[_initial(word[0])].append(place)
    return dict(found)


def _initial(word: str) -> str:
    """The first letter in whatever case, dotted or not: I, İ and ı are one here."""
    return word[0].casefold().replace("ı", "i")[0]


def _gaps(run: Sequence[re.Match[str]], text: str) -> list[str]:
    return [text[a.end() : b.start()].strip() for a, b in pairwise(run)]


def _one_word(found: str, listed: str, language: str) -> bool:
    """Whether two words are forms of one; those that begin differently are not looked up in a dictionary."""
    if lowered(found, language) == lowered(listed, language):
        return _case_fits(found, listed, language)
    if found[:1].casefold() != listed[:1].casefold() or not _case_fits(found[:1], listed[:1], language):
        return False
    return not _acronym(listed) and share_lemma(found, listed, language)


def _case_fits(found: str, listed: str, language: str) -> bool:
    """Whether a word in this case can be the listed one: WHO is not who, and Essen no verb; a headline may shout."""
    if found == listed or (len(found) > 1 and found.isupper()):
        return True
    if any(_acronym(word) for word in WORD.findall(listed)):
        return all(f == w for f, w in zip(WORD.findall(found), WORD.findall(listed), strict=False) if _acronym(w))
    if primary_subtag(language) in COMMON_NOUN_CAPITALS:
        return not listed[:1].isupper() or found[:1].isupper()
    return True


def _acronym(word: str) -> bool:
    return any(c.isupper() for c in word[1:])
