"""No translator: one that says so, and what to install. The comparison goes on with the originals."""

from collections.abc import Sequence

from service.languages.display import language_name
from service.languages.to_install import install_command
from service.model.errors import UnsupportedPair
from service.settings import Settings


def what_to_install(source: str, target: str) -> str:
    """One line for the user: which pair is missing, and the command that adds it, if any does."""
    missing = f"nothing that is installed translates {language_name(source)} to {language_name(target)}"
    command = install_command([source], target)
    return f"{missing}; to change that: {command}" if command else missing


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
