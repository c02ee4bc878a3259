from service.differences import typography
from service.model.collation import Collation
from service.model.finding import FindingType, Severity
from tests.unit.differences.laid import assert_spans, lay

PROPER = "„Wir bleiben im Hafen“, sagte die Kapitänin am Abend."
STRAIGHT = '"Wir bleiben im Hafen", sagte die Kapitänin am Abend.'


def told(*german: str, english: str = "“We stay in port,” the captain said in the evening.") -> Collation:
    return lay({"en": [english], **{f"de{k}": [text] for k, text in enumerate(german)}}, {"en": "original"})


def test_straight_marks_beside_the_languages_own_are_told_once() -> None:
    laid = told(PROPER, STRAIGHT, PROPER, STRAIGHT)
    (finding,) = typography.find(laid)
    assert (finding.type, finding.severity) == (FindingType.PUNCTUATION, Severity.MINOR)
    assert finding.readings[0].versions == ("de1", "de3")
    assert finding.confidence < 0.3
    assert "de0 and de2 have „…“" in finding.message
    assert_spans(finding, laid)


def test_two_versions_show_no_house_style() -> None:
    assert list(typography.find(told(PROPER, STRAIGHT))) == []


def test_where_all_have_straight_marks_nothing_differs() -> None:
    assert list(typography.find(told(STRAIGHT, STRAIGHT, STRAIGHT))) == []


def test_in_english_the_straight_marks_are_the_same_ones() -> None:
    laid = lay({f"en{k}": [text] for k, text in enumerate(["“We stay,” she said.", '"We stay," she said.'] * 2)})
    assert list(typography.find(laid)) == []
