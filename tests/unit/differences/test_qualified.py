import pytest

import service
from service.differences import qualified
from service.model.finding import FindingType, Severity
from tests.unit.differences.laid import assert_spans, lay, quotes


def test_a_lost_qualifier_is_major_and_told_once() -> None:
    laid = lay(
        {
            "de": ["Der frühere Minister und die ehemalige Bürgermeisterin kauften das Boot."],
            "en": ["The minister and the mayor bought the boat."],
            "fr": ["Le ministre et la maire ont acheté le bateau."],
        },
        {"de": "original"},
    )
    (finding,) = qualified.find(laid)
    assert (finding.type, finding.severity, quotes(finding)) == (
        FindingType.MEANING,
        Severity.MAJOR,
        ["frühere Minister", ""],
    )
    assert [r.versions for r in finding.readings] == [("de",), ("en", "fr")]
    assert finding.message == "de has “frühere Minister” (former); en and fr say nothing of the kind."
    assert_spans(finding, laid)


def test_one_that_only_a_translation_has_is_told_with_it_alone() -> None:
    laid = lay(
        {
            "de": ["Der Minister kaufte das Boot."],
            "en": ["The deputy minister bought the boat."],
            "es": ["El ministro compró el barco."],
        }
    )
    (finding,) = qualified.find(laid)
    assert (quotes(finding), finding.outlier) == (["deputy", ""], "en")


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Der frühere Minister kaufte das Boot.", "The former minister bought the boat."),
        ("Der Exminister und der alte Kapitän.", "The ex-minister and the old captain."),
        ("Der ehemalige Minister kaufte das Boot.", "The retired minister bought the boat."),
        ("Der Minister kaufte beinahe jedes Boot.", "The minister bought every boat."),
        ("Er brauchte drei Minuten.", "It took him almost three minutes."),
        ("Das Wappen ist sehr alt.", "The coat of arms is very old."),
    ],
)
def test_the_same_in_other_words_is_silent(german: str, english: str) -> None:
    assert list(qualified.find(lay({"de": [german], "en": [english]}))) == []


def test_a_neighbouring_row_excuses_only_if_it_says_so_plainly() -> None:
    german = ["Der ehemalige Minister kam.", "Er kaufte ein Boot."]
    assert not list(qualified.find(lay({"de": german, "en": ["The minister came.", "The former minister bought it."]})))
    assert list(qualified.find(lay({"de": german, "en": ["The minister came.", "He bought an old boat."]})))


def test_a_language_without_the_table_is_not_judged() -> None:
    assert not list(qualified.find(lay({"de": ["Der ehemalige Minister kam."], "sv": ["Ministern kom."]})))


def test_what_the_original_hints_at_may_be_said_either_way() -> None:
    laid = lay(
        {
            "de": ["Der frühere Kapitän kam."],
            "en": ["The former captain came."],
            "fr": ["Le capitaine est venu."],
        },
        {"de": "original"},
    )
    assert list(qualified.find(laid)) == []


def test_versions_of_the_language_that_has_it_are_left_to_the_words() -> None:
    laid = lay({"de": ["Der ehemalige Minister kam."], "de2": ["Der Minister kam."], "en": ["The minister came."]})
    (finding,) = qualified.find(laid)
    assert [r.versions for r in finding.readings] == [("de",), ("en",)]


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("The former minister was seen in Porto.", "In Porto the minister was sighted.", FindingType.OMISSION),
        ("The boat sank off Porto.", "Off Porto the boat almost sank.", FindingType.ADDITION),
    ],
)
def test_within_one_language_it_is_no_mere_style(left: str, right: str, kind: FindingType) -> None:
    found = [f for f in service.diff(left, right, "en") if f.severity is Severity.MAJOR]
    assert [f.type for f in found] == [kind]


def test_an_opposite_within_one_language_stays_one() -> None:
    (finding,) = service.diff("The former mayor spoke.", "The current mayor spoke.", "en")
    assert finding.severity is Severity.CRITICAL
