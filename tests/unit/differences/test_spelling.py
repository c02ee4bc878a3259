import pytest

import service
from service.model.finding import FindingType, Severity


@pytest.mark.parametrize("slip", ["bridgge", "brigde", "bidge", "bridhe"])
def test_a_letter_too_many_too_few_changed_or_swapped(slip: str) -> None:
    (finding,) = service.diff("They closed the bridge to all traffic.", f"They closed the {slip} to all traffic.")
    assert (finding.type, finding.severity) == (FindingType.SPELLING, Severity.MINOR)
    assert slip in finding.message


@pytest.mark.parametrize("other", ["ridge", "bride", "road"])
def test_another_word_is_no_slip(other: str) -> None:
    found = service.diff("They closed the bridge to all traffic.", f"They closed the {other} to all traffic.")
    assert FindingType.SPELLING not in {f.type for f in found}


def test_a_name_spelt_in_two_ways() -> None:
    found = service.diff("They met Brzovskaya in the hall.", "They met Brzovskaia in the hall.")
    assert [f.type for f in found] == [FindingType.NAME]
