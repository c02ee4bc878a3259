"""german.py: a finding in one German sentence."""

import re

import pytest

from service.actions.stories import bundled_stories, read_story
from service.model.finding import Basis, Finding, FindingType, Reading, Severity, Span
from service.model.protocols import Engines
from service.pipeline.run import run
from service.render.german import german

LABELS = {"a": "Agentur", "b": "Blatt", "c": "Radio"}
ENGLISH = re.compile(r"\b(says?|has|have|lacks?|leaves|and|where|which)\b")


def finding(type: FindingType, *readings: tuple[str, str], basis: Basis = Basis.ORIGINAL) -> Finding:
    """Of (versions, quote)."""
    made = tuple(
        Reading(tuple(versions), quote, tuple(Span(v, 0, len(quote)) for v in versions)) for versions, quote in readings
    )
    return Finding(type, Severity.MAJOR, 0, made, "", 0.9, basis)


@pytest.mark.parametrize(
    ("what", "says"),
    [
        (
            finding(FindingType.NUMBER, ("ac", "vier"), ("b", "fünf")),
            "Agentur und Radio haben „vier“; Blatt hat „fünf“.",
        ),
        (
            finding(FindingType.NUMBER, ("ac", "vier"), ("b", "")),
            "Agentur und Radio haben „vier“; Blatt hat keine solche Zahl.",
        ),
        (
            finding(FindingType.TRUNCATION, ("b", "on Platform"), ("ac", "X.")),
            "Blatt bricht nach „on Platform“ ab; Agentur und Radio fahren fort: „X.“",
        ),
        (
            finding(FindingType.TRUNCATION, ("b", "on the")),
            "Blatt bricht nach „on the“ ab: Der Satz ist anscheinend nicht zu Ende.",
        ),
        (
            finding(FindingType.OMISSION, ("ac", "Niemand starb."), ("b", "")),
            "Blatt lässt aus: „Niemand starb.“",
        ),
        (
            finding(FindingType.ADDITION, ("b", "Viele starben"), ("ac", "")),
            "Blatt hat „Viele starben“; Agentur und Radio haben das nicht.",
        ),
        (
            finding(FindingType.NEGATION, ("a", "nicht"), ("b", "")),
            "Agentur verneint („nicht“), Blatt nicht.",
        ),
        (
            finding(FindingType.ATTRIBUTION, ("a", "laut"), ("b", "")),
            "Agentur nennt eine Quelle oder schränkt es ein („laut“); Blatt stellt es als Tatsache hin.",
        ),
        (
            finding(FindingType.UNTRANSLATED, ("b", "hello"), ("a", "hallo")),
            "Blatt lässt etwas unübersetzt: „hello“.",
        ),
        (
            finding(FindingType.MEANING, ("a", "stützt"), ("b", "bekämpft"), basis=Basis.PIVOT),
            "Agentur hat „stützt“; Blatt hat „bekämpft“: andere Bedeutung (nach maschineller Übersetzung).",
        ),
    ],
)
def test_a_sentence(what: Finding, says: str) -> None:
    assert german(what, LABELS) == says


@pytest.mark.parametrize("type", FindingType)
@pytest.mark.parametrize("readings", [(("a", "x"),), (("a", ""),), (("a", "x"), ("b", "")), (("a", ""), ("b", "x"))])
def test_any_finding_can_be_told(type: FindingType, readings: tuple[tuple[str, str], ...]) -> None:
    said = german(finding(type, *readings), LABELS)
    assert "Agentur" in said or "Blatt" in said
    assert said.endswith((".", "“"))


def test_controls_are_shown(engines: Engines) -> None:
    assert "\u202e" not in german(finding(FindingType.NAME, ("a", "x\u202ey"), ("b", "z")), LABELS)


@pytest.mark.parametrize("name", bundled_stories())
def test_bundled_stories_are_told_in_german_alone(engines: Engines, name: str) -> None:
    story = read_story(bundled_stories()[name])
    labels = {v.id: f"V{n}" for n, v in enumerate(story.versions)}
    for found in run(story.versions, engines, story.pivot or "en", True).findings:
        own = re.sub("„.*?“", "", german(found, labels))
        assert not ENGLISH.search(own), own
