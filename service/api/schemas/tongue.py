"""The languages that answers can be told in."""

from enum import StrEnum

from service.model.sentences import SOURCE
from service.render.catalogues import languages

Tongue = StrEnum("Tongue", {code: code for code in languages()})  # type: ignore[misc]
"""Another catalogue is another language, without a change here."""
USUAL = Tongue(SOURCE)
