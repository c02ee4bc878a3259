"""Figures within one language, word by word; number.py sees what they are worth across languages, too."""

import pytest

from service.differences import facts
from service.differences.edits import collate_words
from service.differences.verdict import Verdict
from service.model.finding import FindingType, Severity
from service.model.protocols import Embedder


def judged(left: str, right: str, embedder: Embedder) -> list[Verdict]:
    """The verdicts on the edits between two English sentences."""
    pair = collate_words(left, right, "en")
    return [v for edit in pair.edits if (v := facts.judge(edit, pair, embedder))]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The bakery sold two dozen loaves.", "The bakery sold 24 loaves."),
        ("The trail is 10 miles long.", "The trail is 16 km long."),
        ("The trail is 10 miles long.", "The trail is 10 kilometres long."),  # number.py speaks of it
        ("The bridge cost about 2,483,000 euros.", "The bridge cost 2.5 million euros."),
    ],
)
def test_one_figure_in_two_forms_is_wording(embedder: Embedder, left: str, right: str) -> None:
    assert {(v.type, v.severity) for v in judged(left, right, embedder)} == {(FindingType.WORDING, Severity.NEUTRAL)}


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("The choir sang for 40 guests.", "The choir sang for 90 guests.", FindingType.NUMBER),
        ("The mill closed in 1996.", "The mill closed in 1990.", FindingType.DATE),
    ],
)
def test_another_figure_is_critical(embedder: Embedder, left: str, right: str, kind: FindingType) -> None:
    (verdict,) = judged(left, right, embedder)
    assert verdict.severity is Severity.CRITICAL
    assert verdict.type in (kind, FindingType.NUMBER)


def test_a_figure_that_moved_is_no_loss(embedder: Embedder) -> None:
    verdicts = judged("On Friday 12 boats left the harbour.", "The harbour saw 12 boats leave on Friday.", embedder)
    assert [v for v in verdicts if v.severity is not Severity.NEUTRAL] == []
