"""One thing called otherwise through the whole text is one finding."""

from service import Version, compare
from service.model.finding import Finding, FindingType
from service.render.catalogues import catalogue

SPELT_K = """The mayor of Burgdorf met Mr Lewandok on Monday.

The council votes on the new bridge next week.

Mr Lewandok wants a ferry in its place.

Nobody has asked the fishermen what they think of it."""
SPELT_C = SPELT_K.replace("Lewandok", "Lewandoc")
NAMES = {FindingType.NAME, FindingType.SPELLING}


def told(left: str, right: str) -> list[Finding]:
    versions = [Version(name, name, text, "en") for name, text in (("a", left), ("b", right))]
    return [f for f in compare(versions, translate=False).findings if f.type in NAMES]


def test_a_name_spelt_otherwise_twice_is_one_finding_with_both_places() -> None:
    (finding,) = told(SPELT_K, SPELT_C)
    assert finding.row is None
    assert finding.message.endswith("(and so in one more sentence).")
    for reading, text, name in zip(finding.readings, (SPELT_K, SPELT_C), ("Lewandok", "Lewandoc"), strict=True):
        assert [text[s.start : s.end] for s in reading.spans] == [name, name]
        assert len({s.start for s in reading.spans}) == 2


def test_german_says_in_how_many_places() -> None:
    (finding,) = told(SPELT_K, SPELT_C)
    assert finding.spoken(catalogue("de")).endswith("(ebenso in einem weiteren Satz).")


def test_once_is_of_its_row() -> None:
    (finding,) = told(SPELT_K, SPELT_K.replace("Lewandok wants", "Lewandoc wants"))
    assert finding.row == 2
    assert "more sentence" not in finding.message


def test_a_version_that_has_both_is_told_place_by_place() -> None:
    mixed = SPELT_K.replace("Mr Lewandok wants", "Mr Lewandoc wants")
    turned = SPELT_K.replace("met Mr Lewandok", "met Mr Lewandoc")
    assert [f.row for f in sorted(told(mixed, turned), key=lambda f: f.row or 0)] == [0, 2]
