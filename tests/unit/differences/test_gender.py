import pytest

import service
from service.model.finding import FindingType, Severity


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("She told the court about the night.", "He told the court about the night."),
        ("Police questioned his son for hours.", "Police questioned her son for hours."),
    ],
)
def test_he_for_she_is_critical(left: str, right: str) -> None:
    (finding,) = service.diff(left, right)
    assert (finding.type, finding.severity) == (FindingType.GENDER, Severity.CRITICAL)


def test_a_name_for_a_pronoun_is_silent() -> None:
    found = service.diff("She told the court about the night.", "Keller told the court about the night.")
    assert FindingType.GENDER not in {f.type for f in found}
