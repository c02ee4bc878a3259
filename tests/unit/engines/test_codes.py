import pytest

from service.engines.codes import nearest, readable_by_argos, written_by_argos
from service.model.version import primary_subtag


@pytest.mark.parametrize(
    ("code", "codes"),
    [("de", ("de",)), ("pt-BR", ("pt-br", "pt")), ("zh-Hant-TW", ("zh-hant-tw", "zh-hant", "zh")), ("", ("",))],
)
def test_nearest_goes_from_the_code_to_its_language(code: str, codes: tuple[str, ...]) -> None:
    assert nearest(code) == codes
    assert primary_subtag(code) == codes[-1]


def test_argos_names_come_first() -> None:
    assert readable_by_argos("pt-BR") == ("pb", "pt-br", "pt")
    assert readable_by_argos("zh-Hant-TW") == ("zh-hant-tw", "zt", "zh-hant", "zh")
    assert written_by_argos("zh-Hant-TW") == ("zt",)
    assert written_by_argos("zh-Hans") == ("zh-hans", "zh")
    assert readable_by_argos("no") == ("nb", "no")
