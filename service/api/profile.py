"""/v1/comparisons/{id}/profile: which version is closest, and what each tends to do."""

from typing import Any

from service.actions.profile import profile_of
from service.api.access import caller, scope
from service.api.context import context
from service.api.schemas.comparison import ComparisonPath
from service.api.schemas.profile import ProfileAnswer, ProfileQuery
from service.api.spec import problems, resource
from service.model.work import Scope
from service.render.catalogues import catalogue
from service.render.profile.told import sentences

blueprint = resource("profile", "What a comparison says of each version as a whole.", "/v1/comparisons")


@blueprint.get(
    "/<string:id>/profile",
    summary="How close each version is, and what it tends to do",
    responses={"200": ProfileAnswer, **problems(404, 409)},
    operation_id="get_profile",
)
@scope(Scope.READ)
def profile(path: ComparisonPath, query: ProfileQuery) -> dict[str, Any]:
    """Of the newest report; null for one version by itself. A kind of departure that fewer than two findings support is
    among a version's `kinds`, and no habit."""
    made = profile_of(context().stores.comparisons.report(caller().owner, path.id))
    return {"profile": made and made.to_dict(sentences(made, catalogue(query.language)))}
