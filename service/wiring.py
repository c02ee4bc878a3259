"""The only place that picks engines and stores."""

import os
from functools import lru_cache
from pathlib import Path

from service.engines import table
from service.engines.detectors import DETECTORS
from service.jobs.submitter import Submitter, Watch, nobody
from service.model.errors import SettingsError
from service.model.protocols import Detector, Embedder, Engines, Translator
from service.model.stores import JobStore, Stores
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
        threads=settings.embedder_threads
    )
    return made


def submitter(settings: Settings, jobs: JobStore, given: Engines | None = None, watch: Watch = nobody) -> Submitter:
    """Who is told of queued jobs: threads of this process, which start at once, or workers somewhere else.

    The threads use the engines `given`, or else the settings', and `watch` is told each report that they write. Raises
    `SettingsError` where the queue is no broker.
    """
    if settings.queue:
        from service.jobs.celery_app import celery_app
        from service.jobs.celery_queue import CeleryQueue

        return CeleryQueue(celery_app(settings))
    from service.jobs.pool import Pool

    return Pool(jobs, given or engines(settings), settings, watch)


@lru_cache(maxsize=8)
def store(settings: Settings) -> Stores:
    """The stores in the database that the settings name, one set a process; it is opened, and made or brought up to
    date, when it is first used. Raises `SettingsError` where the setting names no database."""
    from service.store.stores import stores  # SQLAlchemy, which the command line mostly does without

    return stores(settings.database or _folder_of_data() / "variorum.sqlite")


def _folder_of_data() -> Path:
    """Ours among the user's (XDG Base Directory Specification, which says to ignore a relative path)."""
    given = Path(os.environ.get("XDG_DATA_HOME", ""))
    return (given if given.is_absolute() else Path.home() / ".local" / "share") / "variorum"
