"""The overview of a comparison: pictures of where each version goes astray, who goes with whom, what changed when."""

from flask import redirect, render_template, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from service.actions.overview import Likeness, Overview, overview_of
from service.api.access import caller, scope
from service.api.context import context
from service.model.sentences import N_
from service.model.work import Comparison, Scope
from service.render.catalogues import catalogue
from service.render.excerpt import elide
from service.render.masthead import title
from service.render.pictures.bar import draw_bar
from service.render.pictures.timeline import Kind, Step
from service.render.pictures.tree_svg import draw_tree
from service.render.visible import visible, visible_quote
from service.web import terms
from service.web.blueprint import blueprint
from service.web.overview_words import changes_in_words, in_short, tree_in_words
from service.web.profile_words import decimal, habits
from service.web.review import Place
from service.web.words import gettext, language


@blueprint.get("/comparisons/<string:id>/overview")
@scope(Scope.READ)
def overview(id: str) -> AnyResponse | str:
    """Of the newest report; to the comparison's own page where there is none yet."""
    comparisons, owner = context().stores.comparisons, caller().owner
    found = comparisons.get(owner, id)
    if found.report_job is None:
        return redirect(url_for("web.comparison", id=id), 303)
    return page(found, overview_of(comparisons.report(owner, id)))


def page(found: Comparison, seen: Overview) -> str:
    """The whole page."""
    return render_template(
        "overview.html",
        found=found,
        title=visible(found.title) or title(seen.report, catalogue(language())).text,
        seen=seen,
        place=Place(found.id),
        sentences=in_short(seen),
        profile=seen.profile,
        habits=habits,
        decimal=decimal,
        trees={id(one): _tree(one, seen) for one in _all(seen)},
        bars=[_bar(step, seen) for step in seen.steps],
        told=[changes_in_words(step) for step in seen.steps],
        key=id,
        quote=lambda words: elide(visible_quote(words)),
        kinds=dict(KINDS),
        term=terms.term,
        tongue=terms.tongue,
    )


KINDS = {
    Kind.ADDED: N_("added"),
    Kind.DROPPED: N_("dropped"),
    Kind.CHANGED: N_("changed"),
    Kind.SLIP: N_("new fault"),
}


def _all(seen: Overview) -> list[Likeness]:
    return [*seen.wordings, *([seen.readings] if seen.readings else [])]


def _tree(one: Likeness, seen: Overview) -> Markup:
    """Markup of our own, in which all words are escaped; "" without a tree."""
    if one.tree is None:
        return Markup("")
    labels = [seen.entries[version].label for version in one.matrix.versions]
    said = tree_in_words(one.tree, labels)
    return Markup(draw_tree(one.tree, labels, gettext("A tree of the versions"), said))  # noqa: S704


def _bar(step: Step, seen: Overview) -> Markup:
    most = max(len(one.changes) for one in seen.steps)
    counts = {str(kind): step.times(kind) for kind in Kind}
    return Markup(draw_bar(counts, most, changes_in_words(step)))  # noqa: S704
