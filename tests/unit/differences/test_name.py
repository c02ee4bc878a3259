import pytest

from service.differences import name
from service.model.finding import Severity
from tests.unit.differences.laid import assert_spans, lay, quotes


def test_another_person_is_major() -> None:
    collation = lay({"fr": ["Le maire a reçu Jeanne Morel."], "en": ["The mayor welcomed Jeanne Kowalski."]})
    (finding,) = name.find(collation)
    assert (finding.severity, set(quotes(finding))) == (Severity.MAJOR, {"Morel", "Kowalski"})
    assert_spans(finding, collation)


@pytest.mark.parametrize(
    ("code", "text", "english"),
    [
        ("de", "Der Bürgermeister empfing Frau Kowalski.", "The mayor welcomed Ms Kowalski."),
        ("ru", "Министр встретился с Ивановым.", "The minister met with Ivanov."),
        ("fr", "Le maire a reçu Jeanne Morel.", "The mayor welcomed the minister."),
        ("zh", "市长会见了王芳。", "The mayor met Wang Fang."),
        ("en2", "The mayor welcomed Morel.", "The mayor welcomed Kowalski."),
    ],
)
def test_spellings_common_nouns_and_one_language_are_silent(code: str, text: str, english: str) -> None:
    assert list(name.find(lay({code: [text], "en": [english]}))) == []


WORDED = "At noon the new minister met Okonkwo in the old town hall."
OTHERWISE = "The minister, who is new in office, talked to Lindqvist at the town's hall around midday."


def test_another_name_in_another_wording_of_one_language_is_major() -> None:
    (finding,) = name.find(lay({"en": [WORDED], "en2": [OTHERWISE]}))
    assert (finding.severity, set(quotes(finding))) == (Severity.MAJOR, {"Okonkwo", "Lindqvist"})


def test_the_same_name_in_another_wording_is_silent() -> None:
    assert list(name.find(lay({"en": [WORDED], "en2": [OTHERWISE.replace("Lindqvist", "Okonkwo")]}))) == []
