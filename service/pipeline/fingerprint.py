"""Hashes of what decides the findings beside the libraries: our tables, our rules, and the code of the stages.

All files are read, once a process, when the first report is signed: 2.2 MB of tables and 0.9 MB of code take 8 ms
together, a comparison that begins cold two seconds. Names, sizes and times of the files would take less and tell
less: they change where nothing did, and may stay where something did.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from service.model.rule import Rule

SERVICE = str(Path(__file__).parents[1])
TABLES = ("languages",)
TABLE_ENDINGS = (".toml", ".txt", ".gz")
CODE = ("model", "languages", "differences", "pipeline", "engines")
"""The folders that a comparison runs through. What reads files before it and shows reports behind it decides nothing
that the report does not hold itself."""
CODE_ENDINGS = (".py",)
DIGITS = 12
"""Of the hash, as in a glossary's fingerprint: two states of many millions would share one by chance."""


def fingerprint(root: str, folders: Sequence[str], endings: tuple[str, ...]) -> str:
    """Of the bytes of all files below these folders of `root` that end so, and of where they stand in it."""
    digest = hashlib.blake2b()
    for name, path in _files(root, folders, endings):
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 # paths as objects take as long as all the reading
            data = file.readall()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:DIGITS]


def of_rules(rules: Iterable[Rule]) -> str:
    """Of what they grade. What they say is left out: it changes no finding."""
    graded = sorted((rule.id, str(rule.type), str(rule.severity), rule.confidence) for rule in rules)
    return hashlib.blake2b(repr(graded).encode()).hexdigest()[:DIGITS]


@lru_cache(maxsize=1)
def of_tables() -> str:
    """Of the tables of all languages."""
    return fingerprint(SERVICE, TABLES, TABLE_ENDINGS)


@lru_cache(maxsize=1)
def of_code() -> str:
    """Of the modules of the stages."""
    return fingerprint(SERVICE, CODE, CODE_ENDINGS)


def _files(root: str, folders: Sequence[str], endings: tuple[str, ...]) -> list[tuple[str, str]]:
    """Their names below `root`, alike on all systems, and paths; in the order of the names."""
    walks = (os.walk(os.path.join(root, folder)) for folder in folders)  # noqa: PTH118 # as above
    found = (f"{place}{os.sep}{name}" for walk in walks for place, _, names in walk for name in names)
    return sorted((path[len(root) :].replace(os.sep, "/"), path) for path in found if path.endswith(endings))
