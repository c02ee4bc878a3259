"""Removes language packages."""

from collections.abc import Sequence

from service.engines.codes import readable_by_argos
from service.engines.packages.inventory import Installed, inventory
from service.engines.packages.place import locked, packages_folder, take_away
from service.model.errors import NoSuchPackage
from service.model.version import primary_subtag
from service.pipeline.detect import normal_code
from service.settings import Settings


def remove(names: Sequence[str], settings: Settings) -> tuple[Installed, ...]:
    """Removes every package from or to these languages; a name may also be that of a package's folder.

    Raises `NoSuchPackage`, before anything is removed, and `UnknownLanguage`, `OutputError`.
    """
    folder = packages_folder(settings.argos_packages)
    with locked(folder):
        installed = inventory(folder)
        gone = tuple(dict.fromkeys(one for name in names for one in _named(name, installed, settings.pivot)))
        for one in gone:
            take_away(one.path)
    return gone


def _named(name: str, installed: Sequence[Installed], pivot: str) -> list[Installed]:
    if found := [one for one in installed if one.path.name == name]:
        return found
    code = normal_code(name)
    if primary_subtag(code) == primary_subtag(normal_code(pivot)):
        raise NoSuchPackage(f"{code} is the pivot, which nearly all packages have on one side; name the other side")
    for near in readable_by_argos(code):
        if found := [one for one in installed if near in (one.from_code.lower(), one.to_code.lower())]:
            return found
    raise NoSuchPackage(f"no package of {code} is installed")
