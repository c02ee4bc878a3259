import pytest

from service.actions.languages_install import _pair
from service.languages.to_install import install_command, listed

INSTALL = "python -m service languages install"


@pytest.mark.parametrize(
    ("sources", "target", "command"),
    [
        (["de"], "en", f"{INSTALL} de"),
        (["fr", "de", "fr"], "en-US", f"{INSTALL} de fr"),
        (["en"], "de", f"{INSTALL} de --to de"),
        (["en-GB"], "zh-Hant", f"{INSTALL} zh-Hant --to zh-Hant"),
        (["fr"], "de", f"{INSTALL} fr --to en && {INSTALL} de --to de"),
        (["fr", "en", "es"], "de", f"{INSTALL} es fr --to en && {INSTALL} de --to de"),
        (["pt-BR"], "en", f"{INSTALL} pt-BR"),
        (["pt-BR", "pt"], "en", f"{INSTALL} pt"),
        (["pt"], "pt-BR", ""),
    ],
)
def test_the_command_names_every_package_on_the_way(sources: list[str], target: str, command: str) -> None:
    assert install_command(sources, target) == command


def test_what_it_names_is_what_install_understands() -> None:
    """The language that is not English stands on both sides: for the way there from English."""
    assert _pair("de", "de") == ("en", "de")
    assert _pair("zh-Hant", "zh-Hant") == ("en", "zh-Hant")


@pytest.mark.parametrize(
    ("codes", "words"),
    [(["fr"], "French"), (["fr", "de"], "French or German"), (["es", "fr", "de"], "Spanish, French or German")],
)
def test_names_for_a_sentence(codes: list[str], words: str) -> None:
    assert listed(codes) == words
