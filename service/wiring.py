"""The only place that picks engines."""

from functools import lru_cache

from service.engines import table
from service.engines.detectors import DETECTORS
from service.model.errors import SettingsError
from service.model.protocols import Detector, Embedder, Engines, Translator
from service.settings import Settings

EMBEDDERS = {"usem3": "UseEmbedder"}
"""Name in the settings -> class in the module of that name under service/engines/."""


@lru_cache(maxsize=8)
def engines(settings: Settings) -> Engines:
    """The engines that the settings name, one set a process; nothing heavy is loaded before it is used."""
    return Engines(
        detector=detector(settings),
        embedder=embedder(settings),
        translator=table.translator(settings),
    )


def engines_with(settings: Settings, translator: Translator | None) -> Engines:
    """The same with a caller's own translator."""
    ours = engines(settings)
    return Engines(ours.detector, ours.embedder, translator) if translator is not None else ours


def detector(settings: Settings) -> Detector:
    """The detector that the settings name. Raises `SettingsError` for an unknown name."""
    if settings.detector not in DETECTORS:
        raise SettingsError(f"there is no detector {settings.detector!r}; there are {', '.join(DETECTORS)}")
    return DETECTORS[settings.detector]()


def embedder(settings: Settings) -> Embedder:
    """The embedder that the settings name. Raises `SettingsError` for an unknown name."""
    from importlib import import_module

    if settings.embedder not in EMBEDDERS:
        raise SettingsError(f"there is no embedder {settings.embedder!r}; there is {', '.join(EMBEDDERS)}")
    made: Embedder = getattr(import_module(f"service.engines.{settings.embedder}"), EMBEDDERS[settings.embedder])(
        threads=settings.threads
    )
    return made
