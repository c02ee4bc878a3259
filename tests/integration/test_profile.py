"""service.profile: the bundled stories, of which `expected.toml` says who was made to go wrong, and how."""

from functools import lru_cache

import pytest

from service import Version, compare, profile
from service.actions.stories import bundled_stories, read_story
from service.engines.recorded import Recorded
from service.render.catalogues import catalogue
from service.render.profile.told import sentences
from service.render.profile.values import Profile


@lru_cache(maxsize=4)
def seen(name: str) -> Profile:
    story = read_story(bundled_stories()[name])
    found = profile(compare(story.versions, pivot=story.pivot or "en", translate=False))
    assert found is not None
    return found


def does(name: str, version: str) -> set[str]:
    found = next(v for v in seen(name).versions if v.id == version)
    return {str(kind) for kind, _ in found.kinds}


@pytest.mark.parametrize(
    ("story", "version", "kinds"),
    [
        ("platform-x", "agency", set()),
        ("platform-x", "print", {"breaks-off"}),
        ("platform-x", "wire", {"changes-names"}),
        ("platform-x", "fr", {"changes-figures", "leaves-out"}),
        ("platform-x", "es", {"drops-attributions", "drops-negations"}),
        ("porto", "english", {"changes-figures", "leaves-out"}),
        ("porto", "spanish", {"changes-dates", "more-certain"}),
        ("desert-rail", "original", set()),
        ("desert-rail", "german", {"changes-figures"}),
        ("revisions", "third", {"changes-figures", "more-certain", "leaves-out", "repeats"}),
    ],
)
def test_what_was_planted_is_what_a_version_does(story: str, version: str, kinds: set[str]) -> None:
    assert does(story, version) >= kinds
    assert kinds or not does(story, version)


@pytest.mark.parametrize("name", bundled_stories())
def test_the_original_is_never_said_to_depart(name: str) -> None:
    found = seen(name)
    (original,) = [v for v in found.versions if v.id == found.original]
    assert (original.closeness, original.departures) == (None, 0)


def test_a_rising_toll_is_the_one_habit_of_the_updates() -> None:
    """Each update gives a higher number of dead, in the headline and in the text; all else was planted once."""
    assert seen("revisions").sentences[1] == "First update changes figures (2); Second update changes figures (2)."
    assert sentences(seen("revisions"), catalogue("de"))[1] == (
        "First update ändert Zahlen (2); Second update ändert Zahlen (2)."
    )
    for name in ("platform-x", "porto", "desert-rail"):
        assert seen(name).sentences[1] == "No version shows a clear tendency."


def test_the_second_update_is_further_from_the_first_report() -> None:
    assert seen("revisions").sentences[0].startswith("First update (")
    assert " is closer to First report, the original, than Second update (" in seen("revisions").sentences[0]


def test_with_recorded_translations() -> None:
    """What only a translation shows counts as well: the German says opposed where the English says supported."""
    recorded = Recorded(
        {
            ("de", "en"): {
                "Der Rat lehnte den Plan am Dienstag ab.": "The council opposed the plan on Tuesday.",
                "Die Bürgermeisterin lobte den neuen Hafen.": "The mayor praised the new harbour.",
                "Niemand wurde verletzt.": "Nobody was hurt.",
            }
        }
    )
    english = "The council supported the plan on Tuesday. The mayor praised the new harbour. Nobody was hurt."
    german = (
        "Der Rat lehnte den Plan am Dienstag ab. Die Bürgermeisterin lobte den neuen Hafen. Niemand wurde verletzt."
    )
    report = compare(
        [Version("en", "Agency", english, "en", "original"), Version("de", "Berlin", german, "de", "translation")],
        translator=recorded,
    )
    found = profile(report)
    assert found is not None
    (_, berlin) = found.versions
    assert berlin.closeness is not None and berlin.closeness < 1
    assert [str(kind) for kind, _ in berlin.kinds] == ["changes-meaning"]
