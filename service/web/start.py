"""The first page: versions are put in, and below stands what was compared."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import render_template, request, url_for

from service.actions.stories import bundled_stories, read_story
from service.api import cursor
from service.api.access import caller, scope
from service.api.context import context
from service.engines.usem3 import LANGUAGES
from service.languages.display import language_name
from service.languages.load import known
from service.model.errors import InputError
from service.model.version import Relation
from service.model.work import Comparison, Scope
from service.render.language_names import direction
from service.render.visible import visible
from service.settings import Settings
from service.web import boxes, terms
from service.web.blueprint import blueprint
from service.web.boxes import Box, Typed
from service.web.moments import written
from service.web.states import state_in_words
from service.web.words import language

LISTED = 20
LONGEST_SEARCH = 200
OTHERS = (
    "bg",
    "ca",
    "da",
    "el",
    "et",
    "fa",
    "fi",
    "hr",
    "hu",
    "id",
    "lt",
    "lv",
    "nb",
    "ro",
    "sk",
    "sl",
    "sv",
    "ur",
    "vi",
)
"""Languages that can be declared beside those that Variorum knows more of; any other is detected or stays unknown."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list."""

    id: str
    title: str
    state: str
    when: str
    stamp: str
    versions: str


@blueprint.get("/")
@scope(Scope.READ)
def start() -> str:
    """Two boxes, or those of a comparison that somebody starts from (`?from=`)."""
    before = request.args.get("from", "")
    if not before:
        return page(Typed(boxes.empty()))
    found = context().stores.comparisons.get(caller().owner, before)
    return page(Typed(boxes.of_versions(found.versions), found.title, found.pivot or "", found.translate))


def page(typed: Typed, focus: str = "") -> str:
    """The start page with what was typed; `focus` names a field where nothing is wrong."""
    settings = context().settings
    return render_template(
        "start.html",
        **form(typed, focus),
        may_compare=caller().allows(Scope.COMPARE),
        stories=_stories(),
        stays=sent_to(settings),
        **_listed(),
    )


def form(typed: Typed, focus: str = "") -> Mapping[str, Any]:
    """What the boxes' template needs."""
    settings = context().settings
    return {
        "typed": typed,
        "focus": focus or boxes.first_wrong(typed.wrong),
        "tongues": tongues(language()),
        "pivots": pivots(settings.pivot, language()),
        "relations": [(str(one), terms.term(one)) for one in Relation],
        "pivot_usual": terms.tongue(settings.pivot),
        "fetches": settings.fetch_urls == "yes",
        "limit_bytes": settings.max_file_bytes,
        "limit_versions": settings.max_versions,
        "direction": direction,
        "visible": visible,
        "blank": Box(label=boxes.label_of("NUMBER")),
    }


def sent_to(settings: Settings) -> str:
    """The host that texts are sent to for translation; "" where they stay."""
    if "libretranslate" not in settings.engines or not settings.libretranslate_url:
        return ""
    return urlsplit(settings.libretranslate_url).hostname or settings.libretranslate_url


@lru_cache(maxsize=16)
def tongues(reader: str) -> tuple[tuple[str, str], ...]:
    """What a version may be declared as: code and name, by name."""
    return _by_name({*known(), *LANGUAGES, *OTHERS}, reader)


@lru_cache(maxsize=16)
def pivots(usual: str, reader: str) -> tuple[tuple[str, str], ...]:
    """Languages in which differences are told apart by their kind: those whose words for numbers, negation and the like
    are known."""
    return _by_name({*known(), usual}, reader)


def _by_name(codes: Collection[str], reader: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((code, language_name(code, reader)) for code in codes), key=lambda one: one[1].casefold()))


@lru_cache(maxsize=1)
def _stories() -> tuple[tuple[str, str, str], ...]:
    """Name, title and what it is about."""
    found = [(name, read_story(folder)) for name, folder in bundled_stories().items()]
    return tuple((name, story.title, story.about) for name, story in found)


def _listed() -> Mapping[str, Any]:
    """A page of what was compared. An address with a cursor that is none shows the newest."""
    search = request.args.get("search", "").strip()[:LONGEST_SEARCH]
    before, given = None, request.args.get("cursor", "")
    if given:
        try:
            before = cursor.before(given)
        except InputError:
            given = ""
    # A search that a database cannot hold finds nothing.
    words = search.replace("\0", "\ufffd")
    found = context().stores.comparisons.list(caller().owner, words, LISTED + 1, before)
    shown = found[:LISTED]
    more = cursor.behind(shown[-1]) if len(found) > LISTED else ""
    address = f"{url_for('web.start')}?"
    query = {"search": search} if search else {}
    return {
        "search": search,
        "listed": [_line(one) for one in shown],
        "older": address + urlencode({**query, "cursor": more}) if more else "",
        "newest": address + urlencode(query) if given else "",
    }


def _line(one: Comparison) -> Listed:
    names = [
        f"{visible(v.label)} ({terms.tongue(v.language)})" if v.language else visible(v.label) for v in one.versions
    ]
    when = written(one.created)
    return Listed(one.id, visible(one.title), state_in_words(one), when, one.created.isoformat(), " · ".join(names))
