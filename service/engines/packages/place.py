"""The folder of packages: how a package comes and goes without a moment that shows half of it.

Nothing of ours stays there but files: argostranslate takes every folder for a package, and fails if one is not.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from service.engines.argos_packages import default_folder
from service.engines.packages.check import About, folder_start
from service.engines.packages.inventory import Installed, inventory
from service.model.errors import OutputError, SettingsError

OURS = ".variorum-"
"""Begins the names of what is on its way in or out; the engine does not look at names with a dot."""


def packages_folder(setting: str) -> Path:
    """The setting's folder, else argostranslate's own, made if it is missing. Raises `OutputError`, `SettingsError`."""
    folder = Path(setting) if setting else default_folder()
    if folder is None:
        raise SettingsError("there is no home folder; name one for packages: VARIORUM_ARGOS_PACKAGES")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the folder {folder}: {(error.strerror or str(error)).lower()}") from None
    return folder


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps a second installation out, and clears away what one that was killed left behind. Raises `OutputError`."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise OutputError(f"cannot open {folder}: {(error.strerror or str(error)).lower()}") from None
    try:
        _lock(descriptor)
        for rest in folder.glob(f"{OURS}*"):
            if rest.is_dir():
                _clear(rest)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A folder on the same disk to unpack in; gone afterwards."""
    place = folder / f"{OURS}new-{secrets.token_hex(6)}"
    try:
        place.mkdir()
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {(error.strerror or str(error)).lower()}") from None
    try:
        yield place
    finally:
        _clear(place)


def put(unpacked: Path, folder: Path, said: About) -> tuple[Installed, ...]:
    """Moves a checked package in by one rename, then the earlier ones of its pair out; returns those.

    The new one gets a name that is free, so that there is no moment without either. Raises `OutputError`.
    """
    before = [one for one in inventory(folder) if _of_pair(one, said)]
    target, n = folder / said.folder_name, 1
    while os.path.lexists(target):
        n += 1
        target = folder / f"{said.folder_name}-{n}"
    try:
        unpacked.rename(target)
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {(error.strerror or str(error)).lower()}") from None
    for one in before:
        take_away(one.path)
    return tuple(before)


def take_away(path: Path) -> None:
    """Removes a package: out of sight by one rename, then its files. Raises `OutputError`."""
    gone = path.with_name(f"{OURS}old-{secrets.token_hex(6)}")
    try:
        path.rename(gone)
    except OSError as error:
        raise OutputError(f"cannot remove {path}: {(error.strerror or str(error)).lower()}") from None
    _clear(gone)


def _of_pair(one: Installed, said: About) -> bool:
    named = one.problem and one.path.name.startswith(folder_start(said.from_code, said.to_code))
    return (one.from_code, one.to_code) == (said.from_code, said.to_code) or bool(named)


def _clear(path: Path) -> None:
    if path.is_symlink():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def _lock(descriptor: int) -> None:
    with suppress(ImportError):  # Windows: there two installations at once are the user's own lookout
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputError("another installation of packages is under way") from None
        except OSError:
            pass  # a network disk without locks
