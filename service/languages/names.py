"""Finds names in running text by their capitals, and compares names across spellings and scripts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from service.languages.calendar_names import locale_of
from service.languages.dates import month_names, weekday_names
from service.languages.load import knowledge
from service.languages.tokens import words
from service.model.kept import by_word, loaded_once, read_once
from service.model.version import primary_subtag

ROMAN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
        "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae",
        "ı": "i",
    }
)  # fmt: skip
"""BGN/PCGN romanization of Russian and Ukrainian, simplified; Latin letters that Unicode does not decompose."""

COMMON_NOUN_CAPITALS = frozenset({"de", "lb"})
"""Languages that write all nouns with a capital: there a capital alone says nothing."""

PARTICLE = re.compile(r"[^\W\d_]{1,3}(?<![A-ZÀ-Þ])[-'’](?=[^\W\d_])")
LOOK_BACK = 12
POSSESSIVE = re.compile(r"['’]s?$")
SENTENCE_START = re.compile(r"(?:^|[.!?…:»”“\"'„«(\n–—-]\s*)$")
TITLE = re.compile(
    r"\b(?:Dra?|Mr|Mrs|Ms|M|Mme|Mlle|Prof|St|Sra?|Srta|Hr|Fr|Ing|Sen|Gov|Gen|Rep|Lt|Col|Maj|Capt|Sgt|Rev|Hon)\.\s*$"
)
"""Abbreviated titles, whose full stop ends no sentence."""
SHORTEST_PART = 5
PART_OF = 85.0
VOWELS = re.compile("[aeiou]")
VOWELS_APART = 60.0
CYRILLIC = re.compile("[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Name:
    """One capitalised word at `[start, end)`. `sure` where the language marks names by capitals and no sentence begins
    here."""

    start: int
    end: int
    text: str
    sure: bool


@read_once
def find_names(text: str, language: str) -> tuple[Name, ...]:
    """The words of a text that may be (parts of) names, in order. Scripts without capitals give only Latin words."""
    table = knowledge(language).words
    calendar = month_names(language).keys() | weekday_names(language)
    function = table.group("function") | frozenset(table.days) | calendar
    found = []
    for token in words(text):
        particle = PARTICLE.match(token.text)  # the Khatib of al-Khatib, the Artagnan of d'Artagnan
        start = token.start + (particle.end() if particle else 0)
        bare = text[start : token.end]
        if not bare[0].isupper() or any(c.isdigit() for c in bare) or POSSESSIVE.sub("", bare.lower()) in function:
            continue
        if len(bare) < 2 and not bare.isupper():
            continue
        before = text[max(0, start - LOOK_BACK) : start]
        initial = bool(SENTENCE_START.search(before)) and not particle and not TITLE.search(before)
        sure = not initial and primary_subtag(language) not in COMMON_NOUN_CAPITALS
        found.append(Name(start, token.end, bare, sure))
    return tuple(found)


@by_word
def romanized(word: str) -> str:
    """Lower case, without accents, Cyrillic in Latin letters, without a possessive."""
    import unicodedata

    lower = POSSESSIVE.sub("", word.lower()).translate(ROMAN)
    return "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))


@by_word
def alike(one: str, other: str) -> float:
    """How likely two words are spellings of one name: 0..100. A shared stem counts: names are inflected."""
    a, b = romanized(one), romanized(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 100.0
    stem = min(len(a), len(b))
    if stem >= 4 and (a.startswith(b) or b.startswith(a)):
        return 95.0
    if stem >= SHORTEST_PART and fuzz.partial_ratio(a, b) >= PART_OF:
        return PART_OF  # "Brigadas" in "Küstenbrigaden"
    spelt, spoken = fuzz.ratio(a, b), fuzz.ratio(sound(a), sound(b))
    if spelt >= VOWELS_APART and VOWELS.sub("", sound(a)) == VOWELS.sub("", sound(b)):
        spoken = max(spoken, PART_OF)  # Abed and Abid
    return float(max(spelt, spoken))


SOUNDS = (
    (re.compile(r"dsch|dzh|dj|gh"), "j"),
    (re.compile(r"tsch|tch|sch|shch|sh|ch|cz|sz|zh|c(?=[eiy])|z"), "s"),
    (re.compile(r"kh|ck|qu|q|c|x"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"[jy]"), "i"),
    (re.compile(r"h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Spellings that languages use for like sounds, folded into one letter: Mechichi, Mašíší; Dschibuti, Djibouti,
Yibuti."""


@by_word
def sound(name: str) -> str:
    """A romanized name, folded by sound."""
    for pattern, letter in SOUNDS:
        name = pattern.sub(letter, name)
    return name


def cased(text: str) -> bool:
    """Whether a text is mostly in a script that has capitals."""
    letters = [c for c in text if c.isalpha()]
    if text.isascii():
        return bool(letters)
    return bool(letters) and sum(c.lower() != c.upper() for c in letters) > len(letters) / 2


def same_script(one: str, other: str) -> bool:
    """Whether two words need no transliteration to be compared."""
    return bool(CYRILLIC.search(one)) == bool(CYRILLIC.search(other))


@loaded_once
def territories(language: str) -> Mapping[str, str]:
    """Names of countries in a language, in lower case, to their ISO codes (CLDR, through `babel`)."""
    locale = locale_of(language)
    if locale is None:
        return {}
    return {name.lower(): code for code, name in locale.territories.items() if len(code) == 2}
