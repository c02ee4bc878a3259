"""The tables of story.toml: every value is checked as it is taken, and a slip is named in the writer's own words."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.actions.read import read_text, shown
from service.model.errors import BadStory

LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class StoryTable:
    """A table of the file `name`, in which only `keys` may stand: a misspelt key would be lost without a word."""

    name: str
    values: Mapping[str, Any]
    keys: tuple[str, ...]

    def __post_init__(self) -> None:
        for key in self.values:
            if key not in self.keys:
                raise self.wrong(f"there is no key {key[:LONGEST_SHOWN]!r}; there are {', '.join(self.keys)}")

    def wrong(self, what: str) -> BadStory:
        """The error that says so of this file."""
        return BadStory(f"{self.name}: {what}")

    def tables(self, key: str, keys: tuple[str, ...]) -> "list[StoryTable]":
        """The tables under [[key]], one at least."""
        found = self.values.get(key)
        if not isinstance(found, list) or not found or not all(isinstance(entry, dict) for entry in found):
            raise self.wrong(f"it needs a [[{key}]] for each version")
        return [StoryTable(self.name, entry, keys) for entry in found]

    def optional(self, key: str, allowed: Iterable[str] = ()) -> str | None:
        """Some words, one of `allowed` if there are any; None where the key is not there."""
        found, known = self.values.get(key), list(allowed)
        if found is None:
            return None
        if not isinstance(found, str) or not found.strip():
            raise self.wrong(f"{key} must be some words in quotes, not {str(found)[:LONGEST_SHOWN]!r}")
        if known and found not in known:
            raise self.wrong(f"there is no {key} {found[:LONGEST_SHOWN]!r}; there are {', '.join(known)}")
        return found

    def needed(self, key: str) -> str:
        """Some words that must be there."""
        found = self.optional(key)
        if found is None:
            raise self.wrong(f"a version lacks its {key}")
        return found


def read_table(file: Path, limit: int, keys: tuple[str, ...]) -> StoryTable:
    """The whole of a TOML file. Raises `BadStory` for what is no TOML, `InputError` for what cannot be read."""
    text = read_text(file, limit)
    try:
        values = tomllib.loads(text)
    except ValueError as error:  # a number of 5000 digits is one without being a TOMLDecodeError
        raise BadStory(f"{shown(file)} is not TOML: {' '.join(str(error).split())[:200]}") from None
    except RecursionError:
        raise BadStory(f"{shown(file)} is nested too deeply") from None
    return StoryTable(shown(file), values, keys)
