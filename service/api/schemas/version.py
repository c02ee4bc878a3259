"""From the versions of a request to those of the model."""

from collections.abc import Sequence

from service.actions.translate_html import text_of
from service.api.schemas.comparison import VersionIn
from service.model.errors import TooLarge
from service.model.version import Version
from service.sandbox import Allowance

MOST_HTML = 4_000_000
"""Characters of HTML in one request."""


def versions_of(given: Sequence[VersionIn], allowance: Allowance | None = None) -> tuple[Version, ...]:
    """Ids and labels are filled in. Raises `TooLarge`, and as `text_of` for HTML."""
    _measure(given)
    allowance = allowance or Allowance()
    return tuple(
        _version(one, one.id or f"version-{number}", one.label or one.id or f"version-{number}", allowance)
        for number, one in enumerate(given, start=1)
    )


def version_of(given: VersionIn, allowance: Allowance | None = None) -> Version:
    """One alone; what is not given stays empty. Raises as `versions_of`."""
    _measure([given])
    return _version(given, given.id or "", given.label or "", allowance or Allowance())


def _measure(given: Sequence[VersionIn]) -> None:
    if sum(len(one.html or "") for one in given) > MOST_HTML:
        raise TooLarge(f"there are more than {MOST_HTML:,} characters of HTML; send the texts instead")


def _version(given: VersionIn, name: str, label: str, allowance: Allowance) -> Version:
    text = given.text if given.text is not None else text_of(given.html or "", allowance)
    return Version(name, label, text, given.language, given.relation and str(given.relation))
