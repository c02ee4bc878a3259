"""Installed Argos packages: argostranslate for packages and tokenizers, CTranslate2 for all sentences at once.

argostranslate's own `translate` goes paragraph by paragraph in batches of 32 tokens, and its sentence splitter
downloads a model at the first call. Our sentences are split already, so neither is needed.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from service.engines.argos_packages import Package, State, default_folder, installed_packages, release, state
from service.engines.codes import readable_by_argos, written_by_argos
from service.engines.distributions import installed_version
from service.engines.loaded import Loaded
from service.engines.pieces import cut_at_marks, translate_pieces
from service.model.errors import EngineError, UnsupportedPair
from service.settings import Settings

BATCH_TOKENS = 1024
LENGTH_PENALTY = 0.2  # argostranslate/translate.py, apply_packaged_translation
LONGEST = 150
"""Tokens a piece: Argos models have seen no longer sentence (argos-train, config.yml, src_seq_length), and CTranslate2
ends a translation after 256 without a word."""


class Argos:
    """Every pair that an installed package translates. A package that appears or goes is noticed at the next call."""

    def __init__(
        self, packages_dir: str = "", beam_size: int = 2, threads: int = 2, compute_type: str = "auto"
    ) -> None:
        """`packages_dir`: argostranslate's own place if empty. `compute_type`: CTranslate2's; auto is mostly int8."""
        self.name = "argos"
        self.version = installed_version("argos-translate-lt", "argostranslate")
        self._folder = Path(packages_dir) if packages_dir else default_folder()
        self._beam_size = max(1, beam_size)
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
        found = self._find(source, target)
        if found is None:
            raise UnsupportedPair(f"no Argos package that is installed translates {source} to {target}")
        package, model = self._load(found)
        try:
            return translate_pieces(
                texts, target, lambda text: _cut(package, text), lambda pieces: self._run(package, model, pieces)
            )
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
            return self._models.get(_key(package), lambda: (package, _model(package, self._options)))
        except Exception as error:
            self._failed.add(_key(package))
            raise EngineError(
                f"the Argos package {package.package_path.name} cannot be loaded: {_line(error)}"
            ) from error

    def _run(self, package: Package, model: Any, pieces: Sequence[str]) -> list[str]:
        results = model.translate_batch(
            [package.tokenizer.encode(piece) for piece in pieces],
            target_prefix=[[package.target_prefix]] * len(pieces) if package.target_prefix else None,
            replace_unknowns=True,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            beam_size=self._beam_size,
            length_penalty=LENGTH_PENALTY,
        )
        return [_words(package, result.hypotheses[0]) for result in results]


def from_settings(settings: Settings) -> Argos:
    """For the table of engines."""
    return Argos(packages_dir=settings.argos_packages, threads=settings.threads)


def _key(package: Package) -> tuple[str, int]:
    """Changes when the package is installed anew in its place."""
    try:
        return str(package.package_path), (package.package_path / "model" / "model.bin").stat().st_mtime_ns
    except OSError:
        return str(package.package_path), -1


def _model(package: Package, options: dict[str, Any]) -> Any:
    import ctranslate2

    model = ctranslate2.Translator(str(package.package_path / "model"), device="cpu", **options)
    package.tokenizer.decode(package.tokenizer.encode("a"))  # it loads at its first use, and not safely under threads
    return model


def _cut(package: Package, text: str) -> tuple[str, ...]:
    tokens = len(package.tokenizer.encode(text))
    return (text,) if tokens <= LONGEST else cut_at_marks(text, len(text) * LONGEST // tokens)


def _words(package: Package, tokens: list[str]) -> str:
    """As argostranslate does it: the prefix that names the target language goes, then the tokenizer's leading blank."""
    return package.tokenizer.decode(tokens).removeprefix(package.target_prefix).removeprefix(" ")


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
