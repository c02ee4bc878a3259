"""Compares versions of a story: what the command line, the HTTP service and the Python API all call."""

from collections.abc import Sequence
from pathlib import Path

from service.actions.glossary import glossary_in_force
from service.actions.rules import named, without
from service.engines.glossed import glossed
from service.model.errors import TooLarge
from service.model.glossary import Glossary
from service.model.protocols import Engines
from service.model.report import Report
from service.model.version import Version
from service.pipeline.detect import normal_code
from service.pipeline.pace import Progress
from service.pipeline.run import quiet, run
from service.settings import Settings


def compare_versions(
    versions: Sequence[Version],
    engines: Engines,
    settings: Settings,
    pivot: str | None = None,
    translate: bool = True,
    progress: Progress = quiet,
    glossary: Glossary | str | Path | None = None,
) -> Report:
    """The report on `versions` (one or more). `glossary`, or the file of one, holds beside that of the settings.

    Raises `InputError` for what cannot be compared, `TooLarge` above limits, `UnknownRule` for a
    rule to mute that there is not. Language codes are looked at first: a
    slip in one must not wait for the work, nor pass unseen where nothing needs translating.
    """
    pivot = check_wanted(versions, settings, pivot)
    muted = named(settings.mute)
    agreed = glossary_in_force(settings, glossary)
    return without(run(versions, glossed(engines, agreed), pivot, translate, progress, agreed), muted)


def check_wanted(versions: Sequence[Version], settings: Settings, pivot: str | None = None) -> str:
    """The pivot in its usual form. Raises `TooLarge` above limits, `UnknownLanguage`: what shows without any work."""
    if len(versions) > settings.max_versions:
        raise TooLarge(
            f"{len(versions)} versions are more than the limit of {settings.max_versions} (VARIORUM_MAX_VERSIONS)"
        )
    for version in versions:
        if isinstance(version.text, str) and len(version.text) > settings.max_characters:
            raise TooLarge(
                f"{version.label} has {len(version.text):,} characters, more than the limit of "
                f"{settings.max_characters:,} (VARIORUM_MAX_CHARACTERS)"
            )
    wanted = normal_code(pivot or settings.pivot)
    for declared in {version.language for version in versions if version.language}:
        normal_code(declared)
    return wanted
