"""How long what was found is kept: nothing of a story outlives its comparison."""

import gc

from service import Version, compare, diff, score
from service.model.kept import loaded_once, read_once, reading, shelf

GERMAN = (
    "Der Fährmann von {place} meldete am 3. Mai einen Verlust von 4,5 Millionen Euro. "
    "„Wir fahren nicht mehr“, sagte er der Zeitung nach Angaben eines Sprechers. Niemand wurde verletzt."
)
ENGLISH = (
    "The ferryman of {place} reported a loss of 5.4 million euros on 3 May. "
    "“We no longer sail,” he told the newspaper, a spokesman said. Nobody was hurt in the harbour."
)
CHINESE = "{sign}的船夫五月三日报告亏损。没有人在港口受伤。"


def test_a_text_is_read_once_in_a_comparison_and_anew_in_the_next() -> None:
    read = []

    @read_once
    def length(text: str, language: str = "en") -> int:
        read.append(text)
        return len(text)

    with reading():
        with reading():
            assert length("ferry") == length("ferry") == 5
        assert length("ferry") == 5
        assert length("ferry", language="de") == 5
        assert read == ["ferry", "ferry"]
    with reading():
        length("ferry")
    assert len(read) == 3
    length("ferry"), length("ferry")
    assert len(read) == 5
    assert shelf("anybody") is None


def test_tables_are_loaded_once() -> None:
    loaded = []
    table = loaded_once(lambda language: loaded.append(language) or {language})
    assert table("de") is table("de")
    assert loaded == ["de"]


def holding(words: str) -> list[tuple[type, str]]:
    """Containers that live and hold some words, with what they hold."""
    gc.collect()
    return [
        (type(thing), inner[:80])
        for thing in gc.get_objects()
        for inner in gc.get_referents(thing)
        if isinstance(inner, str) and words in inner and words != inner
    ]


def test_nothing_of_a_story_is_kept_when_it_is_let_go_of() -> None:
    place, sign = "".join(["Quell", "horst"]), "".join(["昆尔", "霍斯特"])  # so that no source line has them in full

    def compared() -> None:
        german, english, chinese = (text.format(place=place, sign=sign) for text in (GERMAN, ENGLISH, CHINESE))
        versions = [
            Version("a", "a", german, None, "original"),
            Version("b", "b", english, None, "translation"),
            Version("c", "c", english.replace("5.4", "4.5") + " ", None, "translation"),
            Version("d", "d", chinese, None, "translation"),
        ]
        report = compare(versions, translate=False)
        assert report.findings
        assert holding(f"{place} reported") != []
        diff(f"The ferryman of {place} reported a loss.", f"The ferryman of {place} reported a win.")
        score(f"The ferryman of {place} reported a loss.", f"The ferryman of {place} reported a win.")

    compared()
    for words in (f"{place} reported", f"{place} meldete", f"{sign}的船"):
        assert holding(words) == []
