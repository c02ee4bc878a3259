import pytest

import service
from service.differences import find_differences, told
from service.differences.apparatus import gap, outlier
from service.differences.cause import explained, whole_cells
from service.model.finding import Finding, FindingType, Reading, Severity, Span
from service.model.sentences import Sentence
from tests.unit.differences.laid import lay
from tests.unit.findings import plain_finding


def reading(*versions: str, quote: str = "x") -> Reading:
    return Reading(versions, quote, tuple(Span(v, 0, len(quote)) for v in versions))


def test_the_outlier_stands_alone_against_several() -> None:
    assert outlier([reading("a", "b"), reading("c")]) == "c"
    assert outlier([reading("a"), reading("b")]) is None
    assert outlier([reading("a", "b"), reading("c", "d")]) is None


def test_a_gap_never_splits_a_word() -> None:
    cell = next(iter(lay({"en": ["A longer sentence here."]}).table[0].values()))
    spans = [gap(cell, where / 20).spans[0] for where in range(21)]
    assert {s.start for s in spans} <= {0, 1, 8, 17, 23}
    assert all(s.start == s.end for s in spans)


def test_labels_and_verbs() -> None:
    laid = lay({"de": ["Ja."], "en": ["Yes."], "fr": ["Oui."]})
    has = Sentence("{who}|has", "{who}|have")
    said = [told.clause(has, laid, v).spoken().split("|") for v in (["de"], ["de", "en", "fr"], ["de", "en"])]
    assert said[0][0] == "de"
    assert said[1][0] == "de, en and fr"
    assert [said[0][1], said[2][1]] == ["has", "have"]


def finding(kind: FindingType, *spans: Span, row: int = 0) -> Finding:
    found = tuple(Reading((s.version,), "x" * (s.end - s.start), (s,)) for s in spans)
    return plain_finding(kind, Severity.MAJOR, row, found, "", 0.5)


def test_what_lies_within_its_cause_is_not_said_again() -> None:
    number = finding(FindingType.NUMBER, Span("a", 10, 12))
    assert explained(finding(FindingType.DATE, Span("a", 10, 12)), [number], frozenset())
    assert explained(finding(FindingType.MEANING, Span("a", 8, 11)), [number], frozenset())
    assert not explained(finding(FindingType.MEANING, Span("a", 8, 11), row=1), [number], frozenset())
    assert not explained(finding(FindingType.MEANING, Span("a", 20, 25)), [number], frozenset())


def test_a_sentence_that_was_left_untranslated_explains_all_that_is_odd_about_it() -> None:
    laid = lay({"de": ["The boat left at 10 past noon."], "en": ["The boat left at 10 past noon."]})
    whole = Span("de", 0, len("The boat left at 10 past noon."))
    settled = whole_cells([finding(FindingType.UNTRANSLATED, whole)], laid)
    assert explained(finding(FindingType.NUMBER, Span("de", 17, 19)), [], settled)
    assert not explained(finding(FindingType.NUMBER, Span("en", 17, 19)), [], settled)
    word = whole_cells([finding(FindingType.UNTRANSLATED, Span("de", 4, 8))], laid)
    assert not explained(finding(FindingType.NUMBER, Span("de", 17, 19)), [], word)


def test_findings_come_worst_first_and_in_one_order() -> None:
    sentences = {
        "de": ["Am 7. Oktober kamen 25 Boote.", "Er kam nicht.", None],
        "en": ["On October 8, 52 boats came.", "He came.", "All were pleased with the fine weather."],
    }
    found = find_differences(lay(sentences, {"de": "original", "en": "translation"}))
    ranks = [f.severity.rank for f in found]
    assert ranks == sorted(ranks)
    assert found == find_differences(lay(dict(reversed(sentences.items())), {"de": "original", "en": "translation"}))
    assert {f.type for f in found} >= {FindingType.DATE, FindingType.NUMBER, FindingType.ADDITION}


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ("“We will not go,” the farmer said at noon.", "“We may not go,” the farmer said at noon.", "tense"),
        ("“We expect heavy floods today,” he said.", "“We await great floods today,” he said.", "quotation"),
        ("“We will not go,” the farmer said at noon.", "“We will go,” the farmer said at noon.", "negation"),
        ("“The government fell at last,” he said.", "“The goverment fell at last,” he said.", "spelling"),
    ],
)
def test_a_changed_quotation_gives_way_to_what_is_graver_or_a_mere_slip(left: str, right: str, told: str) -> None:
    assert [f.type for f in service.diff(left, right)] == [told]


def test_one_word_changed_in_a_quotation_is_told_as_what_it_is_and_as_grave_as_a_changed_quotation() -> None:
    (found,) = service.diff("“We expect heavy floods here,” she said.", "“We expect floods here,” she said.")
    assert (found.type, found.severity) == ("omission", "major")
    assert found.message.endswith("(within a quotation).")


@pytest.mark.parametrize(
    "slip", ["Acording to the city, around 500 people came.", "According to the city, arund 500 people came."]
)
def test_a_slip_of_the_pen_loses_no_source_and_softens_no_figure(slip: str) -> None:
    assert [f.type for f in service.diff("According to the city, around 500 people came.", slip)] == ["spelling"]
