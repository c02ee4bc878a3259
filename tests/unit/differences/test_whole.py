import pytest

import service
from service.model.finding import FindingType, Severity

SENTENCE = "The army crossed the river in the night."


@pytest.mark.parametrize(
    ("right", "kind", "severity"),
    [
        ("", FindingType.OMISSION, Severity.CRITICAL),
        ("night crossed in river The the army the.", FindingType.ORDER, Severity.CRITICAL),
        ("Did the army cross the river in the night?", FindingType.QUESTION, Severity.MAJOR),
        ("The army crossed the river in the night?", FindingType.QUESTION, Severity.MAJOR),
        ("Sales of organic honey doubled over five summers.", FindingType.MEANING, Severity.CRITICAL),
        ("THE ARMY CROSSED THE RIVER IN THE NIGHT.", FindingType.CASE, Severity.NEUTRAL),
        ("The army  crossed the river in the night .", FindingType.PUNCTUATION, Severity.MINOR),
    ],
)
def test_one_verdict_on_the_whole_sentence(right: str, kind: FindingType, severity: Severity) -> None:
    (finding, *others) = service.diff(SENTENCE, right)
    assert (finding.type, finding.severity, others) == (kind, severity, [])


def test_an_equal_sentence_is_silent() -> None:
    assert service.diff(SENTENCE, SENTENCE) == ()


def test_a_paraphrase_is_no_other_sentence() -> None:
    found = service.diff(SENTENCE, "During the night, the army crossed the river.")
    assert Severity.CRITICAL not in {f.severity for f in found}
