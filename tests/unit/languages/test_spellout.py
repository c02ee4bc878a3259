"""Numbers in words as ICU spells them (tests/data/make_spellout.py) are read back to exactly their value."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.languages.load import knowledge
from service.languages.numbers import find_numbers

FILE = Path(__file__).parents[2] / "data" / "spellout.json"
CARRIERS = {
    "ar": "قال الخبير إن {} شخص في المدينة.",
    "cs": "Podle agentury tam bylo {} lidí.",
    "de": "Der Ort hat heute {} Einwohner.",
    "en": "The report counts {} people today.",
    "es": "El informe cuenta {} personas hoy.",
    "fr": "Le rapport compte {} personnes ici.",
    "he": "בדוח נספרו {} אנשים בעיר.",
    "hi": "शहर में {} लोग रहते हैं।",
    "it": "Il rapporto conta {} persone oggi.",
    "ja": "現地では{}人が働いている。",
    "ko": "도시에서 {} 명이 일한다.",
    "nl": "Het rapport telt {} mensen vandaag.",
    "pl": "Raport wymienia {} osób dzisiaj.",
    "pt": "O relatório conta {} pessoas hoje.",
    "ru": "В отчёте названы {} человек.",
    "th": "รายงานนับได้{}คนในเมือง",
    "tr": "Raporda {} kişi yer alıyor.",
    "uk": "У звіті названо {} осіб.",
    "zh": "当地有{}人工作。",
}
OWED: dict[tuple[str, int], str] = {
    ("ko", 1001): "천일 is a thousand days as well, and mostly that",
}
"""What is not read yet, and why."""


def spellings() -> Iterator[tuple[str, int, list[str]]]:
    for language, numbers in json.loads(FILE.read_text(encoding="utf-8"))["languages"].items():
        never_alone = knowledge(language).numbers.pronouns
        for number, words in numbers.items():
            yield language, int(number), [word for word in words if word not in never_alone]


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        pytest.param(
            *each,
            id=f"{each[0]}-{each[1]}",
            marks=[pytest.mark.xfail(strict=True, reason=OWED[each[:2]])] if each[:2] in OWED else [],
        )
        for each in spellings()
    ],
)
def test_a_number_in_words_has_its_value(language: str, number: int, words: list[str]) -> None:
    read = {word: [q.value for q in find_numbers(CARRIERS[language].format(word), language)] for word in words}
    assert read == {word: [number] for word in words}


@pytest.mark.parametrize("language", CARRIERS)
def test_the_sentences_around_them_hold_no_number(language: str) -> None:
    assert find_numbers(CARRIERS[language].format("—"), language) == ()
