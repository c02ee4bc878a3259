"""Forms of a report."""

from enum import StrEnum

from pydantic import Field

from service.api.schemas.strict import Lenient
from service.api.schemas.tongue import USUAL, Tongue
from service.render import FORMATS

Format = StrEnum("Format", {name: name for name in FORMATS})  # type: ignore[misc]


class ReportQuery(Lenient):
    """In which form, where Accept does not say it, and for readers of which language."""

    format: Format | None = Field(None, description="Goes before the Accept header.")
    language: Tongue = Field(USUAL, description="Of all that is for people. JSON stays as it is.")
