"""The stories that come with Variorum, each opened by one click."""

from flask import g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.actions.comparisons import submit
from service.actions.stories import bundled_stories, read_story
from service.api.access import caller, scope
from service.api.comparisons import work
from service.api.context import context
from service.model.errors import BadStory
from service.model.work import Scope, Wanted
from service.web.blueprint import blueprint
from service.web.boxes import once
from service.web.words import gettext


@blueprint.post("/examples/<string:name>")
@scope(Scope.COMPARE)
def example(name: str) -> AnyResponse:
    """As its folder says: pivot, languages and relations. A second click opens the same comparison."""
    folder = bundled_stories().get(name)
    if folder is None:
        raise BadStory(gettext("There is no such example."))
    story = read_story(folder, context().settings)
    wanted = Wanted(caller().owner, story.versions, story.pivot, True, story.title)
    made = submit(work(), wanted, once(f"example-{name}"), g.request_id, interactive=True)
    return redirect(url_for("web.comparison", id=made.id), 303)
