import pytest

from service.languages.load import knowledge, known, table_of
from service.languages.spellings import spellings


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("п'ять", ["п’ять", "пʼять"]),
        ("трёх", ["трех"]),
        ("أربعة", ["اربعة"]),
        ("שתים־עשרה", ["שתים עשרה", "שתים-עשרה"]),
        ("zehn", []),
    ],
)
def test_a_word_has_its_other_spellings(word: str, others: list[str]) -> None:
    assert list(spellings(word)) == [word, *others]


@pytest.mark.parametrize("language", known())
@pytest.mark.parametrize("kind", ["words", "multipliers", "groups", "fractions", "ordinals", "plurals"])
def test_no_table_lists_what_is_made_by_rule(language: str, kind: str) -> None:
    listed = table_of(language, "numbers").get(kind, {})
    made = {other: listed[word] for word in listed for other in list(spellings(word))[1:]}
    assert [w for w in made if listed.get(w) == made[w]] == [], "the program adds these spellings by itself"
    assert getattr(knowledge(language).numbers, kind).items() >= listed.items()
