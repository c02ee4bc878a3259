"""From files to versions: who a version is, as far as a file's name and the user say."""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from service.actions.read import STANDARD_INPUT, identity, read_text, shown
from service.model.errors import DuplicateVersion, InputError, TooLarge
from service.model.version import Relation, Version
from service.settings import Settings

DECLARABLE = ("label", "language", "relation")
_WORD = re.compile(r"[a-z]+")


def read_versions(
    paths: Sequence[str], limit: int, encoding: str | None = None, encodings: Mapping[str, str] | None = None
) -> tuple[Version, ...]:
    """One version a file, in their order. A file's name gives id, label and, where it says so, the relation.

    The language is left to be told from the text: a code in a name is as often the edition's as the text's.
    `encodings` (by id) goes before `encoding`, which is for what is not UTF-8. Raises `InputError`.
    """
    refuse_twice(paths)
    names, encodings = ids(paths), dict(encodings or {})
    check_named(encodings, names, "--encoding")
    return tuple(
        Version(
            id=name,
            label="standard input" if path == STANDARD_INPUT else name,
            text=read_text(path, limit, encodings.get(name, encoding), forced=name in encodings),
            relation=relation_in(name),
        )
        for path, name in zip(paths, names, strict=True)
    )


def declare(versions: Sequence[Version], declared: Mapping[str, Mapping[str, str]]) -> tuple[Version, ...]:
    """The versions with what the user says of them: field (one of `DECLARABLE`) -> version id -> value."""
    for field, values in declared.items():
        check_named(values, [v.id for v in versions], f"--{field}")
    for name, relation in declared.get("relation", {}).items():
        if relation not in list(Relation):
            raise InputError(f"{name}: there is no relation {relation!r}; there are {', '.join(Relation)}")
    return tuple(
        replace(v, **{field: values[v.id] for field, values in declared.items() if v.id in values}) for v in versions
    )


def ids(paths: Sequence[str]) -> list[str]:
    """A name for each path, as short as tells them apart: `en`; `en.txt` beside `en.html`; `a/en` beside `b/en`."""
    longer = [_names(path) for path in paths]
    found = [next(names) for names in longer]
    while alike := {name for name, times in Counter(found).items() if times > 1}:
        further = [next(names, name) if name in alike else name for name, names in zip(found, longer, strict=True)]
        if further == found:
            break  # one path given twice, which is refused elsewhere
        found = further
    return found


def relation_in(name: str) -> Relation | None:
    """The relation that a file's name has as a word: `de-original` is an original; None for none, or for two."""
    words = set(_WORD.findall(name.rpartition("/")[2].lower()))
    named = [relation for relation in Relation if relation.value in words]
    return named[0] if len(named) == 1 else None


def check_named(named: Mapping[str, str], names: Sequence[str], option: str) -> None:
    """Raises `InputError` for a version that is named in an option and is none of `names`."""
    for name in named:
        if name not in names:
            raise InputError(f"{option}: there is no version {shown(name)}; there are {', '.join(map(shown, names))}")


def refuse_twice(paths: Sequence[str]) -> None:
    """Raises `DuplicateVersion` where two paths lead to one file, `UnreadableFile` where one leads to none."""
    seen: dict[tuple[int, int], str] = {}
    for path in paths:
        key = (-1, -1) if path == STANDARD_INPUT else identity(path)
        if key in seen:
            names = shown(path) if seen[key] == path else f"{shown(seen[key])} and {shown(path)}"
            raise DuplicateVersion(f"the same file was given twice: {names}")
        seen[key] = path


def refuse_too_many(count: int, settings: Settings) -> None:
    """Raises `TooLarge` before the first of too many files is read."""
    if count > settings.max_versions:
        raise TooLarge(f"{count} versions are more than the limit of {settings.max_versions} (VARIORUM_MAX_VERSIONS)")


def _names(path: str) -> Iterator[str]:
    """Longer and longer names of one path."""
    if path == STANDARD_INPUT:
        yield "stdin"
        return
    # Not `resolve`: a link is known by its own name.
    place = Path(_clean(os.path.abspath(path)))  # noqa: PTH100
    yield place.stem
    yield place.name
    parents = place.parts[1:-1]
    for depth in range(1, len(parents) + 1):
        folders = "/".join(parents[-depth:])
        yield f"{folders}/{place.stem}"
        yield f"{folders}/{place.name}"


def _clean(name: str) -> str:
    """What reports can hold: names that are not in the file system's encoding lose those bytes."""
    return os.fsencode(name).decode(sys.getfilesystemencoding(), "replace")
