import pytest

import service
from service.model.finding import FindingType, Severity


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The firm has sold the plant.", "The firm had sold the plant."),
        ("The council approves the budget.", "The council approved the budget."),
        ("They were rebuilding the bridge.", "They will be rebuilding the bridge."),
    ],
)
def test_another_tense_is_major(left: str, right: str) -> None:
    (finding, *others) = service.diff(left, right)
    assert (finding.type, finding.severity) == (FindingType.TENSE, Severity.MAJOR)
    assert {f.type for f in others} <= {FindingType.TENSE}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The building was empty.", "The buildings were empty."),
        ("It's late in the valley.", "It is late in the valley."),
    ],
)
def test_a_plural_and_a_contraction_are_no_tense(left: str, right: str) -> None:
    assert Severity.MAJOR not in {f.severity for f in service.diff(left, right)}
