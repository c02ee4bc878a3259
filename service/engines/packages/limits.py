"""How much is taken from a server or an archive before it counts as an attack or a mistake."""

from dataclasses import dataclass

from service.settings import Settings

MAX_INDEX_BYTES = 10_000_000  # the public index has about 100 packages in 60 KB


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds`: how long a server may be silent, and how long it may send less than `least_rate` bytes a second.
    `tries` and `pause` (seconds, doubled each time): a fetch that broke off goes on where it was."""

    package_bytes: int
    unpacked_bytes: int
    seconds: float
    trial_seconds: float = 120.0
    least_rate: int = 1024
    tries: int = 4
    pause: float = 0.5


def limits_of(settings: Settings) -> Limits:
    """Those of the settings; no time at all would be no connection at all."""
    return Limits(settings.max_package_bytes, settings.max_unpacked_bytes, max(1, settings.package_seconds))
