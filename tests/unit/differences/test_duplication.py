import pytest

from service.differences import duplication
from service.model.finding import Severity
from tests.unit.differences.laid import assert_spans, lay

THANKS = "The mayor thanked the firefighters for their work in the long night."


@pytest.mark.parametrize(
    ("again", "confidence"),
    [(THANKS, 0.9), ("For their work in the long night the mayor thanked all the brave firefighters.", 0.55)],
)
def test_a_statement_that_stands_twice_is_minor(again: str, confidence: float) -> None:
    collation = lay({"en": [THANKS, "Then she left the station.", again]})
    (finding,) = duplication.find(collation)
    assert (finding.severity, finding.confidence) == (Severity.MINOR, confidence)
    assert len(finding.readings[0].spans) == 2
    assert_spans(finding, collation)


def test_a_repetition_of_the_story_itself_is_silent() -> None:
    german = "Die Bürgermeisterin dankte der Feuerwehr für die Arbeit in der langen Nacht."
    assert list(duplication.find(lay({"en": [THANKS, THANKS], "de": [german, german]}))) == []


@pytest.mark.parametrize(
    "texts", [["He was 23.", "He was 23."], [THANKS, "The mayor blamed the firefighters for the fire."]]
)
def test_short_and_different_sentences_are_silent(texts: list[str]) -> None:
    assert list(duplication.find(lay({"en": texts}))) == []


TWICE = "Der Hafen bleibt wegen des Sturms am Abend geschlossen, wegen des Sturms am Abend geschlossen."
ONCE = "The harbour stays closed because of the storm in the evening."


def test_a_clause_that_stands_twice_in_one_sentence_is_major() -> None:
    laid = lay({"en": [ONCE], "de": [TWICE]}, {"en": "original"})
    (finding,) = duplication.find(laid)
    assert (finding.severity, finding.readings[0].versions) == (Severity.MAJOR, ("de",))
    text = laid.version("de").text
    assert {text[s.start : s.end] for s in finding.readings[0].spans} == {"wegen des Sturms am Abend geschlossen"}


def test_a_few_words_that_stand_twice_are_minor() -> None:
    laid = lay({"en": [ONCE], "de": ["Der alte Hafen, der alte Hafen bleibt geschlossen."]}, {"en": "original"})
    assert [f.severity for f in duplication.find(laid)] == [Severity.MINOR]


def test_where_the_other_version_repeats_itself_too_it_is_style() -> None:
    english = "The old harbour, the old harbour stays closed."
    laid = lay({"en": [english], "de": ["Der alte Hafen, der alte Hafen bleibt geschlossen."]}, {"en": "original"})
    assert list(duplication.find(laid)) == []


def test_what_stands_three_times_is_told_once_each_time_it_comes_again() -> None:
    laid = lay({"en": [THANKS, "Then she left the station.", THANKS, "It rained all the night.", THANKS]})
    assert [f.row for f in duplication.find(laid)] == [2, 4]
