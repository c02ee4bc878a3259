import pytest

from service.engines.none import NoTranslator, what_to_install
from service.model.errors import UnsupportedPair
from service.model.protocols import Translator


def test_supports_nothing() -> None:
    assert isinstance(NoTranslator(), Translator)
    assert not NoTranslator().supports("de", "en")


def test_says_what_to_install() -> None:
    with pytest.raises(
        UnsupportedPair, match=r"translates German to English; .*: python -m service languages install de$"
    ):
        NoTranslator().translate(["Guten Tag."], "de", "en")


def test_what_no_package_can_do_gets_no_command() -> None:
    assert what_to_install("pt", "pt-BR") == "nothing that is installed translates Portuguese to Portuguese (Brazil)"
