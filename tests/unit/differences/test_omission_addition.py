from service import Version, compare
from service.differences import addition, omission
from service.model.finding import FindingType, Severity
from tests.unit.differences.laid import assert_spans, lay, quotes

GERMAN = ["Der Damm brach in der Nacht.", "Drei Ingenieure hatten vor Rissen gewarnt.", "Das Dorf ist leer."]
ENGLISH = ["The dam broke at night.", None, "The village is empty."]
RELATIONS = {"de": "original", "en": "translation"}


def test_a_sentence_that_a_translation_leaves_out_is_major() -> None:
    collation = lay({"de": GERMAN, "en": ENGLISH}, RELATIONS)
    (finding,) = omission.find(collation)
    assert (finding.severity, quotes(finding)) == (Severity.MAJOR, [GERMAN[1], ""])
    assert_spans(finding, collation)
    gap = finding.readings[1].spans[0]
    assert gap.start == gap.end == len("The dam broke at night."), "it would stand behind the sentence before"
    assert list(addition.find(collation)) == []


def test_a_sentence_that_a_translation_puts_in_is_an_addition() -> None:
    collation = lay(
        {"de": ENGLISH_AS_ORIGINAL, "en": ["The dam broke.", "Villagers blamed the firm.", "All fled."]}, RELATIONS
    )
    (finding,) = addition.find(collation)
    assert (finding.severity, finding.readings[0].versions) == (Severity.MAJOR, ("en",))
    assert list(omission.find(collation)) == []


ENGLISH_AS_ORIGINAL = ["Der Damm brach.", None, "Alle flohen."]


def test_a_passage_is_one_finding() -> None:
    (finding,) = omission.find(lay({"de": GERMAN, "en": [ENGLISH[0], None, None]}, RELATIONS))
    assert quotes(finding)[0] == f"{GERMAN[1]} {GERMAN[2]}"


def test_without_an_original_the_most_are_believed() -> None:
    laid = lay(
        {
            "de": GERMAN,
            "fr": ["Le barrage a cédé.", "Trois ingénieurs avaient averti.", "Le village est vide."],
            "en": ENGLISH,
        }
    )
    (finding,) = omission.find(laid)
    assert finding.outlier == "en"


def test_a_retelling_or_an_agency_may_cut_and_add() -> None:
    for relation in ("retelling", "wire"):
        laid = lay({"de": GERMAN, "en": ENGLISH}, {"de": "original", "en": relation})
        assert [f.severity for f in omission.find(laid)] == [Severity.MINOR]


def test_versions_that_have_the_same_rows_are_silent() -> None:
    laid = lay({"de": GERMAN, "en": ["The dam broke.", "Engineers had warned.", "The village is empty."]}, RELATIONS)
    assert [*omission.find(laid), *addition.find(laid)] == []


FAIR = (
    "The spring fair in Oldport is over for this year.\n\nIt rained for nine days without a break. "
    "Hardly anybody came to see the horses. The farmers want their money back."
)
MESSE = (
    "Die Frühjahrsmesse in Oldport ist für dieses Jahr vorbei.\n\n"
    "Kaum jemand kam, um die Pferde zu sehen. Die Bauern wollen ihr Geld zurück."
)


def test_what_opens_a_paragraph_is_missed_at_its_beginning() -> None:
    """Not at the end of the paragraph before, which an editor would read in vain."""
    english = Version("en", "en", FAIR, "en", "original")
    german = Version("de", "de", MESSE, "de", "translation")
    report = compare([english, german], translate=False)
    (finding,) = [f for f in report.findings if f.type is FindingType.OMISSION]
    assert finding.readings[0].quote == "It rained for nine days without a break."
    assert [s.start for s in finding.readings[1].spans] == [german.text.index("Kaum")]
