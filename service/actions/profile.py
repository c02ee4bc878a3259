"""The profile of a comparison that is kept."""

from service.actions.recent import while_looked_at
from service.actions.stored_report import report_of
from service.model.work import StoredReport
from service.render.profile.measure import profile
from service.render.profile.values import Profile


@while_looked_at
def profile_of(stored: StoredReport) -> Profile | None:
    """Of a report that is kept; None for a version by itself."""
    return profile(report_of(stored))
