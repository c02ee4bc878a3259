from pathlib import Path

import pytest

from service.model.errors import SettingsError
from service.settings import Settings, help_texts, settings_page

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def test_every_setting_is_documented() -> None:
    again = (
        "python -c 'from service.settings import settings_page; print(settings_page(), end=\"\")' > docs/settings.md"
    )
    assert PAGE.read_text(encoding="utf-8") == settings_page(), f"write it again: {again}"


def test_every_setting_says_what_it_is() -> None:
    assert all(text.endswith(".") for _, text in help_texts().values())


def test_values_come_from_the_environment() -> None:
    settings = Settings.from_env(
        {"VARIORUM_PIVOT": "fr", "VARIORUM_ENGINES": "argos, recorded", "VARIORUM_PORT": "80", "HOME": "/"}
    )
    assert (settings.pivot, settings.engines, settings.port) == ("fr", ("argos", "recorded"), 80)
    assert settings.host == Settings().host


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("VARIORUM_PIVTO", "fr", "no such setting: VARIORUM_PIVTO"),
        ("VARIORUM_PORT", "many", "VARIORUM_PORT must be a whole number, not 'many'"),
        ("VARIORUM_MAX_VERSIONS", "-1", "VARIORUM_MAX_VERSIONS must not be negative, not '-1'"),
    ],
)
def test_a_slip_is_named(name: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Settings.from_env({name: value})


def test_some_values_changed() -> None:
    assert Settings(pivot="fr").with_values(port=1) == Settings(pivot="fr", port=1)
