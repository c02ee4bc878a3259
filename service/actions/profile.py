"""The profile of a comparison that is kept."""

from functools import lru_cache

from service.actions.stored_report import report_of
from service.model.work import StoredReport
from service.render.profile.measure import profile
from service.render.profile.values import Profile


@lru_cache(maxsize=16)
def profile_of(stored: StoredReport) -> Profile | None:
    """Of a report that is kept; None for a version by itself."""
    return profile(report_of(stored))
