"""Loaded words of the tables."""

import pytest

from service.actions.glossary import parse_glossary
from service.languages.load import FOLDER
from service.languages.meaning import same_topic, topics

TABLES = sorted(path.parent.name for path in FOLDER.glob("*/meaning.toml"))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "terrorists", "fighters"),
        ("en", "murdered", "executed"),
        ("de", "Terroristen", "Kämpfer"),
        ("pl", "reżimu", "rządu"),
        ("tr", "İsyancılar", "teröristler"),
        ("ar", "الإرهابيون", "والمقاتلين"),
        ("ru", "боевики", "ополченцы"),
    ],
)
def test_words_that_judge_differently(language: str, one: str, other: str) -> None:
    assert same_topic(one, other, language)
    assert same_topic(other, one, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "gunman", "attacker"),
        ("en", "terrorist", "terrorists"),
        ("en", "terrorist", "president"),
        ("en", "terrorist", "banana"),
        ("ja", "terrorist", "fighter"),
    ],
)
def test_words_of_one_shade_or_of_no_topic(language: str, one: str, other: str) -> None:
    assert not same_topic(one, other, language)


@pytest.mark.parametrize("language", TABLES)
def test_a_table_is_what_a_user_could_write_as_well(language: str) -> None:
    mine = topics(language)
    assert len(mine) > 30
    table = {topic.name: [list(shade) for shade in topic.shades] for topic in mine}
    assert parse_glossary({"loaded": {language: table}}).loaded == mine
    assert all(word == word.lower() for topic in mine for shade in topic.shades for word in shade)
