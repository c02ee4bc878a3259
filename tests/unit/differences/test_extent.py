import pytest

import service
from service.languages.degree import graded
from service.model.finding import FindingType, Severity


@pytest.mark.parametrize(
    ("left", "right", "language"),
    [
        ("All members backed the plan.", "Most members backed the plan.", "en"),
        ("Sales rose faster than expected.", "Sales rose as fast as expected.", "en"),
        ("The river is among the longest in the country.", "The river is the longest in the country.", "en"),
        ("Das Gesetz ist strenger als das alte.", "Das Gesetz ist so streng wie das alte.", "de"),
        ("Es war der drittgrößte Brand.", "Es war der größte Brand.", "de"),
    ],
)
def test_how_many_and_to_what_degree_is_major(left: str, right: str, language: str) -> None:
    found = service.diff(left, right, language)
    kinds = {FindingType.MEANING, FindingType.OMISSION}
    assert [f.severity for f in found if f.type in kinds] == [Severity.MAJOR]


@pytest.mark.parametrize(
    ("left", "right", "language"),
    [
        ("The law is stricter than the old one.", "The law is as strict as the old one.", "en"),
        ("Das Gesetz ist strenger als das alte.", "Das Gesetz ist so streng wie das alte.", "de"),
    ],
)
def test_the_little_words_of_a_comparison_are_told_with_it(left: str, right: str, language: str) -> None:
    assert len([f for f in service.diff(left, right, language) if f.severity is not Severity.NEUTRAL]) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Few members backed the plan.", "Most members did not back the plan."),
        ("Some 200 members backed the plan.", "About 200 members backed the plan."),
        ("Above all, the plan is cheap.", "Most importantly, the plan is cheap."),
        ("The plan is cheaper than the old one.", "The plan is cheaper than the previous one."),
        ("He came as well as his sister.", "He came with his sister, who is well."),
    ],
)
def test_as_many_in_other_words_is_no_other_extent(left: str, right: str) -> None:
    reasons = [f.message for f in service.diff(left, right)]
    assert not [m for m in reasons if "not as many" in m or "another degree" in m]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("a more dangerous road", "en", [("more dangerous", "more")]),
        ("not as steep as before", "en", [("as steep as", "less")]),
        ("one of the three largest towns", "en", [("one of the three largest", "most, among")]),
        ("the second-largest town", "en", [("second-largest", "most, 2")]),
        ("the 2nd largest town", "en", [("2nd largest", "most, 2")]),
        ("a teacher of an older order", "en", [("older", "more")]),
        ("as early as Monday", "en", []),
        ("as quickly as possible and at least partly", "en", []),
        ("prices as high as 80", "en", []),
        ("a town as big as Munich", "en", [("as big as", "equal")]),
        ("die zweitgrößte Stadt", "de", [("zweitgrößte", "most, 2")]),
        ("ein strenger Winter, eine strengere Regel", "de", [("strengere", "more")]),
        ("eine feste erste andere Zahl", "de", []),
        ("une plus grande ville", "fr", []),
    ],
)
def test_degrees(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[g.start : g.end], g.degree) for g in graded(text, language)] == expected
