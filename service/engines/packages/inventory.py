"""What is installed, the broken included, told from files alone."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from service.engines.packages.archive import METADATA
from service.engines.packages.check import about
from service.engines.packages.index import CODE, VERSION
from service.model.errors import BadPackage


@dataclass(frozen=True, slots=True)
class Installed:
    """A folder that holds a package. `problem`: why it cannot be used, "" if nothing shows; then codes and version are
    what its metadata or, failing that, its name tells, perhaps ""."""

    path: Path
    from_code: str
    to_code: str
    version: str
    problem: str = ""

    @property
    def name(self) -> str:
        """As it is called in messages: "de-en 1.9"."""
        return f"{self.from_code}-{self.to_code} {self.version}" if self.from_code else self.path.name


def inventory(folder: Path) -> tuple[Installed, ...]:
    """What is installed, by folder name, the broken included. Loads nothing, never raises."""
    try:
        places = sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    except OSError:
        return ()
    return tuple(one for place in places if (one := _installed(place)))


def _installed(place: Path) -> Installed | None:
    try:
        said = about(place)
        return Installed(place, said.from_code, said.to_code, said.version)
    except BadPackage as error:
        problem = str(error)
    try:
        told = json.loads((place / METADATA).read_text(encoding="utf-8"))
        if told.get("type", "translate") != "translate":
            return None  # whole, and another's: argostranslate has packages for splitting sentences, too
        codes = [str(told["from_code"]), str(told["to_code"]), str(told["package_version"])]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        name = re.fullmatch(r"translate-([^_-]+)_([^_-]+)-(\w+)", place.name)
        codes = [name[1], name[2], name[3].replace("_", ".")] if name else []
    if len(codes) == 3 and CODE.fullmatch(codes[0]) and CODE.fullmatch(codes[1]) and VERSION.fullmatch(codes[2]):
        return Installed(place, codes[0], codes[1], codes[2], problem)
    return Installed(place, "", "", "", problem)
