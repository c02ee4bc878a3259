import pytest

import service
from service.differences import negation
from service.model.finding import FindingType, Severity
from tests.unit.differences.laid import assert_spans, lay, quotes

ENGLISH = "The minister signed the gas agreement."


def test_a_not_that_fell_out_is_seen_across_languages() -> None:
    collation = lay({"de": ["Der Minister hat das Abkommen nicht unterschrieben."], "en": [ENGLISH]})
    (finding,) = negation.find(collation)
    assert quotes(finding) == ["nicht", ""]
    assert_spans(finding, collation)


def test_three_against_one_are_critical() -> None:
    laid = lay(
        {
            "de": ["Der Minister hat das Abkommen nicht unterschrieben."],
            "es": ["El ministro no firmó el acuerdo."],
            "fr": ["Le ministre n'a pas signé l'accord."],
            "en": [ENGLISH],
        }
    )
    (finding,) = negation.find(laid)
    assert (finding.severity, finding.outlier) == (Severity.CRITICAL, "en")


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Er kam nicht.", "He did not come."),
        ("Er kam nicht.", "He failed to come."),
        ("Er kam ohne Anwalt.", "He came without a lawyer."),
        ("Er weigerte sich zu kommen.", "He refused to come."),
        ("Er kam.", "He came."),
    ],
)
def test_both_deny_or_neither_does(german: str, english: str) -> None:
    assert list(negation.find(lay({"de": [german], "en": [english]}))) == []


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("He did sign the bill.", "He did not sign the bill.", True),
        ("Nobody signed the bill.", "Everybody signed the bill.", True),
        ("He did not sign the bill.", "He didn’t sign the bill.", False),
        ("He did not come.", "He failed to come.", False),
        ("Not he but she signed.", "She, not he, signed.", False),
    ],
)
def test_within_one_language(left: str, right: str, found: bool) -> None:
    assert (FindingType.NEGATION in {f.type for f in service.diff(left, right)}) is found


def test_where_the_original_denies_in_its_own_way_a_missing_not_is_but_a_hint() -> None:
    rows = {
        "en": ["The party came first but fell far short of a majority."],
        "de": ["Die Partei lag vorn, verpasste aber klar die Mehrheit."],
        "fr": ["Le parti est arrivé en tête mais n'a pas obtenu la majorité."],
        "es": ["El partido ganó pero no logró la mayoría."],
    }
    relations = {"en": "original", "de": "translation", "fr": "translation", "es": "translation"}
    assert all(f.severity is Severity.MINOR for f in negation.find(lay(rows, relations)))
