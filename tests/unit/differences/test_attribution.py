import pytest

from service.differences import attribution
from service.model.finding import Severity
from tests.unit.differences.laid import assert_spans, lay, quotes


def test_a_source_that_was_dropped_in_one_language_is_major() -> None:
    collation = lay(
        {"en": ["According to police, the driver was drunk."], "en2": ["The driver was drunk."]}, {"en": "original"}
    )
    (finding,) = attribution.find(collation)
    assert (finding.severity, quotes(finding)) == (Severity.MAJOR, ["According to", ""])
    assert_spans(finding, collation)


def test_one_version_against_several_is_major_across_languages() -> None:
    laid = lay(
        {
            "de": ["Der Beamte nahm angeblich Geld."],
            "fr": ["Le fonctionnaire aurait pris de l'argent."],
            "en": ["The officer took money."],
        },
        {"de": "original"},
    )
    (finding,) = attribution.find(laid)
    assert (finding.severity, finding.outlier) == (Severity.MAJOR, "en")


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Laut Polizei war der Fahrer betrunken.", "The driver was drunk, police said."),
        ("Laut Polizei war der Fahrer betrunken.", "The driver was allegedly drunk."),
        ("Die Polizei teilte mit, der Fahrer sei betrunken.", "The driver was drunk."),
        ("Der Fahrer war betrunken.", "The driver was drunk."),
    ],
)
def test_another_way_to_name_the_source_is_silent(german: str, english: str) -> None:
    assert list(attribution.find(lay({"de": [german], "en": [english]}))) == []
