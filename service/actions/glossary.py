"""Glossary files: TOML with a list of names to keep and a [[term]] for each agreed term (docs/glossary.md)."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from service.actions.read import read_text, shown
from service.model.errors import UnknownLanguage
from service.model.glossary import EMPTY, BadGlossary, Glossary, Term
from service.pipeline.detect import normal_code
from service.settings import Settings

KEYS = ("keep", "term")
LONGEST_SHOWN = 60
FEWEST = 2
"""Languages of a term: with one alone nothing is agreed."""


def read_glossary(path: str | Path, limit: int) -> Glossary:
    """The glossary in a file of at most `limit` bytes.

    Raises `BadGlossary` with the number of the entry, other kinds of `InputError` for a file that cannot be read.
    """
    text, name = read_text(path, limit), shown(path)
    try:
        values = tomllib.loads(text)
    except ValueError as error:  # a number of 5000 digits is one without being a TOMLDecodeError
        raise BadGlossary(f"{name} is not TOML: {' '.join(str(error).split())[:200]}") from None
    except RecursionError:
        raise BadGlossary(f"{name} is nested too deeply") from None
    return parse_glossary(values, name)


def parse_glossary(values: Mapping[str, Any], name: str = "the glossary") -> Glossary:
    """A glossary from plain values. Raises `BadGlossary`, which calls it by `name`."""
    for key in values:
        if key not in KEYS:
            raise BadGlossary(f"{name}: there is no key {_short(key)}; there are {', '.join(KEYS)}")
    entries = values.get("term", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadGlossary(f"{name}: each term must be a table of its own, under [[term]]")
    keep = _spellings(values.get("keep", []), f"{name}, keep", listed=True)
    terms = [_term(entry, f"{name}, term {number}") for number, entry in enumerate(entries, start=1)]
    _refuse_contradictions(keep, terms, name)
    return Glossary(tuple(dict.fromkeys(keep)), tuple(dict.fromkeys(terms)))


def glossary_in_force(settings: Settings, given: "Glossary | str | Path | None" = None) -> Glossary:
    """What holds for one comparison: the one that is given (or the file of it), and under it the settings' own."""
    if isinstance(given, str | Path):
        given = read_glossary(given, settings.max_file_bytes)
    ours = read_glossary(settings.glossary, settings.max_file_bytes) if settings.glossary else EMPTY
    return (given or EMPTY).over(ours)


def _term(entry: Mapping[str, Any], where: str) -> Term:
    forms: dict[str, tuple[str, ...]] = {}
    for key, value in entry.items():
        try:
            code = normal_code(key)
        except UnknownLanguage:
            raise BadGlossary(f"{where}: {_short(key)} is no language code (such as de or pt-BR)") from None
        if code in forms:
            raise BadGlossary(f"{where}: {code} stands there twice; give a list of spellings")
        forms[code] = _spellings(value, f"{where}, {key}")
        if not forms[code]:
            raise BadGlossary(f"{where}, {key}: the list is empty")
    if len(forms) < FEWEST:
        has = f"only {next(iter(forms))}" if forms else "no language"
        raise BadGlossary(f"{where}: it has {has}; a term needs its spelling in two languages at least")
    return Term(tuple(forms.items()))


def _spellings(value: Any, where: str, listed: bool = False) -> tuple[str, ...]:
    """One spelling or a list of them, on one line each; names to keep must be a list."""
    found = [value] if isinstance(value, str) and not listed else value
    if not isinstance(found, list):
        raise BadGlossary(f"{where}: it must be a list of words in quotes, not {_short(value)}")
    for number, words in enumerate(found, start=1):
        place = where if isinstance(value, str) else f"{where} {number}"
        if not isinstance(words, str):
            raise BadGlossary(f"{place}: it must be some words in quotes, not {_short(words)}")
        if not any(c.isalnum() for c in words):
            raise BadGlossary(f"{place}: there is no word in {_short(words)}")
    return tuple(" ".join(words.split()) for words in found)


def _refuse_contradictions(keep: tuple[str, ...], terms: list[Term], name: str) -> None:
    for number, term in enumerate(terms, start=1):
        for code, words in term.forms:
            if (kept := next((w for w in words if w in keep), None)) and any(
                other[0] != kept for c, other in term.forms if c != code
            ):
                raise BadGlossary(f"{name}, term {number}: {_short(kept)} ({code}) is a name to keep, too")
        for earlier, other in enumerate(terms[: number - 1], start=1):
            if shared := term.contradicts(other):
                raise BadGlossary(
                    f"{name}, term {number}: {_short(shared[1])} ({shared[0]}) is called something else in term "
                    f"{earlier}; if both are right, write one term with a list"
                )


def _short(value: Any) -> str:
    return repr(value if len(str(value)) <= LONGEST_SHOWN else str(value)[: LONGEST_SHOWN - 1] + "…")
