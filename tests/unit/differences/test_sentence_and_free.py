"""Whole sentences that differ, and what counts between two free wordings."""

import service
from service.differences import sentence
from service.model.finding import Severity
from tests.unit.differences.laid import lay


def test_an_unrelated_sentence_is_one_finding_whatever_else_it_has() -> None:
    found = service.diff(
        "In 1996 Anna Berg lent 400 violins to schools in Oslo.",
        "A glacier broke off and buried two huts on 3 May 2014.",
    )
    assert [(f.type, f.severity) for f in found] == [("meaning", "critical")]


def test_an_empty_sentence_is_one_finding() -> None:
    (finding,) = service.diff("According to the mayor, 24 boats sank in 1996.", ".")
    assert (finding.type, finding.severity) == ("omission", "critical")


def test_clauses_that_change_places_are_not_shuffled() -> None:
    laid = lay(
        {
            "en": ["After the storm the mayor thanked the crews, who had worked all night at the dyke."],
            "en2": ["The mayor thanked the crews, who had worked all night at the dyke, after the storm."],
        }
    )
    assert list(sentence.find(laid)) == []


def test_a_word_that_leaves_a_hole_counts_between_free_wordings() -> None:
    free = "Last year the two towns agreed to share the new bridge across the river, the mayor told reporters."
    holed = "In the past year both towns agreed to share the new bridge across, the mayor said to reporters in the."
    whole = "In the past year both towns agreed to share the new bridge across the river, the mayor said to reporters."
    assert [f for f in service.diff(free, whole) if f.severity.rank < Severity.MINOR.rank] == []
    assert [f for f in service.diff(free, holed) if f.severity.rank < Severity.MINOR.rank] != []


def test_one_cause_is_told_once() -> None:
    (finding,) = service.diff("The council did not approve the plan.", "The council approved the plan.")
    assert finding.type == "negation"
