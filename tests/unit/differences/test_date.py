import pytest

from service.differences import date
from service.model.finding import Severity
from tests.unit.differences.laid import assert_spans, lay, quotes


def test_another_day_is_critical() -> None:
    collation = lay({"de": ["Der Prozess beginnt am 7. Oktober."], "en": ["The trial begins on October 17."]})
    (finding,) = date.find(collation)
    assert (finding.severity, set(quotes(finding))) == (Severity.CRITICAL, {"7. Oktober", "October 17"})
    assert {r.value for r in finding.readings} == {"10-07", "10-17"}
    assert_spans(finding, collation)


@pytest.mark.parametrize(
    "english",
    [
        "The trial begins on October 7.",
        "The trial begins on 7 October 2023.",
        "The trial begins on 2023-10-07.",
        "The trial begins on Saturday.",
    ],
)
def test_the_same_day_or_none_is_silent(english: str) -> None:
    assert list(date.find(lay({"de": ["Der Prozess beginnt am 7. Oktober 2023."], "en": [english]}))) == []


def test_another_day_of_the_week_is_told() -> None:
    (finding,) = date.find(lay({"de": ["Der Prozess beginnt am Montag."], "en": ["The trial begins on Tuesday."]}))
    assert (finding.severity, set(quotes(finding))) == (Severity.MAJOR, {"Montag", "Tuesday"})


def test_yesterday_is_no_alarm_without_a_dateline() -> None:
    laid = lay({"de": ["Der Prozess begann gestern."], "en": ["The trial began today."]})
    assert list(date.find(laid)) == []


@pytest.mark.parametrize(
    ("german", "english", "told"),
    [
        ("Der Park wurde in der Nacht zu Sonntag geräumt.", "The park was cleared Saturday night.", False),
        ("Der Park wurde in der Nacht zu Sonntag geräumt.", "The park was cleared on the night before Sunday.", False),
        ("Der Park wurde in der Nacht zu Sonntag geräumt.", "The park was cleared on Monday night.", False),
        ("Der Park wurde in der Nacht zu Sonntag geräumt.", "The park was cleared on Friday night.", True),
        ("Der Park wurde am Sonntag geräumt.", "The park was cleared on Saturday.", True),
    ],
)
def test_a_night_belongs_to_two_days(german: str, english: str, told: bool) -> None:
    assert bool(list(date.find(lay({"de": [german], "en": [english]})))) is told
