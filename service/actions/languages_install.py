"""Installs language packages: first a plan, which a person can look at, then one package after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.engines.codes import readable_by_argos, written_by_argos
from service.engines.packages.download import size_of
from service.engines.packages.index import Offer, fetch_index, index_url, release
from service.engines.packages.install import Placed, install_archive, install_offer
from service.engines.packages.inventory import Installed, inventory
from service.engines.packages.limits import limits_of
from service.engines.packages.place import locked, packages_folder
from service.model.errors import NoSuchPackage
from service.model.version import primary_subtag
from service.pipeline.detect import normal_code
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be downloaded, with its size in bytes where the server tells it, and what is as it should be."""

    wanted: tuple[tuple[Offer, int | None], ...]
    fine: tuple[Installed, ...]


def plan_install(names: Sequence[str], target: str, settings: Settings) -> Plan:
    """Packages that translate these languages to `target`. Asks the index.

    Raises `UnknownLanguage`, `NoSuchPackage`, `DownloadFailed`, `BadPackage`.
    """
    pairs = [_pair(normal_code(name), normal_code(target)) for name in names]
    offers, installed = _offers(settings)
    chosen = dict.fromkeys(_choose(source, to, offers) for source, to in pairs)
    return _plan([(offer, _newest(installed, offer)) for offer in chosen], settings)


def plan_update(settings: Settings) -> Plan:
    """Newer packages for the pairs that are installed, and whole ones for those that are broken. Asks the index.

    Raises `DownloadFailed`, `BadPackage`.
    """
    offers, installed = _offers(settings)
    found = [
        (max(same, key=lambda offer: release(offer.version)), _newest(installed, same[0]))
        for pair in dict.fromkeys((one.from_code, one.to_code) for one in installed)
        if (same := [offer for offer in offers if (offer.from_code, offer.to_code) == pair])
    ]
    return _plan(found, settings)


def install(offer: Offer, settings: Settings, progress: Callable[[int, int | None], None]) -> Placed:
    """Downloads, checks and places one package; the earlier one of its pair goes.

    Raises `DownloadFailed`, `BadPackage`, `OutputError`; then what is installed is as it was.
    """
    folder = packages_folder(settings.argos_packages)
    with locked(folder):
        return install_offer(offer, folder, limits_of(settings), progress)


def add(path: str | Path, settings: Settings) -> Placed:
    """Checks and places a package from a file. Raises `BadPackage`, `OutputError`; then all is as it was."""
    folder = packages_folder(settings.argos_packages)
    with locked(folder):
        return install_archive(Path(path), folder, limits_of(settings))


def _offers(settings: Settings) -> tuple[tuple[Offer, ...], tuple[Installed, ...]]:
    folder = packages_folder(settings.argos_packages)
    with locked(folder):
        offers = fetch_index(index_url(settings.package_index), limits_of(settings), folder)
    return offers, inventory(folder)


def _pair(source: str, target: str) -> tuple[str, str]:
    """For a pivot that is not English its own name asks for the way there from English, as nearly all packages have
    English on one side."""
    if primary_subtag(source) != primary_subtag(target):
        return source, target
    if primary_subtag(target) == "en":
        raise NoSuchPackage("name the languages of the texts; English itself needs no package (or give another --to)")
    return "en", target


def _choose(source: str, target: str, offers: Sequence[Offer]) -> Offer:
    """The newest package of the nearest codes."""
    sources, targets = readable_by_argos(source), written_by_argos(target)
    for pair in ((s, t) for s in sources for t in targets):
        same = [offer for offer in offers if (offer.from_code.lower(), offer.to_code.lower()) == pair]
        if same:
            return max(same, key=lambda offer: release(offer.version))
    others = sorted({offer.to_code for offer in offers if offer.from_code in sources})
    but = f"; it has {', '.join(f'{source} to {code}' for code in others[:5])}" if others else ""
    raise NoSuchPackage(f"the index has no package that translates {source} to {target}{but}")


def _newest(installed: Sequence[Installed], offer: Offer) -> Installed | None:
    """What is installed of the offer's pair and works."""
    same = [
        one for one in installed if (one.from_code, one.to_code) == (offer.from_code, offer.to_code) and not one.problem
    ]
    return max(same, key=lambda one: release(one.version), default=None)


def _plan(found: Sequence[tuple[Offer, Installed | None]], settings: Settings) -> Plan:
    fine = tuple(have for offer, have in found if have and release(have.version) >= release(offer.version))
    wanted = [offer for offer, have in found if not have or release(have.version) < release(offer.version)]
    return Plan(tuple((offer, size_of(offer.links[0], limits_of(settings))) for offer in wanted), fine)
