"""Whether programs on this machine need no key."""

import ipaddress
from enum import StrEnum

from service.api.kept import Kept
from service.model.stores import KeyStore

KEPT_SECONDS = 1.0
"""So long it is believed that no key was ever made: others make keys, in other processes. A look at an SQLite file
takes a third of a millisecond, which each request without a key would pay."""


class Access(StrEnum):
    """Who may do without a key (the setting `access`)."""

    KEYS = "keys"
    THIS_MACHINE = "this-machine"
    ALWAYS_KEYS = "always-keys"
    ANYBODY = "anybody"


class Door:
    """Shut unless the service is known to listen on this machine alone, and shut by the first key.

    No request says for sure whether a proxy passed it on. Who made a key wants keys, so that from then on nothing is
    guessed; a key that was revoked counts as well, or else revoking the last one would open everything.
    """

    def __init__(self, access: str, keys: KeyStore) -> None:
        """Asks nobody yet."""
        self._access, self._keys = access, keys
        self._alone = access == Access.THIS_MACHINE
        self._shut = False
        self._made: Kept[bool] = Kept(KEPT_SECONDS)

    def listens_on(self, address: str) -> None:
        """Told by the server that this process is, if it is ours."""
        self._alone = is_loopback(address)

    def open(self) -> bool:
        """Whether a program on this machine needs no key. Raises `StoreError` where the database does not say."""
        if self._access not in (Access.KEYS, Access.THIS_MACHINE) or not self._alone:
            return False
        if not self._shut and self._made.get("ever", self._keys.ever):
            self.shut()
        return not self._shut

    def shut(self) -> None:
        """A key was seen. Until this process ends: a database that was deleted has none, and must open nothing."""
        self._shut = True


def is_loopback(name: str) -> bool:
    """Whether this address, or `localhost`, is this machine's for itself alone. A zone (`%lo`) may follow it."""
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
