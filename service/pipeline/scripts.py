"""What a text's script tells about its language: everything in Thai letters is Thai, no detector needed."""

import unicodedata
from collections import Counter
from collections.abc import Mapping

from service.model.kept import by_word, loaded_once

# Scripts by the first word of their characters' Unicode names.
LATIN, HAN, KANA, HANGUL = "LATIN", "CJK", "KANA", "HANGUL"

# A character of these is about a syllable or a word: in news, 2.5 letters' worth (the ratio of text lengths in
# ../shared/data, zh and ja against en).
WEIGHTS: Mapping[str, float] = {HAN: 2.5, KANA: 2.5, HANGUL: 2.5}

# Scripts that one living news language writes.
LANGUAGE_OF: Mapping[str, str] = {
    HANGUL: "ko",
    KANA: "ja",
    "THAI": "th",
    "HEBREW": "he",
    "GREEK": "el",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "ORIYA": "or",
    "SINHALA": "si",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "ETHIOPIC": "am",
    "THAANA": "dv",
    "TIBETAN": "bo",
    "BENGALI": "bn",
}

# Scripts that several share, with the languages that a detector may answer. What is named nowhere here writes Latin.
LANGUAGES_OF: Mapping[str, frozenset[str]] = {
    "CYRILLIC": frozenset({"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg", "tt", "ba", "uz", "az"}),
    "ARABIC": frozenset({"ar", "fa", "ur", "ps", "ug", "ku", "sd", "ckb"}),
    "DEVANAGARI": frozenset({"hi", "mr", "ne", "sa", "kok"}),
    HAN: frozenset({"zh", "ja"}),
}
ALSO_LATIN = frozenset({"sr", "uz", "az", "ku"})
# Languages that write a script above, though a text in it is taken for another one.
ALSO_IN: Mapping[str, str] = {"yi": "HEBREW", "ti": "ETHIOPIC", "as": "BENGALI", "dz": "TIBETAN", "yue": HAN}

# Characters that only one of the two ways to write Chinese has, pair by pair, from everyday news words.
_TRADITIONAL = frozenset(
    "們這個來時說對發經現學開關實際麼還進過讓問題長東車見業電話聽書寫買賣應該點義務當選總統戰爭擊區聯報導記憶兒機構軍價錢國會為無從產黨議員認證據將歲萬億"
)
_SIMPLIFIED = frozenset(
    "们这个来时说对发经现学开关实际么还进过让问题长东车见业电话听书写买卖应该点义务当选总统战争击区联报导记忆儿机构军价钱国会为无从产党议员认证据将岁万亿"
)
TRADITIONAL_AT_LEAST = 2  # such characters, and
TRADITIONAL_PER_SIMPLIFIED = 4  # more than so many of them for each simplified one: names keep their own characters


@by_word
def script_of(char: str) -> str | None:
    """The script of a letter, None for what is no letter of a script (digits, marks, emoji, mathematical letters)."""
    if not char.isalpha():
        return None
    word = unicodedata.name(char, "").split(" ")[0].split("-")[0]
    if word in ("HIRAGANA", "KATAKANA"):
        return KANA
    if word == "IDEOGRAPHIC":
        return HAN
    return word if word in LANGUAGE_OF or word in LANGUAGES_OF or word == LATIN else None


def letters(text: str) -> dict[str, float]:
    """How many letters' worth of each script `text` holds."""
    weights: dict[str, float] = {}
    for char, count in Counter(text).items():
        script = script_of(char)
        if script is not None:
            weights[script] = weights.get(script, 0.0) + count * WEIGHTS.get(script, 1.0)
    return weights


@loaded_once
def scripts(language: str) -> frozenset[str]:
    """The scripts that a language (a primary subtag) is written in."""
    if language == "ja":
        return frozenset({HAN, KANA})
    if language == "ko":
        return frozenset({HANGUL, HAN})
    own = {script for script, code in LANGUAGE_OF.items() if code == language}
    own |= {script for script, codes in LANGUAGES_OF.items() if language in codes}
    own |= {script for code, script in ALSO_IN.items() if code == language}
    return frozenset(own | {LATIN}) if not own or language in ALSO_LATIN else frozenset(own)


def chinese(text: str) -> str:
    """`zh-Hant` where the characters are clearly traditional, else `zh`."""
    traditional = sum(char in _TRADITIONAL for char in text)
    simplified = sum(char in _SIMPLIFIED for char in text)
    clear = traditional >= TRADITIONAL_AT_LEAST and traditional > TRADITIONAL_PER_SIMPLIFIED * simplified
    return "zh-Hant" if clear else "zh"
