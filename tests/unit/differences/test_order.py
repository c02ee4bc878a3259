from service.differences import order
from service.model.finding import Severity
from tests.unit.differences.laid import assert_spans, lay

GERMAN = ["Der Damm brach.", "Ingenieure hatten gewarnt.", "Das Dorf ist leer."]
ENGLISH = ["The dam broke.", "Engineers had warned.", "The village is empty."]


def test_a_sentence_at_another_place_is_minor() -> None:
    collation = lay({"de": GERMAN, "en": ENGLISH}, moved={1: ("en",)})
    (finding,) = order.find(collation)
    assert (finding.severity, finding.row, finding.readings[0].versions) == (Severity.MINOR, 1, ("en",))
    assert_spans(finding, collation)


def test_neighbours_that_moved_together_are_one_finding() -> None:
    (finding,) = order.find(lay({"de": GERMAN, "en": ENGLISH}, moved={1: ("en",), 2: ("en",)}))
    assert "2 sentences" in finding.message


def test_nothing_moved_is_silent() -> None:
    assert list(order.find(lay({"de": GERMAN, "en": ENGLISH}))) == []
