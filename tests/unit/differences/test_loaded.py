"""loaded.py: loaded words of the glossary, phrases, and words of languages without blanks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from service.differences import find_differences, loaded
from service.model.finding import Basis, Finding, FindingType, Severity
from service.model.glossary import Glossary, Topic
from tests.unit.differences.laid import assert_spans, lay, quotes

LISTED = Glossary(
    loaded=(
        Topic("en", "lobby", (("lobby group",), ("think tank", "institute"))),
        Topic("en-GB", "police", (("shot",), ("killed",))),
        Topic("de", "lobby", (("Lobbyverband",), ("Denkfabrik",))),
    )
)


def found(sentences: Mapping[str, Sequence[str | None]], glossary: Glossary = LISTED) -> list[Finding]:
    collation = replace(lay(sentences), glossary=glossary)
    findings = list(loaded.find(collation))
    for finding in findings:
        assert_spans(finding, collation)
    return findings


LEFT = "The lobby groups published a report."


def test_words_of_the_glossary_are_found_in_any_form() -> None:
    (finding,) = found({"en1": [LEFT], "en2": ["The think tanks published a report."]})
    assert (finding.type, finding.severity, finding.basis) == (
        FindingType.TERMINOLOGY,
        Severity.MAJOR,
        Basis.ORIGINAL,
    )
    assert quotes(finding) == ["lobby groups", "think tanks"]
    assert finding.message.endswith("the words carry different judgements.")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (LEFT, "The lobby group published reports."),
        ("The think tank published a report.", "The institute published a report."),
        (LEFT, "The lobby groups of a think tank published a report."),
        ("The lobby group met. A think tank wrote.", "The lobby group met. A think tank wrote it."),
        ("Police shot a man.", "Police killed a man."),
    ],
    ids=["the same word", "one shade", "both in one", "each at its place", "another region"],
)
def test_what_is_no_other_judgement(left: str, right: str) -> None:
    assert found({"en1": [left], "en2": [right]}) == []


def test_a_region_has_its_own_words() -> None:
    cells = {"en-GB1": ["Police shot a man."], "en-GB2": ["Police killed a man."]}
    assert [quotes(f) for f in found(cells)] == [["shot", "killed"]]


def test_a_words_neighbours_are_told_with_it_once() -> None:
    collation = replace(lay({"en1": [LEFT], "en2": ["The think tanks published a report."]}), glossary=LISTED)
    assert [f.type for f in find_differences(collation)] == [FindingType.TERMINOLOGY]


def test_several_versions_with_one_word_are_one_finding() -> None:
    other = "The think tanks published a report."
    (finding,) = found({"en1": [LEFT], "en2": [LEFT], "en3": [other], "en4": [LEFT]})
    assert [reading.versions[-1] for reading in finding.readings] == ["en4", "en3"]


@pytest.mark.parametrize(
    ("language", "left", "right", "words"),
    [
        ("zh", "武装分子周一袭击了村庄。", "恐怖分子周一袭击了村庄。", ["武装分子", "恐怖分子"]),
        ("en", "It spoke of climate change.", "It spoke of a climate crisis.", ["climate change", "climate crisis"]),
    ],
)
def test_phrases_of_the_tables(language: str, left: str, right: str, words: list[str]) -> None:
    findings = found({f"{language}1": [left], f"{language}2": [right]}, Glossary())
    assert [quotes(f) for f in findings] == [words]


def test_single_words_of_the_tables_are_left_to_the_judges_of_words() -> None:
    assert found({"en1": ["The rioters left."], "en2": ["The protesters left."]}, Glossary()) == []


def test_across_languages_nothing_is_said() -> None:
    assert found({"en1": [LEFT], "de2": ["Die Denkfabriken veröffentlichten einen Bericht."]}) == []
