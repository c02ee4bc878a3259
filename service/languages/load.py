"""Loads a language's tables into frozen values."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.languages.spellings import spelt
from service.model.kept import loaded_once
from service.model.version import primary_subtag

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Numbers:
    """How numbers are written. Words are in lower case; values are what they are worth."""

    decimal: str = "."
    group: str = ","
    compound: bool = False
    joiners: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    elided: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)
    multipliers: Mapping[str, float] = field(default_factory=dict)
    plurals: Mapping[str, float] = field(default_factory=dict)
    groups: Mapping[str, float] = field(default_factory=dict)
    fractions: Mapping[str, float] = field(default_factory=dict)
    ordinals: Mapping[str, float] = field(default_factory=dict)
    ordinal_marks: tuple[str, ...] = ()
    percent: tuple[str, ...] = ("%",)
    approximate: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    part: re.Pattern[str] | None = None
    """What number words are made of where they are written as one; None in other languages."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that steer the checks, by group and kind: `group("negation", "words")`."""

    tables: Mapping[str, Mapping[str, tuple[str, ...]]]
    days: Mapping[str, int]
    _groups: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def group(self, group: str, *kinds: str) -> frozenset[str]:
        """All words of a group, or of some of its kinds."""
        found = self._groups.get((group, *kinds))  # judges ask for the same ones at every word
        if found is None:
            table = self.tables.get(group, {})
            found = frozenset(word for kind in (kinds or table) for word in table.get(kind, ()))
            self._groups[(group, *kinds)] = found
        return found


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One language: its BCP 47 code and its tables. `furniture` maps a kind to the patterns of whole lines."""

    code: str
    numbers: Numbers
    words: Words

    @property
    def furniture(self) -> Mapping[str, tuple[re.Pattern[str], ...]]:
        """Compiled when they are first asked for: for its words a language is asked beside all others."""
        return _furniture(self.code)


def known() -> tuple[str, ...]:
    """The languages that have a folder."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if (path / "words.toml").is_file()))


@loaded_once
def knowledge(code: str) -> Knowledge:
    """The tables of a language: of `zh-Hant` those of `zh` where it has none of its own; empty ones for a stranger."""
    return Knowledge(code, _numbers(table_of(code, "numbers")), _words(table_of(code, "words")))


@loaded_once
def table_of(code: str, name: str) -> Mapping[str, Any]:
    """A table of a language as it stands in its file; an empty one where it has none."""
    folder = next((FOLDER / c for c in (code, primary_subtag(code)) if (FOLDER / c).is_dir()), None)
    path = folder / f"{name}.toml" if folder else None
    return tomllib.loads(path.read_text(encoding="utf-8")) if path and path.is_file() else {}


def _numbers(data: Mapping[str, Any]) -> Numbers:
    if not data:
        return Numbers()
    return Numbers(
        decimal=data["decimal"],
        group=data["group"],
        compound=data.get("compound", False),
        joiners=frozenset(data.get("joiners", ())),
        pronouns=frozenset(spelt(dict.fromkeys(data.get("pronouns", ()), 1))),
        alone=frozenset(spelt(dict.fromkeys(data.get("alone", ()), 1))),
        elided={word[:-1]: word for word in data.get("elided", ())},
        words=spelt(data.get("words", {})),
        multipliers=spelt(data.get("multipliers", {})),
        plurals=spelt(data.get("plurals", {})),
        groups=spelt(data.get("groups", {})),
        fractions=spelt(data.get("fractions", {})),
        ordinals=spelt(data.get("ordinals", {})),
        ordinal_marks=tuple(data.get("ordinal_marks", {}).get("after", ())),
        percent=tuple(data.get("percent", {}).get("words", ("%",))),
        approximate={kind: tuple(words) for kind, words in data.get("approximate", {}).items()},
        part=_part(data) if data.get("compound") else None,
    )


def _part(data: Mapping[str, Any]) -> re.Pattern[str]:
    names = {*data.get("words", {}), *data.get("multipliers", {}), *data.get("joiners", ()), *data.get("groups", {})}
    elided = "".join(f"{word[:-1]}(?=un|ott)|" for word in data.get("elided", ()))  # vent'uno, cent'otto
    return re.compile(elided + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True) if n.isalpha()))


def _words(data: Mapping[str, Any]) -> Words:
    tables = {
        group: {kind: tuple(words) for kind, words in kinds.items()} for group, kinds in data.items() if group != "time"
    }
    return Words(tables=tables, days=data.get("time", {}))


@loaded_once
def _furniture(code: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    return {
        kind: tuple(re.compile(rf"\s*(?:{pattern})\s*", re.IGNORECASE) for pattern in table["patterns"])
        for kind, table in table_of(code, "furniture").items()
    }
