"""Whether a machine translation can be one at all. Only what no translator would write is caught, not what is bad."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from service.model.version import primary_subtag

DENSE = 2.5
"""Letters' worth of a Han, kana or Hangul character (../shared/parts.md, lengths in news)."""
SHORTEST, LONGEST = 0.25, 4.0
"""Translation to source, in letters' worth. Of 2,000 translations by people and machines in ../shared/data (demetr,
wmt21) none is outside; all checks together complain of one, which says 9/11 for 11 September 2001."""
FIRST_DENSE = "\u1100"  # Hangul; kana and Han come later
LESS, MORE = 10, 25  # letters' worth that short texts may differ by beyond that: "in Ordnung", "OK"
LOOPS = {1: 5, 2: 4, 3: 3}
"""Words in a row -> so many times in a row is a loop; longer ones as three words."""
LONGEST_LOOP = 12  # words
FEWEST_REPEATS = min((times - 1) * n for n, times in LOOPS.items())  # words that stood before, in the smallest loop
DENSE_LOOP = 8  # times that a single character, or two, may stand in a row where words have no blanks between
FEWEST_LETTERS = 12  # before the script of a text is judged: names and brands keep theirs
OWN_SCRIPT = 0.2  # of the letters; a Chinese sentence with three names in Latin has .3
UNTOUCHED_WORDS = 6  # so many words in a row that came back as they were are no translation
SMALL = 24
"""Numbers up to here are often written in words, and hours from here down lose twelve ("22.30 Uhr", "10.30 p.m.")."""

SCRIPTS: Mapping[str, frozenset[str]] = {
    "Latn": frozenset({"LATIN"}), "Cyrl": frozenset({"CYRILLIC"}), "Arab": frozenset({"ARABIC"}),
    "Hebr": frozenset({"HEBREW"}), "Grek": frozenset({"GREEK"}), "Deva": frozenset({"DEVANAGARI"}),
    "Thai": frozenset({"THAI"}), "Hans": frozenset({"CJK"}), "Hant": frozenset({"CJK"}),
    "Jpan": frozenset({"CJK", "HIRAGANA", "KATAKANA"}), "Kore": frozenset({"HANGUL", "CJK"}),
    "Armn": frozenset({"ARMENIAN"}), "Geor": frozenset({"GEORGIAN"}), "Beng": frozenset({"BENGALI"}),
    "Taml": frozenset({"TAMIL"}), "Telu": frozenset({"TELUGU"}),
}  # fmt: skip
"""ISO 15924 -> first words of Unicode names. A language of another script is not judged by it."""
SEVERAL_SCRIPTS = frozenset({"sr", "sh", "bs", "uz", "az", "kk", "ku", "mn", "pa", "tg", "tk", "ky", "tt", "ms", "ha"})
_MYRIADS = "万萬亿億兆만억조"
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.:](?=[0-5]\d(?![.,:]?\d))")
_NUMBER = re.compile(r"\d+(?:[.,'’٫٬\u00a0\u202f]\d+)*")


def complaint(text: str, translation: str, source: str, target: str) -> str:
    """What is wrong, in a word or two: "empty", "looping", "too short" ...; "" for nothing."""
    if not any(c.isalnum() for c in text):
        return "made up" if any(c.isalnum() for c in translation) else ""
    if not any(c.isalnum() for c in translation):
        return "empty"
    if _untouched(text, translation, source, target):
        return "untranslated"
    if not _in_script(translation, target):
        return "wrong script"
    if _loops(translation) and not _loops(text):
        return "looping"
    return _length(text, translation) or ("numbers lost" if numbers_lost(text, translation) else "")


def numbers_lost(text: str, translation: str) -> tuple[str, ...]:
    """The numbers in figures that the translation lacks.

    Separators, trailing zeros ("30 mil", "30,000") and the century of a year ("1990", "the 90s") may change, and small
    numbers may be spelled out; Chinese myriads are not counted.
    """
    if not _NUMBER.search(text):
        return ()
    known = {_digits(match[0]) for match in _NUMBER.finditer(translation)}
    text, lost = _CLOCK.sub("", text), []  # leaves the minutes
    for match in _NUMBER.finditer(text):
        digits = _digits(match[0])
        if (len(digits) < 3 and int(digits) <= SMALL) or text[match.end() :].lstrip()[:1] in _MYRIADS:
            continue
        if not any(digits.rstrip("0") in one or one.strip("0") in digits for one in known if one.strip("0")):
            lost.append(match[0])
    return tuple(lost)


def _digits(number: str) -> str:
    return "".join(str(unicodedata.digit(c)) for c in number if c.isdigit())


def _length(text: str, translation: str) -> str:
    before, after = _worth(text), _worth(translation)
    if after < SHORTEST * before - LESS:
        return "too short"
    return "too long" if after > LONGEST * before + MORE else ""


def _worth(text: str) -> float:
    if text.isascii() or max(text) < FIRST_DENSE:
        return len(text)
    return sum(DENSE if _script(c) in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL") else 1.0 for c in text)


def _loops(text: str) -> bool:
    """Whether words, or characters where there are hardly any blanks, come again and again without a break."""
    words = text.lower().split()
    if len(words) - len(set(words)) < FEWEST_REPEATS and len(text) <= DENSE_LOOP * max(1, len(words)):
        return False
    if len(text) > DENSE_LOOP * max(1, len(words)):
        letters = [c if c.isalpha() else str(i) for i, c in enumerate(text)]  # "10000000" and "......" are no loops
        if any(_times(letters, n) >= max(LOOPS[3], DENSE_LOOP // n) for n in range(1, LONGEST_LOOP + 1)):
            return True
    return any(_times(words, n) >= LOOPS[min(n, 3)] for n in range(1, LONGEST_LOOP + 1))


def _times(items: Sequence[str], n: int) -> int:
    """How often in a row the same `n` items come, at most."""
    best = run = 0
    for i in range(n, len(items)):
        run = run + 1 if items[i] == items[i - n] else 0
        best = max(best, run)
    return best // n + 1 if items else 0


def _untouched(text: str, translation: str, source: str, target: str) -> bool:
    same = primary_subtag(source) != primary_subtag(target) and text.split() == translation.split()
    return same and sum(word.islower() for word in text.split()) >= UNTOUCHED_WORDS


def _in_script(text: str, language: str) -> bool:
    expected = _expected(primary_subtag(language))
    if "LATIN" in expected and text.isascii():
        return True  # all its letters are Latin
    own = "".join(c for c in text if _script(c) in expected)
    letters = "".join(c for c in text if c.isalpha())
    return not expected or len(letters) < FEWEST_LETTERS or _worth(own) >= OWN_SCRIPT * _worth(letters)


@lru_cache(maxsize=256)
def _expected(language: str) -> frozenset[str]:
    if language in SEVERAL_SCRIPTS:
        return frozenset()
    from babel.core import get_global

    likely = str(get_global("likely_subtags").get(language, "")).split("_")
    return SCRIPTS.get(likely[1], frozenset()) if len(likely) > 1 else frozenset()


@lru_cache(maxsize=8192)
def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0].split("-")[0] if char.isalpha() else ""
