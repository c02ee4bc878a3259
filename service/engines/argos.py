"""Installed Argos packages: argostranslate for packages and tokenizers, CTranslate2 for all sentences at once.

argostranslate's own `translate` goes paragraph by paragraph in batches of 32 tokens, and its sentence splitter
downloads a model at the first call. Our sentences are split already, so neither is needed.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from service.engines import argos_model
from service.engines.argos_packages import Package, State, default_folder, installed_packages, release, state
from service.engines.codes import readable_by_argos, written_by_argos
from service.engines.distributions import installed_version
from service.engines.loaded import Loaded
from service.engines.pieces import clean, translate_pieces
from service.model.errors import EngineError, UnsupportedPair
from service.settings import Settings

ALTERNATIVES = 5
"""Of the n-best list: with a beam of five they cost no more than the translation."""

Result = TypeVar("Result")


class Argos:
    """Every pair that an installed package translates. A package that appears or goes is noticed at the next call."""

    def __init__(
        self, packages_dir: str = "", beam_size: int = 1, threads: int = 2, compute_type: str = "auto"
    ) -> None:
        """`packages_dir`: argostranslate's own place if empty. `compute_type`: CTranslate2's; auto is mostly int8."""
        self.name = "argos"
        self._beam_size = max(1, beam_size)
        # What a wider beam says is another translation: reports tell them apart, and so does the translation memory.
        self.version = f"{installed_version('argos-translate-lt', 'argostranslate')} beam {self._beam_size}"
        self._folder = Path(packages_dir) if packages_dir else default_folder()
        # One thread a batch and several batches side by side was the quickest on two cores.
        self._options = {"inter_threads": max(1, threads), "intra_threads": 1, "compute_type": compute_type}
        self._packages: Loaded[State, tuple[Package, ...]] = Loaded("Argos packages")
        self._models: Loaded[tuple[str, int], tuple[Package, Any]] = Loaded("Argos model")
        self._failed: set[tuple[str, int]] = set()

    def supports(self, source: str, target: str) -> bool:
        """Whether a package for this very pair is installed and has not failed to load; loads none."""
        return self._find(source, target) is not None

    def package(self, source: str, target: str) -> str:
        """The package that serves the pair, with its version: "de-en 1.9"; "" if none does."""
        package = self._find(source, target)
        return f"{package.from_code}-{package.to_code} {package.package_version}" if package else ""

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """As many translations as texts, all in one call of the model."""
        beam = self._beam_size
        return self._pieces(texts, source, target, lambda p, model, pieces: argos_model.best(p, model, pieces, beam))

    def retry(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """Translations by a wider beam that may not repeat itself, for those that `translate` got wrong."""
        return self._pieces(texts, source, target, argos_model.second_attempt)

    def alternatives(self, texts: Sequence[str], source: str, target: str) -> tuple[tuple[str, ...], ...]:
        """The n-best list of each text, best first; what `translate` says may be among them. A text that is too long
        for the model has none: it is translated in pieces."""

        def ask(package: Package, model: Any) -> tuple[tuple[str, ...], ...]:
            whole = [text for text in dict.fromkeys(map(clean, texts)) if len(argos_model.cut(package, text)) == 1]
            asked = [text for text in whole if text]
            known = dict(zip(asked, argos_model.n_best(package, model, asked, ALTERNATIVES), strict=True))
            return tuple(tuple(w for w in known.get(clean(text), ()) if w.strip()) for text in texts)

        return self._with_model(source, target, ask)

    def scores(
        self, sources: Sequence[str], translations: Sequence[str], source: str, target: str
    ) -> tuple[float | None, ...]:
        """The mean natural logarithm of a token's probability, 0 for certain. None where a side is empty (CTranslate2
        gives a perfect score to an empty source) or too long for the model."""

        def ask(package: Package, model: Any) -> tuple[float | None, ...]:
            pairs = [(clean(s), clean(t)) for s, t in zip(sources, translations, strict=True)]
            asked = [
                pair
                for pair in dict.fromkeys(pairs)
                if all(pair) and all(len(argos_model.cut(package, text)) == 1 for text in pair)
            ]
            known = dict(zip(asked, argos_model.likelihoods(package, model, asked), strict=True))
            return tuple(known.get(pair) for pair in pairs)

        return self._with_model(source, target, ask)

    def _pieces(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        run: Callable[[Package, Any, Sequence[str]], Sequence[str]],
    ) -> tuple[str, ...]:
        def ask(package: Package, model: Any) -> tuple[str, ...]:
            return translate_pieces(
                texts,
                target,
                lambda text: argos_model.cut(package, text),
                lambda pieces: run(package, model, pieces),
            )

        return self._with_model(source, target, ask)

    def _with_model(self, source: str, target: str, do: Callable[[Package, Any], Result]) -> Result:
        found = self._find(source, target)
        if found is None:
            raise UnsupportedPair(f"no Argos package that is installed translates {source} to {target}")
        package, model = self._load(found)
        try:
            return do(package, model)
        except Exception as error:  # tokenizer and model are native code, and the package came from elsewhere
            raise EngineError(f"the Argos package {package.package_path.name} failed: {_line(error)}") from error

    def _find(self, source: str, target: str) -> Package | None:
        from_codes, to_codes = readable_by_argos(source), written_by_argos(target)
        now = state(self._folder)
        packages = self._packages.get(now, lambda: installed_packages(self._folder)) if now else ()
        return min(
            (
                p
                for p in packages
                if p.from_code in from_codes and p.to_code in to_codes and _key(p) not in self._failed
            ),
            key=lambda p: (from_codes.index(p.from_code), to_codes.index(p.to_code), [-n for n in release(p)]),
            default=None,
        )

    def _load(self, package: Package) -> tuple[Package, Any]:
        """The package whose tokenizer is loaded, and its model. One that cannot be loaded is not asked for again."""
        try:
            return self._models.get(_key(package), lambda: (package, argos_model.load_model(package, self._options)))
        except Exception as error:
            self._failed.add(_key(package))
            raise EngineError(
                f"the Argos package {package.package_path.name} cannot be loaded: {_line(error)}"
            ) from error


def from_settings(settings: Settings) -> Argos:
    """For the table of engines."""
    return Argos(packages_dir=settings.argos_packages, beam_size=settings.beam_size, threads=settings.threads)


def _key(package: Package) -> tuple[str, int]:
    """Changes when the package is installed anew in its place."""
    try:
        return str(package.package_path), (package.package_path / "model" / "model.bin").stat().st_mtime_ns
    except OSError:
        return str(package.package_path), -1


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
