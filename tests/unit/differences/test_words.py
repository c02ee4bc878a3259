import pytest
from hypothesis import given, settings

import service
from service.differences import words
from service.model.finding import FindingType, Severity
from tests.unit.differences.laid import assert_spans, lay, quotes
from tests.unit.languages.strategies import DENSE


def test_the_judges_speak_in_turn() -> None:
    (finding,) = service.diff("The rebels seized the bridge.", "The rebels lost the bridge.")
    assert finding.type is FindingType.MEANING


def test_versions_that_share_a_change_share_a_finding() -> None:
    laid = lay(
        {
            "en": ["The talks began in Vienna on a cold day."],
            "en2": ["The talks began in Geneva on a cold day."],
            "en3": ["The talks began in Geneva on a cold day."],
        },
        {"en": "original", "en2": "revision", "en3": "revision"},
    )
    (finding,) = (f for f in words.find(laid) if f.severity is not Severity.NEUTRAL)
    assert [r.versions for r in finding.readings] == [("en",), ("en2", "en3")]
    assert quotes(finding) == ["Vienna", "Geneva"]
    assert_spans(finding, laid)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The rescue took all night.", "The rescue took all night."),
        ("The rescue took the whole night.", "The rescue took all night."),
        ("“Go,” he said – and left…", '"Go," he said - and left…'),
    ],
)
def test_a_harmless_paraphrase_stays_below_major(left: str, right: str) -> None:
    assert all(f.severity in (Severity.MINOR, Severity.NEUTRAL) for f in service.diff(left, right))


def test_versions_in_other_languages_are_not_compared_word_by_word() -> None:
    assert list(words.find(lay({"de": ["Der Damm brach."], "en": ["The dam broke."]}))) == []


@settings(max_examples=30, deadline=None)
@given(DENSE, DENSE)
def test_any_two_texts_can_be_compared(left: str, right: str) -> None:
    texts = {"left": left, "right": right}
    for finding in service.diff(left, right, "en"):
        assert finding.readings
        assert finding.message
        for span in (s for r in finding.readings for s in r.spans):
            assert 0 <= span.start <= span.end <= len(texts[span.version])
