import pytest

import service
from service import Version, compare
from service.differences import truncation
from service.model.finding import FindingType, Severity
from tests.unit.differences.laid import assert_spans, lay, quotes

CONTEXT = {
    "de": ["Am Morgen war es ruhig.", "Dann begann der Regen.", "Der Fluss stieg schnell."],
    "en": ["The morning was quiet.", "Then the rain began.", "The river rose quickly."],
}
CUT = "The mountain service announced the rescue late on Sunday on Platform"


def test_beside_a_version_that_goes_on_it_is_critical() -> None:
    whole = "Die Rettung gab der Bergdienst am Sonntag auf der Plattform Gipfelbuch in einer langen Erklärung bekannt."
    collation = lay({"de": [*CONTEXT["de"], whole], "en": [*CONTEXT["en"], CUT]})
    (finding,) = truncation.find(collation)
    assert (finding.severity, finding.readings[0].versions, finding.readings[0].quote) == (
        Severity.CRITICAL,
        ("en",),
        "on Platform",
    )
    assert finding.readings[1].quote.endswith("bekannt.")
    assert_spans(finding, collation)


def test_within_one_language_the_words_say_where_it_stops() -> None:
    collation = lay(
        {
            "en": [*CONTEXT["en"], "The plant will open once the safety"],
            "en2": [*CONTEXT["en"], "The plant will open once the safety report has been signed."],
        }
    )
    (finding,) = truncation.find(collation)
    assert quotes(finding) == ["the safety", "report has been signed."]


def test_an_unfinished_tail_alone_is_major() -> None:
    (finding,) = truncation.find(lay({"en": [*CONTEXT["en"], CUT]}))
    assert (finding.severity, quotes(finding)) == (Severity.MAJOR, ["on Platform"])


def test_a_missing_mark_alone_is_minor() -> None:
    (finding,) = truncation.find(lay({"en": [*CONTEXT["en"], "The service announced the rescue"]}))
    assert finding.severity is Severity.MINOR


@pytest.mark.parametrize(
    "tail", ["She could only say …", "- a list item in the box", "He paused...", "What then?", "“We go.”"]
)
def test_ends_that_are_meant_are_silent(tail: str) -> None:
    assert list(truncation.find(lay({"en": [*CONTEXT["en"], tail]}))) == []


@pytest.mark.parametrize("whole", [0, 1, 2])
def test_a_short_text_is_held_to_its_marks_as_well(whole: int) -> None:
    """One sentence of three, or of two, must not make the text one that ends nothing."""
    (finding,) = truncation.find(lay({"en": [*CONTEXT["en"][:whole], CUT]}))
    assert (finding.severity, quotes(finding)) == (Severity.MAJOR, ["on Platform"])


def test_a_heading_is_silent() -> None:
    assert list(truncation.find(lay({"en": ["Climbers rescued on Platform", *CONTEXT["en"]]}, headings=[0]))) == []


def test_a_text_without_final_marks_is_not_held_to_them() -> None:
    assert list(truncation.find(lay({"en": ["Team A two goals", "Team B one goal", "Rain stopped play in"]}))) == []


def test_beside_a_version_that_says_no_more_only_the_mark_is_missing() -> None:
    laid = lay(
        {
            "de": [*CONTEXT["de"], "Der Bergdienst rettete sie."],
            "en": [*CONTEXT["en"], "The mountain service rescued them"],
        }
    )
    assert list(truncation.find(laid)) == []


def test_a_headline_of_the_original_breaks_off_nowhere() -> None:
    """Translators put a full stop behind it and more words before."""
    rest = "The harbour of Oldport is old. Its bridge is older. The mayor wants a new one."
    german = "Der Hafen von Oldport ist alt. Seine Brücke ist älter. Die Bürgermeisterin will eine neue."
    texts = {
        "en": f"Harbour to hire law firm over bridge\n\n{rest}",
        "de": f"Der Hafen beauftragt jetzt eine große Kanzlei, die sich mit der Brücke befassen soll.\n\n{german}",
    }
    relations = {"en": "original", "de": "translation"}
    report = compare([Version(k, k, text, k, relations[k]) for k, text in texts.items()], translate=False)
    assert [f for f in report.findings if f.type is FindingType.TRUNCATION] == []


def test_where_every_word_is_there_only_the_mark_is_missing() -> None:
    (found,) = service.diff("The mayor fired a shot in Springfield.", "The mayor fired a shot in Springfield")
    assert (found.type, found.severity) == ("punctuation", "minor")
