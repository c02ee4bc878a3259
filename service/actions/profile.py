"""The profile of a comparison that is kept."""

from collections.abc import Mapping
from typing import Protocol

from service.actions.recent import while_looked_at
from service.actions.stored_report import report_of
from service.model.work import StoredReport
from service.render.german_profile import german_profile
from service.render.profile.english import english
from service.render.profile.measure import profile
from service.render.profile.values import Profile


class Say(Protocol):
    """Tells a profile in one language. `names`: what versions are called, where that is not their label."""

    def __call__(self, profile: Profile, names: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """Three sentences."""


SENTENCES: Mapping[str, Say] = {"en": english, "de": german_profile}
"""Languages that a profile can be told in."""


@while_looked_at
def profile_of(stored: StoredReport) -> Profile | None:
    """Of a report that is kept; None for a version by itself."""
    return profile(report_of(stored))
