"""Places and organisations, whatever a language calls them."""

import pytest

from service.languages.gazetteer import find_known, hints_at


@pytest.mark.parametrize(
    ("text", "language", "keys"),
    [
        ("Das Treffen in Köln mit Deutschlands Kanzler und der Nato", "de", ["cologne", "de", "nato"]),
        ("The U.S. and Turkey's envoys met in The Hague.", "en", ["us", "tr", "the_hague"]),
        ("Переговоры прошли в Астане, в Австрии и в Вене.", "ru", ["astana", "at", "vienna"]),
        ("Turyści z Włoch polecieli do Wiednia.", "pl", ["it", "vienna"]),
        ("İtalya'da BM toplantısı", "tr", ["it", "un"]),
        ("EE. UU. y la UE firmaron.", "es", ["us", "eu"]),
        ("L'OTAN siège à Aix-la-Chapelle.", "fr", ["nato", "aachen"]),
        ("У Харкові, до Відня", "uk", ["kharkiv", "vienna"]),
        ("印度尼西亚与德国在日内瓦", "zh", ["id", "de", "geneva"]),
        ("ベトナムとタイ", "ja", ["vn", "th"]),
        ("독일은 서울에서", "ko", ["de", "seoul"]),
        ("وصل من إيطاليا وبالقاهرة", "ar", ["it", "cairo"]),
    ],
)
def test_names_in_many_languages(text: str, language: str, keys: list[str]) -> None:
    assert [known.key for known in find_known(text, language)] == keys


@pytest.mark.parametrize(
    ("text", "language"),
    [("タイトルとスタイル", "ja"), ("Who told us?", "en"), ("인도적 지원", "ko"), ("He may turkey-trot.", "en")],
)
def test_what_only_looks_like_a_name(text: str, language: str) -> None:
    assert find_known(text, language) == ()


def test_an_adjective_hints_at_its_country() -> None:
    (spain,) = find_known("España", "es")
    assert hints_at("the Spanish king", "en", spain)
    (austria,) = find_known("Austria", "en")
    assert not hints_at("a visit to Australia", "en", austria)
