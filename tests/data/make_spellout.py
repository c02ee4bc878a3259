"""Writes `spellout.json`: numbers as ICU spells them out in each language that reads number words.

usage: python tests/data/make_spellout.py

It needs PyICU (pip install PyICU, in an environment of its own; it is built against Debian's libicu-dev and finds it by
pkg-config). The tests read the written file only. The rules are CLDR's rule-based number formats (RBNF), as the ICU on
the machine carries them; its version stands in the file, the notice of the licence in `spellout.LICENSE`.

The same hundred numbers in each language: small ones, round ones, and mixed ones drawn with a fixed seed, evenly by
their length, up to some billions. Each is spelled by all rule sets of cardinal numbers (genders and cases); a spelling
that several sets share is written once.
"""

import json
import random
from pathlib import Path

import icu

LANGUAGES = [
    "ar",
    "cs",
    "de",
    "en",
    "es",
    "fr",
    "he",
    "hi",
    "it",
    "ja",
    "ko",
    "nl",
    "pl",
    "pt",
    "ru",
    "th",
    "tr",
    "uk",
    "zh",
]
LEFT_OUT = {
    "year": "the name of a year (nineteen eighty-four) is no cardinal number",
    "days": "the days of the Chinese calendar have signs of their own (初一)",
    "financial": "numerals of cheques against forgery (壹仟贰佰), which no story is written in",
    "ordinal": "no cardinal numbers",
}
SEED = 20261122
SMALL = tuple(range(2, 21))
ROUND = (
    *(30, 40, 60, 70, 80, 90, 100, 200, 500, 1000, 2000, 10_000, 80_000, 100_000, 200_000),
    *(10**6, 2 * 10**6, 10**7, 10**8, 10**9, 2_500_000_000),
)
ENDING_IN_ONE = (21, 31, 71, 91, 101, 151, 221, 1001, 21_000, 31_000, 61_021, 81_081, 171_000, 21 * 10**6, 31_000_001)
"""One is a word of its own in most languages: it has a gender, is left out, or stands like an article."""

LARGEST_POWER = 10
ALL = 100
HINTS = str.maketrans("", "", "\u00ad\u200b")
"""Where a line may break: soft hyphens, and in Thai blanks without width. A story's text has none."""


def numbers() -> list[int]:
    """The numbers that all languages spell, in order."""
    draw = random.Random(SEED)  # noqa: S311 # no secret
    found = {*SMALL, *ROUND, *ENDING_IN_ONE}
    power = 2
    while len(found) < ALL:
        found.add(draw.randrange(10 ** (power - 1) + 1, 10**power))
        power = power + 1 if power < LARGEST_POWER else 2
    return sorted(found)


def rule_sets(speller: icu.RuleBasedNumberFormat) -> list[str]:
    """The names of a language's rule sets of cardinal numbers."""
    names = (speller.getRuleSetName(i) for i in range(speller.getNumberOfRuleSetNames()))
    return [name for name in names if not any(kind in name for kind in LEFT_OUT)]


def spelled(language: str) -> dict[str, list[str]]:
    """Each number with its spellings."""
    speller = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(language))
    result: dict[str, list[str]] = {str(number): [] for number in numbers()}
    for name in rule_sets(speller):
        speller.setDefaultRuleSet(name)
        for number, spellings in result.items():
            spelling = speller.format(int(number)).translate(HINTS)
            if spelling not in spellings:
                spellings.append(spelling)
    return result


def main() -> None:
    """Writes the file, a line a number."""
    head = {"source": "Unicode CLDR rule-based number formats", "icu": icu.ICU_VERSION, "left_out": LEFT_OUT}
    languages = []
    for language in LANGUAGES:
        lines = [
            f"{json.dumps(number)}: {json.dumps(spellings, ensure_ascii=False)}"
            for number, spellings in spelled(language).items()
        ]
        languages.append(f"{json.dumps(language)}: {{\n" + ",\n".join(lines) + "\n}")
    body = (
        json.dumps(head, ensure_ascii=False, indent=0)[:-2] + ',\n"languages": {\n' + ",\n".join(languages) + "\n}}\n"
    )
    Path(__file__).with_name("spellout.json").write_text(body, encoding="utf-8")


if __name__ == "__main__":
    main()
