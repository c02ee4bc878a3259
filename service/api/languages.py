"""/v1/languages and /v1/engines: what can be done here."""

from typing import Any

from service.actions.languages import LanguageSupport, Way, list_languages
from service.api.access import scope
from service.api.context import Context, context
from service.api.kept import Kept
from service.api.schemas.text import EnginesOut, LanguagesOut, PivotQuery
from service.api.spec import resource
from service.model.work import Scope
from service.pipeline.detect import normal_code

blueprint = resource("languages", "What can be done here.", "/v1")

SECONDS = 30.0
"""So long a list is kept: it asks every engine for every language, and changes when a package is installed."""

_LISTS: Kept[tuple[LanguageSupport, ...]] = Kept(SECONDS)


@blueprint.get("/languages", summary="Languages", responses={"200": LanguagesOut}, operation_id="languages")
@scope(Scope.READ)
def languages(query: PivotQuery) -> dict[str, Any]:
    """All with any support beyond detection, as seen from a pivot."""
    here = context()
    pivot = normal_code(query.pivot or here.settings.pivot)
    return {"pivot": pivot, "languages": [_shown(one) for one in supported(here, pivot)]}


@blueprint.get("/engines", summary="Engines", responses={"200": EnginesOut}, operation_id="engines")
@scope(Scope.READ)
def engines() -> dict[str, Any]:
    """Detector, embedder and translators of the settings."""
    here = context()
    parts = here.engines
    return {
        "translators": list(here.settings.engines),
        **{
            name: {"name": engine.name, "version": engine.version}
            for name, engine in (
                ("translator", parts.translator),
                ("detector", parts.detector),
                ("embedder", parts.embedder),
            )
        },
    }


def supported(here: Context, pivot: str) -> tuple[LanguageSupport, ...]:
    """The languages as seen from a pivot (in its usual form), half a minute old at most."""
    return _LISTS.get((id(here.engines), pivot), lambda: list_languages(here.engines, pivot))


def _shown(one: LanguageSupport) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "embedded": one.embedded,
        "known": one.known,
        "to_pivot": _way(one.to_pivot),
        "from_pivot": _way(one.from_pivot),
    }


def _way(way: Way) -> dict[str, Any] | None:
    return {"by": way.by, "over": way.over or None} if way else None
