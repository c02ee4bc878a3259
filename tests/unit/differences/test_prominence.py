"""A difference of fact in the headline or the lead weighs more."""

from service import Version, compare
from service.model.finding import FindingType, Severity
from service.model.prominence import Place, places
from service.model.row import Row
from service.model.segment import Role, Segment

STORY = """Lewandok wants a ferry

The council of Burgdorf met on Monday. It took two hours.

Nobody has asked the fishermen what they think of it.

They will meet in the old mill, where the road begins."""


def spelt(text: str, other: str) -> Severity:
    versions = [Version("a", "a", text, "en"), Version("b", "b", other, "en")]
    (name,) = [f for f in compare(versions, translate=False).findings if f.type is FindingType.NAME]
    return name.severity


def test_a_misspelt_name_is_major_in_the_headline_and_minor_below() -> None:
    assert spelt(STORY, STORY.replace("Lewandok", "Lewandoc")) is Severity.MAJOR
    below = STORY.replace("asked the fishermen", "asked Mr Kowalsky")
    assert spelt(below, below.replace("Kowalsky", "Kowalski")) is Severity.MINOR


def test_form_stays_minor_in_the_headline() -> None:
    versions = [Version("a", "a", STORY, "en"), Version("b", "b", STORY.replace("ferry\n", "fery\n"), "en")]
    slips = [f for f in compare(versions, translate=False).findings if f.type is FindingType.SPELLING]
    assert [f.severity for f in slips] == [Severity.MINOR]


def segment(number: int, role: Role, paragraph: int) -> Segment:
    return Segment(f"a{number}", "a", number * 10, number * 10 + 5, role, paragraph, "en")


def rows(count: int) -> list[Row]:
    return [Row(k, {"a": (f"a{k}",)}, 1.0) for k in range(count)]


def test_the_lead_is_two_sentences_of_the_first_paragraph() -> None:
    segments = [segment(0, Role.HEADING, 0), *(segment(k, Role.BODY, 1) for k in (1, 2, 3)), segment(4, Role.BODY, 2)]
    assert places(rows(5), segments) == {0: Place.HEADLINE, 1: Place.LEAD, 2: Place.LEAD}


def test_a_crosshead_is_no_headline() -> None:
    segments = [segment(0, Role.BODY, 0), segment(1, Role.HEADING, 1), segment(2, Role.BODY, 2)]
    assert places(rows(3), segments) == {0: Place.LEAD}


def test_two_sentences_have_neither() -> None:
    assert places(rows(2), [segment(0, Role.HEADING, 0), segment(1, Role.BODY, 1)]) == {}
