from dataclasses import replace

import pytest

from service.differences import untranslated
from service.model.collation import Collation
from service.model.finding import Severity
from tests.unit.differences.laid import assert_spans, lay

GERMAN = "Der Fluss trat in der Nacht über die Ufer."


def left_in_german(text: str) -> Collation:
    """An English version whose only sentence was told to be German."""
    laid = lay({"de": [GERMAN], "en": [text]})
    table = tuple(
        {name: replace(cell, language="de") if name == "en" else cell for name, cell in row.items()}
        for row in laid.table
    )
    return replace(laid, table=table)


def test_a_copied_sentence_is_critical() -> None:
    collation = left_in_german(GERMAN)
    (finding,) = untranslated.find(collation)
    assert (finding.severity, finding.readings[0].versions) == (Severity.CRITICAL, ("en",))
    assert "German" in finding.message
    assert_spans(finding, collation)


def test_other_words_of_the_language_are_major() -> None:
    (finding,) = untranslated.find(left_in_german("Das Wasser kam, als alle schliefen, ohne Warnung."))
    assert finding.severity is Severity.MAJOR


@pytest.mark.parametrize("text", ["Fluss", "Der Fluss, die Ufer"])
def test_a_few_words_are_silent(text: str) -> None:
    assert list(untranslated.find(left_in_german(text if len(text.split()) < 4 else "Der Fluss"))) == []


def test_versions_in_their_own_languages_are_silent() -> None:
    assert list(untranslated.find(lay({"de": [GERMAN], "en": ["The river burst its banks at night."]}))) == []
