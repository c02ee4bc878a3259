"""profile/told.py: three sentences, as an editor would say them, in English and in German."""

import re

import pytest

from service.model.finding import Finding, FindingType
from service.model.report import Report
from service.render.catalogues import catalogue, languages
from service.render.profile.measure import profile
from service.render.profile.phrases import ABOUT, DOES
from service.render.profile.table import isolated, lines
from service.render.profile.tendency import SLIPS, Tendency
from service.render.profile.told import does, sentences
from tests.unit.render.test_profile import finding, made

GERMAN = catalogue("de")
NUMBERS = [finding("number", n, "ab:4", "c:5", severity="critical") for n in range(2)]
SOURCES = [finding("attribution", n, "ab:according to", "c:") for n in (3, 4, 5)]
HEDGES = [finding("attribution", n, "ac:allegedly", "b:") for n in (6, 7)]
OPEN = [finding("name", n, "b:Lee", "c:Li") for n in (8, 9)]
TEN = ["abc"] * 10

SAID: list[tuple[str, tuple[str, list[str], list[Finding], str], list[str], list[str]]] = [
    (
        "the one that most findings are about, with its habits",
        ("abc", TEN, [*NUMBERS, *SOURCES, *HEDGES, *OPEN], "a"),
        [
            "B (0.90) is closer to A, the original, than C (0.65).",
            "C drops attributions (3) and changes figures (2); B is more certain than the original (2).",
            "C departs most often: in 5 of 9 findings, 2 of them critical; in 2 nothing tells who departs (most often "
            "names (2)).",
        ],
        [
            "B (0,90) steht A, dem Original, näher als C (0,65).",
            "C lässt Quellenangaben weg (3) und ändert Zahlen (2); B stellt mehr als sicher hin als das Original (2).",
            "C weicht am häufigsten ab: in 5 von 9 Befunden, 2 davon kritisch; bei 2 lässt sich nicht sagen, wer "
            "abweicht (am häufigsten: Namen (2)).",
        ],
    ),
    (
        "nothing found",
        ("abc", TEN, [], "a"),
        [
            "B and C (1.00) are about equally close to A, the original.",
            "No version shows a clear tendency.",
            "No difference was found that an editor has to look at.",
        ],
        [
            "B und C (1,00) stehen A, dem Original, etwa gleich nahe.",
            "Keine Fassung zeigt eine klare Neigung.",
            "Es wurde kein Unterschied gefunden, den eine Redaktion ansehen müsste.",
        ],
    ),
    (
        "one beside the original",
        ("ab", ["ab"] * 10, [finding("number", 0, "a:4", "b:5"), finding("number", 1, "a:6", "b:7")], "a"),
        [
            "The closeness of B to A, the original, is 0.90 (1: nothing tells them apart).",
            "B changes figures (2).",
            "B departs in 2 of 2 findings, all of them major.",
        ],
        [
            "B hat zu A, dem Original, eine Nähe von 0,90 (1: nichts unterscheidet sie).",
            "B ändert Zahlen (2).",
            "B weicht ab, in 2 von 2 Befunden, alle davon schwer.",
        ],
    ),
    (
        "two without an original: of both",
        ("ab", ["ab"] * 10, [finding("number", 0, "a:4", "b:5"), finding("number", 1, "a:6", "b:7")], ""),
        [
            "A and B have a closeness of 0.90 to each other (1: nothing tells them apart).",
            "A and B differ in figures (2).",
            "In 2 of 2 findings nothing tells which of the two departs.",
        ],
        [
            "A und B haben zueinander eine Nähe von 0,90 (1: nichts unterscheidet sie).",
            "A und B unterscheiden sich: Zahlen (2).",
            "Bei 2 von 2 Befunden lässt sich nicht sagen, welche der beiden abweicht.",
        ],
    ),
    (
        "one finding is too little",
        ("abc", TEN, [finding("number", 0, "ab:4", "c:5", severity="critical")], "a"),
        [
            "Too little tells which of B and C (0.90 to 1.00) is closer to A, the original.",
            "No version shows a clear tendency.",
            "1 finding; no version stands out.",
        ],
        [
            "Welche von B und C (0,90 bis 1,00) A, dem Original, näher steht, bleibt offen.",
            "Keine Fassung zeigt eine klare Neigung.",
            "1 Befund; keine Fassung fällt auf.",
        ],
    ),
    (
        "ties without an original",
        ("abcd", ["abcd"] * 10, [finding("number", n, "ab:4", "c:5", "d:6") for n in range(2)], ""),
        [
            "A and B (0.93) are about equally close to the others and closer than the rest; C and D (0.90) are "
            "furthest.",
            "C changes figures (2); D changes figures (2); A and B show no clear tendency.",
            "C and D depart most often: in 2 of 2 findings each.",
        ],
        [
            "A und B (0,93) stehen den übrigen etwa gleich nahe und näher als die anderen; am weitesten entfernt sind "
            "C und D (0,90).",
            "C ändert Zahlen (2); D ändert Zahlen (2); A und B zeigen keine klare Neigung.",
            "C und D weichen am häufigsten ab: in je 2 von 2 Befunden.",
        ],
    ),
    (
        "more versions than a sentence can hold",
        ("abcdef", ["abcdef"] * 10, [finding("number", n, "a:4", "b:5", "cdef:6") for n in range(2)], "a"),
        [
            "5 versions (0.90) are about equally close to A, the original.",
            "B changes figures (2); C changes figures (2); D changes figures (2); 2 more versions with habits: see the "
            "table.",
            "2 findings; no version stands out.",
        ],
        [
            "5 Fassungen (0,90) stehen A, dem Original, etwa gleich nahe.",
            "B ändert Zahlen (2); C ändert Zahlen (2); D ändert Zahlen (2); weitere 2 Fassungen mit Neigungen in der "
            "Tabelle.",
            "2 Befunde; keine Fassung fällt auf.",
        ],
    ),
    (
        "the closest and the furthest of many",
        ("abcd", ["abcd"] * 10, [finding("date", n, "abc:1", "d:2", outlier="d") for n in range(4)], "a"),
        [
            "B and C (1.00) are about equally close to A, the original, and closer than the rest; D (0.80) is "
            "furthest.",
            "D changes dates (4); B and C show no clear tendency.",
            "D departs most often: in 4 of 4 findings, all of them major.",
        ],
        [
            "B und C (1,00) stehen A, dem Original, etwa gleich nahe und näher als die anderen; am weitesten entfernt "
            "ist D (0,80).",
            "D ändert Daten (4); B und C zeigen keine klare Neigung.",
            "D weicht am häufigsten ab: in 4 von 4 Befunden, alle davon schwer.",
        ],
    ),
]


@pytest.mark.parametrize(("what", "english", "german"), [s[1:] for s in SAID], ids=[s[0] for s in SAID])
def test_three_sentences(
    what: tuple[str, list[str], list[Finding], str], english: list[str], german: list[str]
) -> None:
    versions, rows, findings, original = what
    found = made(versions, rows, *findings, original=original)
    assert list(found.sentences) == english
    assert list(sentences(found, GERMAN)) == german


@pytest.mark.parametrize("kind", Tendency)
@pytest.mark.parametrize("original", ["", "a"])
def test_every_tendency_has_words_in_all_languages(kind: Tendency, original: str) -> None:
    found = made("abc", ["abc"], original=original)
    assert len({does(kind, found, catalogue(code)) for code in languages()}) == len(languages())
    assert re.fullmatch("[a-z ]+", does(kind, found))


@pytest.mark.parametrize("code", languages())
def test_no_two_tendencies_have_the_same_words(code: str) -> None:
    words = {kind: sentence.spoken({}, catalogue(code)) for kind, sentence in DOES.items()}
    assert len(set(words.values())) == len(words) == len(Tendency) - 1  # the last one depends on the original


def test_every_type_has_words() -> None:
    told = set(FindingType) - SLIPS - {FindingType.ADDITION} | {FindingType.GRAMMAR}
    assert set(ABOUT) == told


def test_the_table() -> None:
    found = made("abc", [*TEN, "ab"], *NUMBERS, *SOURCES, original="a")
    assert [(line.label, line.cells) for line in lines(found)] == [
        ("A", ("original", "100 %", "0", "0", "0", "–")),
        ("B", ("1.00", "100 %", "0", "0", "0", "no clear tendency")),
        ("C", ("0.59", "90 %", "2", "3", "0", "drops attributions (3), changes figures (2)")),
    ]
    assert lines(found)[2].described == (
        "closeness 0.59 · 90 % of rows · 2 critical, 3 major, 0 minor · drops attributions (3), changes figures (2)"
    )


def test_labels_are_escaped_and_kept_apart(hostile: Report) -> None:
    found = profile(hostile)
    assert found is not None
    for sentence in isolated(found):
        assert "<script" not in sentence
        assert not set(re.findall("<[^>]*>", sentence)) - {"<bdi>", "</bdi>"}
