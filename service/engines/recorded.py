"""Plays back translations from a file: for tests and demonstrations, and where a person has translated beforehand.

The file is TOML, a pair of languages in each `[[pair]]`, one sentence a line:

    [[pair]]
    source = "de"
    target = "en"
    [pair.sentences]
    "Die Armee teilte das auf der Plattform X mit." = "The army said so on the platform X."
    'Sie sagte: "Nein."' = ['She said: "No."', 'She said no.']

Of a list the first is the translation, the others are what could as well have been said.
"""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from service.engines.codes import nearest
from service.model.errors import SettingsError, UnsupportedPair
from service.settings import Settings

Pairs = Mapping[tuple[str, str], Mapping[str, str | Sequence[str]]]
Sentences = dict[str, tuple[str, ...]]


class Recorded:
    """Knows the sentences it was given; white space does not matter. `pt-BR` is looked for as `pt-BR`, then as `pt`.

    A sentence that it does not know gives "": an empty translation means "not translated", and the caller keeps the
    original. Its version is a fingerprint of all it knows.
    """

    def __init__(self, pairs: Pairs) -> None:
        """`pairs`: (source, target) -> original -> translation, or several, best first. Raises `SettingsError` for an
        original that stands there twice with other translations."""
        self._pairs = {
            (source.lower(), target.lower()): _squeezed(sentences) for (source, target), sentences in pairs.items()
        }
        everything = sorted((pair, sorted(sentences.items())) for pair, sentences in self._pairs.items())
        self.name = "recorded"
        self.version = hashlib.sha256(repr(everything).encode("utf-8", "replace")).hexdigest()[:8]

    @classmethod
    def from_file(cls, path: str | Path) -> Self:
        """Reads the format above. Raises `SettingsError` with what is wrong in it."""
        try:
            return cls(_pairs(tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))))
        except (OSError, ValueError) as error:  # unreadable, not UTF-8, not TOML, not of this shape
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise SettingsError(f"recorded translations in {path}: {' '.join(reason.split())}") from error
        except SettingsError as error:
            raise SettingsError(f"recorded translations in {path}: {error}") from error

    def supports(self, source: str, target: str) -> bool:
        """Whether any sentence of this pair is recorded."""
        return bool(self._sentences(source, target))

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many translations as texts, "" where none is recorded."""
        if not self.supports(source, target):
            raise UnsupportedPair(f"no translations from {source} to {target} are recorded")
        sentences = self._sentences(source, target)
        return tuple(next(iter(sentences.get(_squeeze(text), ())), "") for text in texts)

    def alternatives(self, texts: Sequence[str], source: str, target: str) -> tuple[tuple[str, ...], ...]:
        """The other translations that are recorded."""
        sentences = self._sentences(source, target)
        return tuple(sentences.get(_squeeze(text), ())[1:] for text in texts)

    def _sentences(self, source: str, target: str) -> Sentences:
        codes = ((s, t) for s in nearest(source) for t in nearest(target))
        return next((self._pairs[pair] for pair in codes if pair in self._pairs), {})


def from_settings(settings: Settings) -> Recorded:
    """For the table of engines."""
    if not settings.recorded_file:
        raise SettingsError("the engine recorded needs a file: set VARIORUM_RECORDED_FILE")
    return Recorded.from_file(settings.recorded_file)


def _pairs(data: Mapping[str, Any]) -> Pairs:
    entries = data.get("pair")
    if set(data) != {"pair"} or not isinstance(entries, list):
        raise SettingsError("it must hold [[pair]] tables and nothing else")
    pairs: dict[tuple[str, str], Mapping[str, str | Sequence[str]]] = {}
    for number, entry in enumerate(entries, start=1):
        sentences = entry.get("sentences") if isinstance(entry, dict) else None
        if not isinstance(sentences, dict) or set(entry) != {"source", "target", "sentences"}:
            raise SettingsError(f"pair {number} must have source, target and [pair.sentences]")
        said = [one for several in sentences.values() for one in (several if isinstance(several, list) else [several])]
        for value in (entry["source"], entry["target"], *said):
            if not isinstance(value, str):
                raise SettingsError(f"pair {number}: {value!r} must be a text in quotation marks")
        key = (entry["source"], entry["target"])
        if key in pairs:
            raise SettingsError(f"the pair {key[0]} to {key[1]} stands there twice")
        pairs[key] = sentences
    return pairs


def _squeezed(sentences: Mapping[str, str | Sequence[str]]) -> Sentences:
    squeezed: Sentences = {}
    for original, said in sentences.items():
        translations = (said,) if isinstance(said, str) else tuple(said)
        if squeezed.setdefault(_squeeze(original), translations) != translations:
            raise SettingsError(f"two translations are given for {_squeeze(original)[:60]!r}")
    return squeezed


def _squeeze(text: str) -> str:
    return " ".join(text.split())
