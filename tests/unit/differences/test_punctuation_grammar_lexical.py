import pytest

import service
from service.model.finding import FindingType, Severity


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
