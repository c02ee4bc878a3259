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


ENGLISH = "The company stays on the watchlist of its lenders."
GERMAN_ONES = [
    "Das Unternehmen bleibt auf der Beobachtungsliste seiner Kreditgeber.",
    "Die Firma steht weiter unter Beobachtung ihrer Geldgeber.",
    "Nach wie vor beobachten die Banken das Unternehmen genau.",
    "Auf der Liste der Kreditgeber bleibt der Betrieb verzeichnet.",
]


def test_a_word_of_the_original_that_all_others_translate() -> None:
    told = {
        f"de{k}": [text] for k, text in enumerate([*GERMAN_ONES, "Die Firma bleibt auf der Watchlist der Lenders."])
    }
    laid = lay({"en": [ENGLISH], **told}, {"en": "original"})
    (finding,) = untranslated.find(laid)
    assert (finding.severity, finding.outlier, finding.readings[0].quote) == (Severity.MAJOR, "de4", "Lenders")
    assert_spans(finding, laid)


def test_what_others_keep_as_well_is_a_name() -> None:
    texts = [text.replace("Unternehmen", "Lenders") for text in GERMAN_ONES]
    told = {f"de{k}": [text] for k, text in enumerate([*texts, "Die Firma Lenders bleibt auf der Liste."])}
    assert list(untranslated.find(lay({"en": [ENGLISH], **told}, {"en": "original"}))) == []


def test_with_fewer_versions_nobody_knows() -> None:
    told = {
        f"de{k}": [text] for k, text in enumerate([*GERMAN_ONES[:2], "Die Firma bleibt auf der Liste der Lenders."])
    }
    assert list(untranslated.find(lay({"en": [ENGLISH], **told}, {"en": "original"}))) == []
