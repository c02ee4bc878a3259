"""Patterns that find the words of a table in running text: whole words where the script has them, stems with a star."""

import re
from collections.abc import Iterable

from service.languages.tokens import MARKS, SPACELESS

LETTER = rf"[\w{MARKS}]"
HANGUL = re.compile("[가-힣]")
CLITICS = {"he": "[ובלכמהש]{0,2}", "ar": "(?:[وف]?[بلك]?(?:ال)?|لل)"}
"""What Hebrew and Arabic write on to the word behind it: and, in, to, the."""


def one_of(words: Iterable[str], language: str = "und") -> str:
    """A pattern of any of the words, the longest first; one that matches nothing for no words."""
    found = "|".join(_pattern(word, language) for word in sorted(set(words), key=lambda w: (-len(w), w)))
    return f"(?:{found})" if found else "(?!)"


def _pattern(word: str, language: str) -> str:
    stem = word.rstrip("*")
    escaped = re.sub("['’]", "['’]", re.escape(stem).replace(r"\ ", r"\s+"))
    before = "" if _open(stem[:1]) else f"(?<!{LETTER}){CLITICS.get(language.split('-')[0], '')}"
    if word.endswith("*"):
        return f"{before}{escaped}{LETTER}*"
    return f"{before}{escaped}{'' if _open(stem[-1:]) or HANGUL.match(stem[-1:]) else f'(?!{LETTER})'}"


def _open(edge: str) -> bool:
    """Whether a word may begin or end there in the middle of a run: it is a mark, or its script has no blanks."""
    return bool(SPACELESS.match(edge)) or (not edge.isalnum() and not re.match(LETTER, edge))
