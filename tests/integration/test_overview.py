"""actions/overview.py: the pictures of the bundled stories, each of which is known to go wrong in known places."""

from functools import lru_cache

import pytest

from service import compare
from service.actions.overview import Overview, overview
from service.actions.stories import bundled_stories, read_story


@lru_cache(maxsize=4)
def seen(name: str) -> Overview:
    story = read_story(bundled_stories()[name])
    return overview(compare(story.versions, pivot=story.pivot or "en", translate=False))


def where(name: str, version: str) -> set[str]:
    """The types in which a version goes astray."""
    table = seen(name).heat
    return {str(kind) for kind in table.types if table.cells[version, kind].count}


@pytest.mark.parametrize(
    ("story", "version", "types"),
    [
        ("platform-x", "agency", set()),
        ("platform-x", "print", {"truncation"}),
        ("platform-x", "fr", {"number", "omission"}),
        ("platform-x", "wire", {"name"}),
        ("desert-rail", "german", {"number"}),
        ("desert-rail", "english", {"omission"}),
        ("revisions", "third", {"attribution", "omission", "number"}),
    ],
)
def test_what_was_planted_is_counted_for_who_has_it(story: str, version: str, types: set[str]) -> None:
    assert where(story, version) >= types
    assert types or not where(story, version)


def test_wording_is_compared_within_a_language() -> None:
    assert [(one.language, one.matrix.versions) for one in seen("platform-x").wordings] == [("en", ("print", "wire"))]
    assert seen("desert-rail").wordings == ()


def test_updates_are_nearer_to_each_other_than_to_the_first_report() -> None:
    (wording,) = seen("revisions").wordings
    assert wording.tree is not None
    nearest = next(wording.tree.joins())
    assert sorted(wording.matrix.versions[leaf] for leaf in nearest.leaves()) == ["second", "third"]


def test_what_changed_when() -> None:
    first, second = seen("revisions").steps
    assert ("Daniel", "David") in {(change.before, change.after) for change in first.changes}
    assert ("Five", "Seven") in {(change.before, change.after) for change in second.changes}
    dropped = {str(change.finding.type) for change in second.changes if change.kind == "dropped"}
    assert dropped == {"omission", "attribution"}
    assert seen("platform-x").steps == ()
