import pytest

import service
from service.differences import number
from service.model.finding import FindingType, Severity
from tests.unit.differences.laid import assert_spans, lay, quotes


def test_another_figure_is_critical() -> None:
    collation = lay({"de": ["Bei dem Brand starben 25 Tiere."], "en": ["The fire killed 52 animals."]})
    (finding,) = number.find(collation)
    assert (finding.severity, sorted(quotes(finding)), finding.outlier) == (Severity.CRITICAL, ["25", "52"], None)
    assert {reading.value for reading in finding.readings} == {"25", "52"}
    assert_spans(finding, collation)


def test_the_version_that_stands_alone_is_named() -> None:
    collation = lay({"de": ["12 Boote sanken."], "en": ["12 boats sank."], "fr": ["13 bateaux ont coulé."]})
    (finding,) = number.find(collation)
    assert finding.outlier == "fr"
    assert finding.readings[0].versions == ("de", "en")


def test_a_figure_that_one_version_lacks_leaves_a_gap() -> None:
    collation = lay({"de": ["Die Flut riss 340 Zelte mit."], "en": ["The flood swept away tents."]})
    (finding,) = number.find(collation)
    assert (finding.severity, quotes(finding)) == (Severity.MAJOR, ["340", ""])
    assert_spans(finding, collation)


def test_a_retelling_may_leave_a_figure_out() -> None:
    laid = lay(
        {"de": ["Die Flut riss 340 Zelte mit."], "en": ["The flood swept away tents."]},
        {"de": "original", "en": "retelling"},
    )
    assert [f.severity for f in number.find(laid)] == [Severity.MINOR]


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Die Flut riss 2.500 Zelte mit.", "The flood swept away 2,500 tents."),
        ("Fünf Boote sanken.", "5 boats sank."),
        ("Etwa 2.480 Zelte fehlen.", "About 2,500 tents are missing."),
        ("Der Laden schließt um 17 Uhr.", "The shop closes at 5 p.m."),
        ("Seit Covid-19 fehlt Personal.", "Staff has been short since the pandemic."),
        ("Er kam am 7. Oktober.", "He came on October 7th."),
    ],
)
def test_figures_of_one_value_are_silent(german: str, english: str) -> None:
    assert list(number.find(lay({"de": [german], "en": [english]}))) == []


def test_a_figure_in_the_next_sentence_is_not_missing() -> None:
    laid = lay(
        {
            "de": ["Bei dem Brand starben 250 Tiere.", "Der Stall war alt."],
            "en": ["There was a fire.", "The barn was old, and 250 animals died."],
        }
    )
    assert list(number.find(laid)) == []


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Das Dorf liegt 16 Kilometer entfernt.", "The village is 10 miles away."),
        ("Es dauerte 48 Stunden.", "It took two days."),
        ("Es sind 30 Grad Celsius.", "It is 86 °F."),
        ("Es kostete 5 Mio. Euro.", "It cost €5m."),
        ("Drei Viertel stimmten zu.", "75 percent agreed."),
        ("Das Spiel endete 21:14.", "The match ended 21-14."),
        ("Die Sitzung beginnt um 18:00 MEZ.", "The meeting begins at 17:00 GMT."),
        ("Mehr als 2.000 Menschen kamen.", "Over 2,000 people came."),
    ],
)
def test_the_same_in_other_clothes(german: str, english: str) -> None:
    assert list(number.find(lay({"de": [german], "en": [english]}))) == []


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Das Dorf liegt 10 Kilometer entfernt.", "The village is 10 miles away."),
        ("Es kostete 5 Mio. Euro.", "It cost $5m."),
        ("Das Werk schloss 2019.", "The plant closed in 2020."),
        ("Drei Viertel stimmten zu.", "A third agreed."),
        ("Die Sitzung beginnt um 17:00 MEZ.", "The meeting begins at 17:00 GMT."),
        ("Mehr als 2.000 Menschen kamen.", "Almost 2,000 people came."),
        ("Die Bombe explodierte um 22 Uhr 30.", "The bomb went off at 10:30 am."),
    ],
)
def test_alike_in_figures_and_yet_not_the_same(german: str, english: str) -> None:
    found = list(number.find(lay({"de": [german], "en": [english]})))
    assert [f.severity for f in found if f.severity in (Severity.CRITICAL, Severity.MAJOR)] != []


def test_over_a_figure_and_the_figure_is_minor() -> None:
    (finding,) = number.find(lay({"de": ["Mehr als 2.000 Menschen kamen."], "en": ["2,000 people came."]}))
    assert (finding.severity, set(quotes(finding))) == (Severity.MINOR, {"Mehr als 2.000", "2,000"})


def test_a_time_written_like_a_number_is_that_time() -> None:
    german, english = "Ein Mann fuhr gegen 12.40 Uhr geradeaus.", "A man drove around 12.40 clock straight ahead."
    assert list(number.find(lay({"de": [german], "en": [english]}))) == []


def test_one_figure_in_two_notations_is_set_against_itself() -> None:
    (finding,) = [f for f in service.diff("More than 272.000 cases.", "Less than 272,000 cases.") if f.type == "number"]
    assert finding.severity is Severity.MAJOR
    assert finding.message.endswith(": the same figure, limited otherwise.")


def test_half_is_on_one_side_or_the_other() -> None:
    found = service.diff("Nearly half of them voted.", "More than half of them voted.")
    assert [f.severity for f in found if f.type is FindingType.NUMBER] == [Severity.MAJOR]


def test_a_table_of_other_figures_is_one_finding() -> None:
    left, right = (" ".join(f"{start + 1000 * k}" for k in range(1, 60)) for start in (1, 2))
    laid = lay({"de": [left], "en": [right]})
    (finding,) = number.find(laid)
    assert (finding.severity, quotes(finding)) == (Severity.CRITICAL, [left, right])
    assert "more than 40 figures" in finding.message
