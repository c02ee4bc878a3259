"""No translator: one that says so, and what to install. The comparison goes on with the originals."""

from collections.abc import Sequence

from service.engines.codes import base
from service.model.errors import UnsupportedPair
from service.settings import Settings


def what_to_install(source: str, target: str) -> str:
    """One line for the user. It names the language that is not English: Argos pairs nearly all with English."""
    language = base(target) if base(source) == "en" else base(source)
    command = f"python -m service languages install {language}"
    return f"nothing that is installed translates {source} to {target}; to change that: {command}"


class NoTranslator:
    """Supports no pair."""

    def __init__(self) -> None:
        self.name = "none"
        self.version = "1"

    def supports(self, source: str, target: str) -> bool:
        """Never."""
        return False

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """Raises `UnsupportedPair`."""
        raise UnsupportedPair(what_to_install(source, target))


def from_settings(settings: Settings) -> NoTranslator:
    """For the table of engines."""
    return NoTranslator()
