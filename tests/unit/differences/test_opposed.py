import pytest

import service


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("He admires the old market of the town.", "The town has an old market, which he despises."),
        ("The exam was easy, said most of the pupils.", "Most pupils said that the exam had been complicated."),
    ],
)
def test_an_opposite_in_free_wordings_is_major(left: str, right: str) -> None:
    assert [f for f in service.diff(left, right) if "the opposite" in f.message]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("He thanked all previous and current members.", "He thanked all members, past and present."),
        ("The letter further stated that it was soon.", "The letter goes on to say that it was near."),
        ("She worked on the night of the fire.", "She was at work on the eve of the fire."),
    ],
)
def test_kinds_of_an_opposite_are_no_opposite_where_words_have_many_senses(left: str, right: str) -> None:
    assert not [f for f in service.diff(left, right) if "the opposite" in f.message]
