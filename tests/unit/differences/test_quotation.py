import pytest

from service.differences import quotation
from service.model.finding import Severity
from tests.unit.differences.laid import assert_spans, lay, quotes


def test_a_quotation_that_came_back_changed_is_major() -> None:
    collation = lay(
        {"en": ["“We will not leave this valley,” she said."], "en2": ["“We may not leave this valley,” she said."]}
    )
    (finding,) = quotation.find(collation)
    assert finding.severity is Severity.MAJOR
    assert quotes(finding) == ["We will not leave this valley,", "We may not leave this valley,"]
    assert_spans(finding, collation)


def test_a_quotation_that_lost_its_marks_is_minor() -> None:
    collation = lay(
        {
            "de": ["„Wir werden dieses Tal nicht verlassen“, sagte sie."],
            "en": ["She said they would stay in the valley."],
        }
    )
    (finding,) = quotation.find(collation)
    assert (finding.severity, quotes(finding)) == (Severity.MINOR, ["Wir werden dieses Tal nicht verlassen", ""])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We will not leave this valley,” she said.", '"We will not leave this valley", she said.'),
        ("“We will not leave this valley,” she said.", "«We will not leave this valley», she said."),
        ("The novel “War and Peace” is long.", "The novel War and Peace is long."),
        ("It's the farmers' own choice to go.", "Going is the farmers' own choice."),
    ],
)
def test_marks_titles_and_apostrophes_are_silent(one: str, other: str) -> None:
    assert list(quotation.find(lay({"en": [one], "en2": [other]}))) == []


def test_two_translators_may_word_one_quotation_differently() -> None:
    laid = lay(
        {"en": ["“We shall never go away from here,” she said."], "en2": ["“We will not leave this place,” she said."]},
        {"en": "translation", "en2": "translation"},
    )
    assert list(quotation.find(laid)) == []
