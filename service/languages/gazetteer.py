"""Finds the countries, cities and organisations that a text names, whatever its language calls them.

Names of countries and of the larger cities come from CLDR through `babel`; gazetteer.toml has the others, and what the
press writes besides.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.languages.calendar_names import locale_of
from service.languages.named import CLITICS, HANGUL
from service.languages.tokens import MARKS, SPACELESS, spaceless
from service.model.kept import loaded_once, read_once
from service.model.version import primary_subtag

FILE = Path(__file__).parent / "gazetteer.toml"
COUNTRIES = "countries"
KINDS = (COUNTRIES, "cities", "organisations")
SHORTEST = 2
LONGEST_PHRASE = 4
LONGEST_PARTICLE = 4
WORD = re.compile(rf"[^\W_](?:[\w.’'\-{MARKS}]*[\w{MARKS}])?\.?")
HAN = re.compile("[\u4e00-\u9fff]")
KATAKANA = re.compile("[ァ-ヶー]+")
LATIN = re.compile("[A-Za-z]+")
ELISION = re.compile("^(?:[ld]|(?:d|n|a|su)[ea]?ll|qu)'", re.IGNORECASE)
SUFFIX = re.compile(r"'\w*$")
CLITIC = re.compile("[وفبلكהובלכמש]")
Names = Mapping[str, tuple[str, str]]
ELSE = frozenset(
    {"인도", "가나", "차드", "말리", "토고", "수단", "마리", "モナコ", "ナウル", "도미니카", "مالي", "عمان"}
)
"""What the names of some countries mean more often (인도: humane, a pavement), and names that a city has, too."""

ENDINGS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "ru": (
        ("ия", ("ии", "ию", "ией")), ("а", ("ы", "и", "е", "у", "ой")), ("я", ("и", "е", "ю", "ей")),
        ("ь", ("я", "и", "ю", "ем", "е", "ью")), ("й", ("я", "ю", "ем", "е")), ("", ("а", "у", "ом", "е")),
    ),
    "uk": (
        ("ія", ("ії", "ію", "ією")), ("а", ("и", "і", "у", "ою")), ("я", ("і", "ю", "єю", "ею")),
        ("ь", ("я", "і", "ю", "ем", "ю")), ("й", ("ю", "я", "єм", "ї")), ("", ("а", "у", "ом", "і", "ові")),
    ),
    "pl": (
        ("ia", ("ii", "ię", "ią")), ("ja", ("ji", "ję", "ją")), ("a", ("y", "i", "ie", "ę", "ą")),
        ("y", ("ów", "ach", "om", "ami")), ("", ("u", "a", "em", "ie", "iem", "owi")),
    ),
    "cs": (
        ("ie", ("ii", "ií")), ("o", ("a", "u", "em")), ("a", ("y", "u", "ě", "e", "ou")), ("", ("u", "a", "ě", "em")),
    ),
    "de": (("", ("s",)),),
    "en": (("", ("'s", "’s")),),
}  # fmt: skip
"""The cases of names by how they end in the nominative, the longest ending first."""

SPOKEN: Mapping[str, tuple[str, ...]] = {
    "gb": ("en",), "cn": ("zh",), "jp": ("ja",), "gr": ("el",), "se": ("sv",), "dk": ("da",), "cz": ("cs",),
    "ua": ("uk",), "kr": ("ko",), "kp": ("ko",), "il": ("he",), "ir": ("fa",), "rs": ("sr",), "al": ("sq",),
    "si": ("sl",), "ee": ("et",), "ge": ("ka",), "am": ("hy",), "by": ("be",), "kz": ("kk",), "vn": ("vi",),
    "ie": ("ga",),
}  # fmt: skip
"""The language that is named after a country, where its code is another one."""

SHARED_START = 3
"""Letters that an adjective shares with the name of its country: Spain and Spanish."""


@dataclass(frozen=True, slots=True)
class Known:
    """A place or organisation at `[start, end)`: `key` is the same in all languages, `kind` one of `KINDS`."""

    start: int
    end: int
    key: str
    kind: str


@read_once
def find_known(text: str, language: str) -> tuple[Known, ...]:
    """All places and organisations of a text that the gazetteer knows, in order."""
    names = _names(primary_subtag(language))
    if spaceless(language):
        return tuple(_run_together(text, names))
    return tuple(_in_words(text, names, primary_subtag(language)))


def _in_words(text: str, names: Names, language: str) -> Iterator[Known]:
    words = [(m.start(), m.end()) for m in WORD.finditer(text)]
    leads = _leads(language)
    at = 0
    while at < len(words):
        used = 1
        longest = LONGEST_PHRASE if _bare(text[slice(*words[at])]) in leads or language in CLITICS else 1
        for size in range(min(longest, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + size - 1][1]
            if found := _called(re.sub(r"\s+", " ", text[start:end]), names, language):
                name, (key, kind) = found
                yield Known(start, start + len(name) if text[start:].startswith(name) else end, key, kind)
                used = size
                break
        at += used


def _bare(phrase: str) -> str:
    return ELISION.sub("", phrase.replace("’", "'"))


@loaded_once
def _leads(language: str) -> frozenset[str]:
    """The first words of the names that have several."""
    firsts = ((WORD.match(name), name) for name in _names(language))
    return frozenset(first[0] for first, name in firsts if first and first[0] != name)


def _called(phrase: str, names: Names, language: str) -> tuple[str, tuple[str, str]] | None:
    """What a phrase names, and its part that does: the Italy of İtalya'da, the US of US-Präsident, 독일 of 독일은."""
    straight = _bare(phrase)
    for name in (straight, straight.rstrip("."), SUFFIX.sub("", straight), _before_hyphen(straight)):
        if name in names:
            return name, names[name]
    if CLITIC.match(phrase) and language in CLITICS:
        return next(((phrase, names[n]) for n in _without_clitics(phrase) if n in names), None)
    if HANGUL.match(phrase):
        ends = range(len(phrase) - 1, max(1, len(phrase) - LONGEST_PARTICLE - 1), -1)
        return next(((phrase[:k], names[phrase[:k]]) for k in ends if phrase[:k] in names), None)
    return None


def _before_hyphen(phrase: str) -> str:
    """A phrase without what a hyphen joins to its last word."""
    last = "" if not phrase or phrase[-1].isspace() else phrase.split()[-1]
    at = last.find("-")
    return phrase[: at - len(last)] if 0 <= at < len(last) - 1 else phrase


def _without_clitics(word: str) -> Iterator[str]:
    bare = word
    for _ in range(2):
        bare = bare[1:]
        yield bare
        if bare.startswith("ل"):
            yield "ا" + bare  # للقاهرة is ل and القاهرة
        if not CLITIC.match(bare):
            return


def _run_together(text: str, names: Names) -> Iterator[Known]:
    longest = max(map(len, names), default=0)
    at = 0
    while at < len(text):
        name = next((text[at : at + k] for k in range(longest, 1, -1) if text[at : at + k] in names), "")
        if name and not _inside_word(text, at, at + len(name)):
            key, kind = names[name]
            yield Known(at, at + len(name), key, kind)
        at += len(name) or 1


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether kana or Latin letters of another word stand around: タイ in タイトル."""
    return any(
        pattern.fullmatch(text[start:end])
        and (pattern.fullmatch(text[max(0, start - 1) : start]) or pattern.fullmatch(text[end : end + 1]))
        for pattern in (KATAKANA, LATIN)
    )


def hints_at(text: str, language: str, known: Known) -> bool:
    """Whether a text may speak of a country by an adjective or a language: Spanish for Spain, 德 for 德国."""
    names = _names(primary_subtag(language))
    forms = [name.lower() for name, (key, _) in names.items() if key == known.key]
    if known.kind == COUNTRIES:
        forms += _languages_of(known.key, primary_subtag(language))
    for other in reversed(find_known(text, language)):  # Australia hints at no Austria
        text = text[: other.start] + text[other.end :]
    words = {w.lower() for w in re.findall(r"\w+", text)}
    return any(_kindred(form, text, words) for form in forms)


def _kindred(form: str, text: str, words: Set[str]) -> bool:
    if SPACELESS.match(form) or HANGUL.match(form):
        return form[: 1 if HAN.match(form) else 2] in text
    return any(len(w) > SHARED_START and w[:SHARED_START] == form[:SHARED_START] for w in words)


@loaded_once
def _names(language: str) -> Names:
    """What each name stands for. A name of a country is none of its capital."""
    names: dict[str, tuple[str, str]] = {}
    for name, key, kind in (*_listed(), *_countries(language), *_zones(language)):
        for form in _forms(name.replace("’", "'"), language):
            if form not in ELSE and len(form) >= SHORTEST:
                names.setdefault(form, (key, kind))
    return names


def _forms(name: str, language: str) -> Iterator[str]:
    """A name with the cases that its language has."""
    yield name
    for ending, others in ENDINGS.get(language, ()):
        if name.endswith(ending) and not name.isupper():
            stem = name.removesuffix(ending)
            yield from (stem + other for other in others)
            return


@loaded_once
def _table() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _listed() -> Iterator[tuple[str, str, str]]:
    for kind in KINDS:
        for key, names in _table()[kind].items():
            yield from ((name, key, kind) for name in names)


def _countries(language: str) -> Iterator[tuple[str, str, str]]:
    locale = locale_of(language)
    if locale is not None:
        for code, name in locale.territories.items():
            if len(code) == 2 and code.isalpha():
                yield name, code.lower(), COUNTRIES


def _zones(language: str) -> Iterator[tuple[str, str, str]]:
    """The cities after which CLDR names time zones."""
    locale = locale_of(language)
    if locale is None:
        return
    listed = {name: key for key, names in _table()["cities"].items() for name in names}
    for zone in _table()["zones"]:
        city = zone.rpartition("/")[2].replace("_", " ")
        name = locale.time_zones.get(zone, {}).get("city", city)
        yield name, listed.get(city, city.lower()), "cities"


def _languages_of(country: str, language: str) -> list[str]:
    """What the language that is named after a country is called: French for France."""
    locale = locale_of(language)
    spoken = SPOKEN.get(country, (country,))
    return [locale.languages[code].lower() for code in spoken if code in locale.languages] if locale else []
