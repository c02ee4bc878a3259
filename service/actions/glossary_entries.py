"""The entries of a glossary file: its language codes and its words, with errors that name the place."""

from typing import Any

from service.model.errors import UnknownLanguage
from service.model.glossary import BadGlossary
from service.pipeline.detect import normal_code

LONGEST_SHOWN = 60


def language_code(key: str, where: str) -> str:
    """A BCP 47 code in its usual form. Raises `BadGlossary`."""
    try:
        return normal_code(key)
    except UnknownLanguage:
        raise BadGlossary(f"{where}: {short(key)} is no language code (such as de or pt-BR)") from None


def spellings(value: Any, where: str, listed: bool = False) -> tuple[str, ...]:
    """One spelling or a list of them, on one line each; names to keep must be a list."""
    found = [value] if isinstance(value, str) and not listed else value
    if not isinstance(found, list):
        raise BadGlossary(f"{where}: it must be a list of words in quotes, not {short(value)}")
    for number, words in enumerate(found, start=1):
        place = where if isinstance(value, str) else f"{where} {number}"
        if not isinstance(words, str):
            raise BadGlossary(f"{place}: it must be some words in quotes, not {short(words)}")
        if not any(c.isalnum() for c in words):
            raise BadGlossary(f"{place}: there is no word in {short(words)}")
    return tuple(" ".join(words.split()) for words in found)


def short(value: Any) -> str:
    """A value as an error message shows it."""
    return repr(value if len(str(value)) <= LONGEST_SHOWN else str(value)[: LONGEST_SHOWN - 1] + "…")
