"""From an archive to a package in its place, and from an offer to an archive."""

from dataclasses import dataclass
from pathlib import Path

from service.engines.packages.archive import unpack
from service.engines.packages.check import About, about, try_out
from service.engines.packages.download import Progress, download, forget
from service.engines.packages.index import Offer
from service.engines.packages.inventory import Installed
from service.engines.packages.limits import Limits
from service.engines.packages.place import OURS, beside, put
from service.model.errors import BadPackage, DownloadFailed


@dataclass(frozen=True, slots=True)
class Placed:
    """A package that is installed now, and those of its pair that went."""

    said: About
    replaced: tuple[Installed, ...]


def install_archive(path: Path, folder: Path, limits: Limits, expected: tuple[str, str] | None = None) -> Placed:
    """Unpacks beside, checks, tries out, then moves in. `folder` must be locked. Raises `BadPackage`, `OutputError`;
    then everything in `folder` is as it was."""
    with beside(folder) as place:
        unpack(path, place / "package", limits)
        said = about(place / "package")
        if expected and (said.from_code, said.to_code) != expected:
            raise BadPackage(f"the package is {said.name}, not {expected[0]}-{expected[1]} as the index says")
        unpacked = (place / "package").rename(place / said.folder_name)
        try_out(place, said, limits)
        return Placed(said, put(unpacked, folder, said))


def install_offer(offer: Offer, folder: Path, limits: Limits, progress: Progress) -> Placed:
    """Downloads from the first link that works, then as `install_archive`. A download that broke off stays for the next
    time; one that is refused goes."""
    part = folder / f"{OURS}{offer.from_code}-{offer.to_code}-{offer.version}.part"
    for other in folder.glob(f"{OURS}{offer.from_code}-{offer.to_code}-*.part"):
        if other != part:
            forget(other)
    _fetch(offer, part, limits, progress)
    try:
        placed = install_archive(part, folder, limits, (offer.from_code, offer.to_code))
    except BadPackage:
        forget(part)
        raise
    forget(part)
    return placed


def _fetch(offer: Offer, part: Path, limits: Limits, progress: Progress) -> None:
    """Raises the `DownloadFailed` of the last link."""
    for link in offer.links[:-1]:
        try:
            return download(link, part, limits, offer.sha256, progress)
        except DownloadFailed:
            continue
    return download(offer.links[-1], part, limits, offer.sha256, progress)
