"""Finds installed Argos packages through argostranslate's own reader, one by one: a broken one does not harm the rest.

argostranslate's `get_installed_packages` raises for all if one folder is no package. Its import reads its settings from
the environment and creates folders under HOME; it is put off until a folder with packages is there.
"""

import importlib
import logging
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

log = logging.getLogger(__name__)

State = tuple[tuple[str, int, int], ...]

_IMPORT = threading.Lock()

NO_TELEMETRY = ("ORT_DISABLE_TELEMETRY", "1")
"""onnxruntime, which argostranslate splits sentences with, reports to Microsoft and writes a device id under HOME
unless it finds this when it is loaded (its Privacy.md). We never load it; a new release of argostranslate might."""


class Tokenizer(Protocol):
    """argostranslate's: SentencePiece or BPE."""

    def encode(self, sentence: str) -> list[str]:
        """The pieces of a sentence."""
        ...

    def decode(self, tokens: list[str]) -> str:
        """The sentence of the pieces."""
        ...


class Package(Protocol):
    """What we use of `argostranslate.package.Package`."""

    package_path: Path
    package_version: str
    from_code: str
    to_code: str
    target_prefix: str
    tokenizer: Tokenizer


def default_folder() -> Path | None:
    """Where argostranslate keeps packages, worked out without importing it; None for a user without a home."""
    if named := os.environ.get("ARGOS_PACKAGES_DIR"):
        return Path(named)
    try:
        data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    except RuntimeError:
        return None
    return Path(data) / "argos-translate" / "packages"


def state(folder: Path | None) -> State:
    """Its folders, with the times of metadata and model, -1 without: differs when a package comes, goes or changes."""
    if folder is None:
        return ()
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return ()
    places = [(name, folder / name) for name in names]
    return tuple((n, _changed(p / "metadata.json"), _changed(p / "model" / "model.bin")) for n, p in places)


def installed_packages(folder: Path | None) -> tuple[Package, ...]:
    """The usable packages in a folder, by folder name; a broken one is skipped with a warning. Never raises."""
    if not folder or not any(described >= 0 for _, described, _ in state(folder)):
        return ()
    try:
        reader = _reader(folder)
    except Exception as error:  # not installed, or no place for the folders that its import makes
        log.warning("argostranslate cannot be used: %s", error)
        return ()
    found = []
    for name, _, _ in state(folder):
        try:
            found.append(_read(reader, folder / name))
        except Exception as error:  # metadata of any shape may be met here
            log.warning("skipped the Argos package %s: %s", name, error)
    return tuple(package for package in found if package)


def release(package: Package) -> tuple[int, ...]:
    """A package's version, to be compared: (1, 10) is newer than (1, 9)."""
    return tuple(int(number) for number in re.findall(r"\d+", str(package.package_version)))


def _read(reader: Any, place: Path) -> Package | None:
    """None for a package that is whole but translates nothing, such as one for sentence splitting."""
    package: Package = reader.Package(place)
    if getattr(package, "type", "") != "translate":
        return None
    for code in (package.from_code, package.to_code):
        if not isinstance(code, str) or not code:
            raise ValueError("its metadata.json names no pair of languages")
    if not hasattr(package, "tokenizer"):
        raise ValueError("it has no tokenizer")
    if _changed(place / "model" / "model.bin") < 0:
        raise ValueError("it has no model")
    return package


def _reader(folder: Path) -> Any:
    """`argostranslate.package`. Where HOME cannot be written, its import gets folders that go away again: all it
    needs of them is that they can be made."""
    os.environ.setdefault(*NO_TELEMETRY)
    with _IMPORT:
        if "argostranslate.package" in sys.modules:
            return importlib.import_module("argostranslate.package")
        try:
            with _environment(ARGOS_PACKAGES_DIR=str(folder)):
                return importlib.import_module("argostranslate.package")
        except (OSError, RuntimeError):
            places = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
            with (
                TemporaryDirectory() as home,
                _environment(ARGOS_PACKAGES_DIR=str(folder), **dict.fromkeys(places, home)),
            ):
                return importlib.import_module("argostranslate.package")


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return -1


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
