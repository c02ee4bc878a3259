"""Glossary files: TOML with a list of names to keep, a [[term]] for each agreed term, and loaded words by language and
topic (docs/glossary.md)."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from service.actions.glossary_entries import language_code, short, spellings
from service.actions.loaded_words import read_topics
from service.actions.read import read_text, shown
from service.model.glossary import EMPTY, BadGlossary, Glossary, Term
from service.settings import Settings

KEYS = ("keep", "term", "loaded")
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
            raise BadGlossary(f"{name}: there is no key {short(key)}; there are {', '.join(KEYS)}")
    entries = values.get("term", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadGlossary(f"{name}: each term must be a table of its own, under [[term]]")
    keep = spellings(values.get("keep", []), f"{name}, keep", listed=True)
    terms = [_term(entry, f"{name}, term {number}") for number, entry in enumerate(entries, start=1)]
    _refuse_contradictions(keep, terms, name)
    loaded = read_topics(values.get("loaded", {}), name)
    return Glossary(tuple(dict.fromkeys(keep)), tuple(dict.fromkeys(terms)), loaded)


def glossary_in_force(settings: Settings, given: "Glossary | str | Path | None" = None) -> Glossary:
    """What holds for one comparison: the one that is given (or the file of it), and under it the settings' own."""
    if isinstance(given, str | Path):
        given = read_glossary(given, settings.max_file_bytes)
    ours = read_glossary(settings.glossary, settings.max_file_bytes) if settings.glossary else EMPTY
    return (given or EMPTY).over(ours)


def _term(entry: Mapping[str, Any], where: str) -> Term:
    forms: dict[str, tuple[str, ...]] = {}
    for key, value in entry.items():
        code = language_code(key, where)
        if code in forms:
            raise BadGlossary(f"{where}: {code} stands there twice; give a list of spellings")
        forms[code] = spellings(value, f"{where}, {key}")
        if not forms[code]:
            raise BadGlossary(f"{where}, {key}: the list is empty")
    if len(forms) < FEWEST:
        has = f"only {next(iter(forms))}" if forms else "no language"
        raise BadGlossary(f"{where}: it has {has}; a term needs its spelling in two languages at least")
    return Term(tuple(forms.items()))


def _refuse_contradictions(keep: tuple[str, ...], terms: list[Term], name: str) -> None:
    for number, term in enumerate(terms, start=1):
        for code, words in term.forms:
            if (kept := next((w for w in words if w in keep), None)) and any(
                other[0] != kept for c, other in term.forms if c != code
            ):
                raise BadGlossary(f"{name}, term {number}: {short(kept)} ({code}) is a name to keep, too")
        for earlier, other in enumerate(terms[: number - 1], start=1):
            if shared := term.contradicts(other):
                raise BadGlossary(
                    f"{name}, term {number}: {short(shared[1])} ({shared[0]}) is called something else in term "
                    f"{earlier}; if both are right, write one term with a list"
                )
