import pytest

import service
from service.differences import lexical
from service.differences.edits import collate_words
from service.model.finding import FindingType, Severity
from service.model.protocols import Embedder


@pytest.mark.parametrize(
    ("left", "right", "kind", "severities"),
    [
        ("He came home late.", "He came home late", FindingType.PUNCTUATION, {"minor"}),
        ("He came home, late at night.", "He came home late at night.", FindingType.PUNCTUATION, {"minor", "neutral"}),
        ("They walked to the old harbour.", "They walked at the old harbour.", FindingType.GRAMMAR, {"minor"}),
        ("The polish army came.", "The Polish army came.", FindingType.CASE, {"minor"}),
        ("The workers left the old mine.", "The lavoratori left the old mine.", FindingType.UNTRANSLATED, {"critical"}),
        ("Talks in Vienna failed.", "Talks in Geneva failed.", FindingType.NAME, {"critical", "major"}),
        ("Crime is up in the north.", "Crime is down in the north.", FindingType.MEANING, {"critical"}),
        ("The armed robbers fled.", "The robbers fled.", FindingType.OMISSION, {"major", "minor"}),
        ("The robbers fled at night.", "The robbers robbers fled at night.", FindingType.DUPLICATION, {"minor"}),
    ],
)
def test_kinds_of_edit(left: str, right: str, kind: FindingType, severities: set[str]) -> None:
    (finding,) = service.diff(left, right)
    assert finding.type is kind
    assert finding.severity in severities


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The firm's profit grew.", "The firm’s profit grew."),
        ("The United Nations sent tents.", "The UN sent tents."),
        ("Adm. Keller resigned.", "Admiral Keller resigned."),
        ("He started the engine.", "He began the engine."),
    ],
)
def test_what_an_editor_would_pass_over(left: str, right: str) -> None:
    assert all(f.severity.rank > Severity.MAJOR.rank for f in service.diff(left, right))


@pytest.mark.parametrize(
    ("left", "right", "sure"),
    [
        ("Frankfurt lost in the last 16 game against Basel.", "Frankfurt lost the first leg against Basel.", False),
        ("The court will reject the appeal on Monday.", "The court will accept the appeal on Monday.", True),
    ],
)
def test_an_opposite_is_sure_where_it_stands_in_the_same_place(
    embedder: Embedder, left: str, right: str, sure: bool
) -> None:
    pair = collate_words(left, right, "en")
    verdicts = [v for edit in pair.edits if (v := lexical.meaning(edit, pair, embedder))]
    assert [v.sure for v in verdicts] == [sure]


def test_a_name_in_two_words_may_be_a_translation_between_free_wordings(embedder: Embedder) -> None:
    left = "According to Mittelfranken Police, more vehicles than usual were counted on a car park."
    right = "According to the Central Franconia Police, there was an increase in traffic at a large lot that night."
    pair = collate_words(left, right, "en")
    (verdict,) = [v for edit in pair.edits if (v := lexical.name(edit, pair, embedder))]
    assert not verdict.sure


def test_where_all_nouns_have_capitals_a_rare_one_is_no_sure_name(embedder: Embedder) -> None:
    pair = collate_words("Der Bär lag in einem Durchlass am Weg.", "Der Bär lag in einem Dübel am Weg.", "de")
    verdicts = [v for edit in pair.edits if (v := lexical.name(edit, pair, embedder))]
    assert not any(v.sure for v in verdicts)
