"""Which language a version is in, and which of its segments were left in another one.

Cheap evidence comes first: the script alone decides for two dozen languages, and keeps the detector from answering with
a language that nobody writes in these letters. The figures are those of benchmarks/detection.py.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from service.languages import knowledge, known
from service.languages.display import language_name
from service.model.errors import UnknownLanguage
from service.model.kept import loaded_once
from service.model.protocols import Detector
from service.model.version import UNDETERMINED, Language, primary_subtag
from service.pipeline.scripts import HAN, KANA, LANGUAGE_OF, chinese, letters, scripts

if TYPE_CHECKING:
    from babel.core import Locale

UNKNOWN = Language(UNDETERMINED, 0.0)

# A long text's middle tells its language; its edges may be menus and credits. 100 code points were enough for each of
# 127 stories; more of them outvote a passage in another language, and 2000 take 8 ms, 500 two.
SAMPLE = 500
SEGMENT_SAMPLE = 200  # a sentence says enough by then
LEAST_LETTERS = 3.0  # "OK", "μ" and one Chinese character alone tell nothing
# Below it a guess is wrong more often than right: of those at .4-.5 44 in 100 were right, at .5-.6 61 (first 8-40
# characters of sentences).
LEAST_CONFIDENCE = 0.5
# Of a text in Chinese characters and kana, the kana's part. Sentences in ../shared/data: ja at least .36, zh none.
KANA_SHARE = 0.15
# A text in Chinese characters alone is Chinese, unless it is a Japanese headline: those stay below 13 characters (here
# in letters' worth), and the detector takes them for Chinese with at most .6.
HAN_SURE = 32.0

# A segment is in another language than its version if all of this speaks for it. With these figures none of 2192
# sentences in 29 languages flips, nor does a list of names or titles in the tests, and 98.6 % of 285 English sentences
# are seen in 28 other languages. With 20 letters and .5 still none flips; with 8 running ones, one does.
FOREIGN_LETTERS = 25  # it is long enough: shorter ones are names, titles and slogans
FOREIGN_RUNNING = 14  # letters of its different words that do not start like names; 12 let a book's title through
FOREIGN_CONFIDENCE = 0.6
HOME_CONFIDENCE = 0.1  # at most, for the version's own language
RELATIVE_LETTERS = 30  # where the two languages are easily taken for each other
RELATIVE_CONFIDENCE = 0.8
FOREIGN_SCRIPT_LETTERS = 10.0  # in letters that the version's language does not use; fewer are a name in its own script
ANOTHER_SCRIPT_LETTERS = 18  # a sentence in them, where several languages share the script
HOME_SCRIPT_SHARE = 0.15  # and no more of its own

RELATIVES = tuple(
    frozenset(group.split())
    for group in (
        "es pt gl ca oc",
        "no nb nn da sv",
        "nl af de lb fy",
        "cs sk",
        "hr sr bs sl",
        "sr mk bg ru uk be",
        "id ms",
        "tr az",
        "fi et",
        "hi mr ne sa",
        "ga gd",
        "xh zu",
    )
)
# Codes for what nobody tells apart in a sentence, or readers of the one call their own.
SAME = tuple(
    frozenset(group.split()) for group in ("no nb nn", "sr hr bs sh cnr", "id ms", "tl fil", "fa prs", "zh yue")
)

DECLARED_LETTERS = 40.0  # a text that contradicts what the user declared has at least so many letters,
DECLARED_CONFIDENCE = 0.9  # and its own language is as sure as this

_NO_WORDS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]+|[@#][A-Za-z0-9_]+")  # addresses, names of accounts
_WORD = re.compile(r"\S+")


def detect(text: str, detector: Detector) -> Language:
    """The language of `text`; `und` with confidence 0 where nothing is sure: no letters, one name, gibberish."""
    start = max(0, (len(text) - SAMPLE) // 2)
    return _detect(_NO_WORDS.sub(" ", text[start : start + SAMPLE]), detector)


def detect_segments(texts: Sequence[str], whole: Language, detector: Detector) -> tuple[str, ...]:
    """The language of each segment of a version that is in `whole`: as many codes as texts.

    A segment takes its version's language unless strong evidence is against it; a doubtful one goes with a
    neighbour that has it. Without a known `whole` each segment speaks for itself.
    """
    if whole.code == UNDETERMINED:
        return tuple(detect(text, detector).code for text in texts)
    doubts = [_doubt(_NO_WORDS.sub(" ", text[:SEGMENT_SAMPLE]), primary_subtag(whole.code), detector) for text in texts]
    codes = [doubt.code if doubt is not None and doubt.strong else whole.code for doubt in doubts]
    for step in (1, -1):
        for i in range(len(codes))[::step]:
            doubt, before = doubts[i], i - step
            if doubt is not None and 0 <= before < len(codes) and codes[before] == doubt.code:
                codes[i] = doubt.code
    return tuple(codes)


def check_declared(declared: str, detected: Language, text: str) -> str | None:
    """A sentence for the user if `text`, `detected` as it is, contradicts the language that was declared for it."""
    if detected.code == UNDETERMINED or detected.confidence < DECLARED_CONFIDENCE or _same(declared, detected.code):
        return None
    needed = DECLARED_LETTERS * (5 if related(primary_subtag(declared), primary_subtag(detected.code)) else 1)
    if sum(letters(text).values()) < needed:
        return None
    return f"The text is declared as {_name(declared)}, but it reads like {_name(detected.code)}."


def normal_code(code: str) -> str:
    """A BCP 47 code as a user may write it, in its usual form: `EN` -> `en`, `pt_br` -> `pt-BR`, `deu` -> `de`.

    Raises `UnknownLanguage` for what is no such code or names no language.
    """
    from babel.core import Locale, get_global, parse_locale

    english = Locale("en")
    try:
        language, territory, script, variant = parse_locale(code.strip().replace("_", "-"), sep="-")[:4]
    except ValueError:
        raise _unknown(code, english) from None
    if language not in english.languages:
        language = get_global("language_aliases").get(language, language).split("_")[0]
    elif len(language) == 3:
        shorter = get_global("language_aliases").get(language, language)
        language = shorter if len(shorter) == 2 else language
    if language not in english.languages or language in ("und", "mul", "zxx"):
        raise _unknown(code, english)
    if (territory and territory not in english.territories) or (script and script not in english.scripts):
        raise _unknown(code, english)
    return "-".join(part for part in (language, script, territory, variant and variant.lower()) if part)


def related(one: str, other: str) -> bool:
    """Whether two primary subtags are easily taken for each other."""
    return any(one in group and other in group for group in RELATIVES)


class _Doubt(NamedTuple):
    """The language that a segment seems to be in instead; `strong` enough on its own, or with a neighbour's help."""

    code: str
    strong: bool


def _detect(text: str, detector: Detector) -> Language:
    weights = letters(text)
    script = _dominant(weights)
    if script is None:
        return UNKNOWN
    if script == HAN:
        if weights.get(KANA, 0.0) >= KANA_SHARE * (weights.get(HAN, 0.0) + weights.get(KANA, 0.0)):
            return Language("ja", 1.0)
        return Language(chinese(text), 1.0 if weights[HAN] >= HAN_SURE else 0.6)
    if script in LANGUAGE_OF:
        return Language(LANGUAGE_OF[script], 1.0)
    fitting = (language for language in detector.rank(text) if script in scripts(primary_subtag(language.code)))
    best = next(fitting, UNKNOWN)
    return best if best.confidence >= LEAST_CONFIDENCE else UNKNOWN


def _dominant(weights: dict[str, float]) -> str | None:
    """The script with the most letters; Chinese characters and kana count together, as Japanese mixes them."""
    joint = dict(weights)
    if HAN in joint or KANA in joint:
        joint[HAN] = joint.get(HAN, 0.0) + joint.pop(KANA, 0.0)
    script = max(joint, key=lambda name: (joint[name], name), default=None)
    return script if script is not None and joint[script] >= LEAST_LETTERS else None


def _doubt(text: str, home: str, detector: Detector) -> _Doubt | None:
    """What speaks against `text` being in `home`, if anything does."""
    weights = letters(text)
    script = _dominant(weights)
    if script is None:
        return None
    if script == HAN and home in ("zh", "ja", "ko"):
        return _east_asian_doubt(text, home, weights, detector)
    if script in scripts(home):
        return None if script in LANGUAGE_OF else _detected_doubt(text, home, script, detector)
    own = sum(weight for name, weight in weights.items() if name in scripts(home))
    foreign = weights.get(script, 0.0) + (weights.get(KANA, 0.0) if script == HAN else 0.0)
    if own > HOME_SCRIPT_SHARE * sum(weights.values()) or foreign < FOREIGN_SCRIPT_LETTERS:
        return None
    if script == HAN or script in LANGUAGE_OF:
        return _Doubt(_detect(text, detector).code, strong=True)
    caseless = text.lower() == text.upper()  # elsewhere capitals tell titles and names, which need more letters
    return _detected_doubt(text, home, script, detector, ANOTHER_SCRIPT_LETTERS if caseless else FOREIGN_LETTERS)


def _east_asian_doubt(text: str, home: str, weights: dict[str, float], detector: Detector) -> _Doubt | None:
    """Japanese left in Chinese shows by its kana; Chinese left in Japanese or Korean by their lack, if it is long."""
    code = _detect(text, detector).code
    if primary_subtag(code) == home:
        return None
    if code == "ja":
        return _Doubt(code, strong=weights[KANA] >= FOREIGN_SCRIPT_LETTERS)
    chinese_share = sum(
        language.confidence for language in detector.rank(text) if primary_subtag(language.code) == "zh"
    )
    return _Doubt(code, strong=True) if weights[HAN] >= HAN_SURE and chinese_share >= FOREIGN_CONFIDENCE else None


PLAINLY_HOME = 2  # different function words of its own: an English sentence has no two words that German alone has


def _plainly_home(text: str, home: str) -> bool:
    """Whether a segment has function words that no other language we know has: cheap, and true of most sentences."""
    own = _own_function_words(home)
    return bool(own) and len(own.intersection(text.split())) >= PLAINLY_HOME


@loaded_once
def _own_function_words(language: str) -> frozenset[str]:
    others = (knowledge(code).words.group("function") for code in known() if code != language)
    return knowledge(language).words.group("function").difference(*others)


def _detected_doubt(
    text: str, home: str, script: str, detector: Detector, least: int = FOREIGN_LETTERS
) -> _Doubt | None:
    """The detector's doubt, believed if the words that are no names share it."""
    if _plainly_home(text, home):
        return None
    other = _other(text, home, script, detector)
    if other is None:
        return None
    running = _running(text)
    close = related(home, primary_subtag(other.code))
    strong = (
        sum(map(str.isalpha, text)) >= (RELATIVE_LETTERS if close else least)
        and sum(len(word) for word in set(running)) >= FOREIGN_RUNNING
        and other.confidence >= (RELATIVE_CONFIDENCE if close else FOREIGN_CONFIDENCE)
    )
    if strong and len(running) < len(_WORD.findall(text)):
        again = _other(" ".join(running), home, script, detector)
        strong = again is not None and again.code == other.code
    return _Doubt(other.code, strong)


def _other(text: str, home: str, script: str, detector: Detector) -> Language | None:
    """The likeliest language if it is not `home`, and `home` is next to impossible."""
    ranking = [language for language in detector.rank(text) if script in scripts(primary_subtag(language.code))]
    own = [language for language in ranking if _same(language.code, home) and script in scripts(home)]
    if not ranking or ranking[0] in own or sum(language.confidence for language in own) > HOME_CONFIDENCE:
        return None
    return ranking[0]


def _running(text: str) -> list[str]:
    """The words that do not start like names; all of them where the text is in capitals or its script has no case."""
    words = _WORD.findall(text.lower() if text.isupper() else text)
    starts = ((next(filter(str.isalpha, word), None), word) for word in words)
    return [word.strip(".,;:!?\"'()[]«»“”„‘’") for first, word in starts if first is not None and not first.isupper()]


def _same(one: str, other: str) -> bool:
    """Whether two codes are for one language, or for two that nobody tells apart in a sentence."""
    one, other = primary_subtag(one), primary_subtag(other)
    return one == other or any(one in group and other in group for group in SAME)


def _name(code: str) -> str:
    """`German (de)`."""
    return f"{language_name(primary_subtag(code))} ({code})"


def _unknown(code: str, english: "Locale") -> UnknownLanguage:
    wanted = code.strip().casefold()
    meant = next((known for known, name in english.languages.items() if name.casefold() == wanted), None)
    hint = f"did you mean {meant}?" if meant else "give a BCP 47 code such as en, pt-BR or zh-Hant"
    return UnknownLanguage(f"no such language: {code.strip()[:40]!r} ({hint})")
