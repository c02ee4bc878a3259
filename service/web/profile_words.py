"""A profile in the reader's language."""

from markupsafe import Markup

from service.render import numerals
from service.render.catalogues import catalogue
from service.render.profile import table, told
from service.render.profile.values import Profile, VersionProfile
from service.web.words import language


def profile_in_words(profile: Profile) -> tuple[Markup, ...]:
    """The three sentences."""
    return table.isolated(profile, catalogue(language()))


def habits(profile: Profile, version: VersionProfile) -> str:
    """What a version tends to do, such as `drops attributions (3), changes dates (2)`; "" without a clear tendency."""
    return ", ".join(told.habits(version, profile, catalogue(language())))


def decimal(number: float) -> str:
    """Two digits as the reader's language writes them."""
    return numerals.hundredths(number, catalogue(language()))
