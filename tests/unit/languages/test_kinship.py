import pytest

from service.languages.kinship import Kin, kinship


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ("Bread", "bread", Kin.SAME),
        ("went", "goes", Kin.FORM),
        ("doctor", "physician", Kin.SYNONYM),
        ("decide", "decision", Kin.DERIVED),
        ("success", "successful", Kin.DERIVED),
        ("house", "building", Kin.KIND),
        ("happy", "unhappy", Kin.OPPOSITE),
        ("rise", "fall", Kin.OPPOSITE),
        ("12", "21", Kin.FIGURE),
        ("goverment", "government", Kin.SPELT),
        ("bread", "parliament", Kin.NONE),
        ("bread", ",", Kin.NONE),
    ],
)
def test_how_two_words_are_related(one: str, other: str, kin: Kin) -> None:
    assert kinship(one, other, "en")[0] is kin
    assert kinship(other, one, "en")[0] is kin, "from either side"


def test_nearer_relations_count_more() -> None:
    grades = [
        kinship(*pair, "en")[1] for pair in (("go", "go"), ("go", "went"), ("big", "large"), ("house", "building"))
    ]
    assert grades == sorted(grades, reverse=True)


def test_other_languages_know_forms_and_opposites() -> None:
    assert kinship("ging", "geht", "de")[0] is Kin.FORM
    assert kinship("haus", "baum", "de")[0] is Kin.NONE
