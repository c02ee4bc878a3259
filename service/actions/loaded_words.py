"""Loaded words of a glossary file: a [loaded.en] for each language, in it topics, each with a list of words."""

from typing import Any

from service.actions.glossary_entries import language_code, short, spellings
from service.model.glossary import BadGlossary, Topic

FEWEST = 2
"""Words of a topic that judge differently: one alone stands against nothing."""


def read_topics(table: Any, name: str) -> tuple[Topic, ...]:
    """The topics of a table language -> topic -> words. Raises `BadGlossary`, which calls the file by `name`."""
    if not isinstance(table, dict):
        raise BadGlossary(f"{name}: loaded words stand in a table for each language, such as [loaded.en]")
    found: dict[tuple[str, str], Topic] = {}
    for key, topics in table.items():
        language = language_code(key, f"{name}, loaded")
        if not isinstance(topics, dict):
            raise BadGlossary(f'{name}, loaded.{language}: each topic must have a name: police = ["killed", "shot"]')
        for topic, words in topics.items():
            where = f"{name}, loaded.{language}, {short(topic)}"
            if (language, topic) in found:
                raise BadGlossary(f"{where}: the topic stands there twice")
            found[language, topic] = Topic(language, topic, _shades(words, where))
    return tuple(found.values())


def _shades(words: Any, where: str) -> tuple[tuple[str, ...], ...]:
    """One shade for each word of the list, or for each list in it: words that judge alike."""
    if not isinstance(words, list):
        raise BadGlossary(f"{where}: it must be a list of words in quotes, not {short(words)}")
    shades = tuple(spellings(entry, f"{where} {number}") for number, entry in enumerate(words, start=1))
    seen: set[str] = set()
    for word in (word for shade in shades for word in shade):
        if word.casefold() in seen:
            raise BadGlossary(f"{where}: {short(word)} stands there twice")
        seen.add(word.casefold())
    if len([shade for shade in shades if shade]) < FEWEST:
        raise BadGlossary(f"{where}: it needs two words at least that judge differently")
    return tuple(shade for shade in shades if shade)
