import pytest

from service.engines.none import NoTranslator
from service.model.errors import UnsupportedPair
from service.model.protocols import Translator


def test_supports_nothing() -> None:
    assert isinstance(NoTranslator(), Translator)
    assert not NoTranslator().supports("de", "en")


@pytest.mark.parametrize(("source", "target", "name"), [("de", "en", "de"), ("pt-BR", "en", "pt"), ("en", "fr", "fr")])
def test_says_what_to_install(source: str, target: str, name: str) -> None:
    with pytest.raises(UnsupportedPair, match=f"{source} to {target}.*python -m service languages install {name}$"):
        NoTranslator().translate(["Guten Tag."], source, target)
