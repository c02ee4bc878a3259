import pytest

from service.languages.word_units import units


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("They didn’t pay 272.000", ["they", "did", "not", "pay", "272000"]),
        ("We can't and won't", ["we", "can", "not", "and", "will", "not"]),
        ("the firm's e-mail", ["the", "firm", "'s", "email"]),
        ("of 's own", ["of", "'s", "own"]),
        ("20 percent", ["20", "%"]),
        ("„Go“ – now…", ['"', "go", '"', "-", "now", "..."]),
    ],
)
def test_the_forms_under_which_words_are_compared(text: str, keys: list[str]) -> None:
    assert [u.key for u in units(text, "en")] == keys


def test_every_unit_is_the_texts_own() -> None:
    text = "They’ve said it’s Muhammad's, can't they?"
    assert all(text[u.token.start : u.token.end] == u.token.text for u in units(text, "en"))


def test_contractions_are_english() -> None:
    assert [u.key for u in units("l'homme n'est", "fr")] == ["l'homme", "n'est"]
