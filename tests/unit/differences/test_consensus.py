"""Many German renderings of one English sentence, each worded on its own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.differences import consensus, find_differences
from service.differences.witnesses import voices
from service.model.collation import Collation
from service.model.finding import FindingType, Severity
from tests.unit.differences.laid import assert_spans, lay

ENGLISH = "The mayor of Brelin thanked the fishermen, the divers and the coast guard for their help in the storm."
GERMAN = [
    "Die Bürgermeisterin von Brelin dankte den Fischern, den Tauchern und der Küstenwache für ihre Hilfe im Sturm.",
    "Brelins Bürgermeisterin bedankte sich bei Fischern, Tauchern und Küstenwache für die Hilfe während des Sturms.",
    "Den Fischern, Tauchern und der Küstenwache sprach die Bürgermeisterin von Brelin für die Hilfe im Sturm Dank aus.",
    "Für ihren Einsatz im Sturm dankte Brelins Bürgermeisterin Fischern, Tauchern sowie der Küstenwache herzlich.",
    "Die Bürgermeisterin aus Brelin sagte Fischern, der Küstenwache und Tauchern Dank für ihre Hilfe bei dem Sturm.",
]
SHORT = "Brelins Bürgermeisterin bedankte sich für die Hilfe."


def renderings(*more: str, beside: str | None = None) -> Collation:
    told = {f"de{k}": [text] for k, text in enumerate([*GERMAN, *more])}
    if beside:
        told = {name: [*text, beside if name == f"de{len(GERMAN)}" else None] for name, text in told.items()}
    return lay({"en": [ENGLISH, *([None] if beside else [])], **told}, {"en": "original"})


def test_what_all_others_say_and_one_does_not_is_left_out() -> None:
    laid = renderings(SHORT)
    (finding,) = consensus.find(laid)
    assert (finding.type, finding.severity, finding.outlier) == (FindingType.OMISSION, Severity.MAJOR, "de5")
    for word in ("Fischern", "Tauchern", "Küstenwache"):
        assert word in finding.readings[0].quote
        assert f"\u201c{word}\u201d" in finding.message
    assert finding.readings[1].quote == ""
    assert_spans(finding, laid)


@pytest.mark.parametrize(
    "other",
    [
        "Dank an Fischer, Taucher und die Küstenwache: Brelins Bürgermeisterin lobte deren Hilfe im Sturm.",
        "Die Bürgermeisterin der Gemeinde Brelin dankte Seeleuten, Tauchern und Küstenwacht für Beistand im Orkan.",
    ],
)
def test_other_words_for_the_same_are_silent(other: str) -> None:
    assert list(consensus.find(renderings(other))) == []


def test_what_stands_in_the_next_sentence_is_silent() -> None:
    beside = "Gemeint waren Fischer, Taucher und die Küstenwache im Sturm."
    assert list(consensus.find(renderings(SHORT, beside=beside))) == []


def test_fewer_versions_do_not_tell() -> None:
    told = {f"de{k}": [text] for k, text in enumerate([*GERMAN[:3], SHORT])}
    assert list(consensus.find(lay({"en": [ENGLISH], **told}, {"en": "original"}))) == []


def test_copies_of_one_version_are_one_voice() -> None:
    copies = [GERMAN[0], GERMAN[0].replace("ihre", "die"), GERMAN[0] + " ", GERMAN[0]]
    told = {f"de{k}": [text.strip()] for k, text in enumerate([*copies, SHORT])}
    laid = lay({"en": [ENGLISH], **told}, {"en": "original"})
    assert [len(voice) for voice in voices(laid.table[0].values())] == [1, 4, 1]
    assert list(consensus.find(laid)) == []


def test_both_who_leave_it_out_are_told_of() -> None:
    laid = renderings("Ihr Dank galt allen.")
    assert [f.outlier for f in consensus.find(laid)] == ["de5"]


def negating(*said: str) -> list[tuple[float, Severity]]:
    told = {f"de{k}": [text] for k, text in enumerate(said)}
    found = find_differences(lay({"en": ["The ferry's passengers were not satisfied."], **told}, {"en": "original"}))
    return [(f.confidence, f.severity) for f in found if f.type is FindingType.NEGATION]


NOT = [
    "Die Passagiere der Fähre waren nicht zufrieden.",
    "Zufrieden waren die Fahrgäste der Fähre damit nicht.",
    "Den Reisenden auf dem Schiff gefiel das gar nicht.",
]


def test_where_independent_versions_are_divided_a_gap_is_hardly_believed() -> None:
    divided = negating(
        *NOT,
        "Die Leute auf der Fähre waren enttäuscht.",
        "Verärgert zeigten sich die Fahrgäste des Schiffs.",
        "Auf dem Schiff war man sauer.",
    )
    assert divided, divided
    assert all(c < 0.2 and s is Severity.MINOR for c, s in divided), divided


def test_one_against_all_is_believed_as_before() -> None:
    alone = negating(*NOT, "Glücklich waren die Leute an Bord nicht.", "Die Fahrgäste waren zufrieden.")
    assert (0.8, Severity.CRITICAL) in alone


ANY = st.one_of(
    st.sampled_from([*GERMAN, *NOT, SHORT, "...", "„", "Bigots and Tauchern"]),
    st.text(alphabet='Taucher Küste nicht „“"12.!\u0301\u200d中😀', max_size=40).filter(str.strip),
)


@settings(max_examples=40)
@given(st.lists(ANY, min_size=5, max_size=8))
def test_any_versions_give_located_findings_in_whatever_order(texts: list[str]) -> None:
    def told(order: list[int]) -> list[object]:
        laid = lay({"en": [ENGLISH], **{f"de{k}": [texts[k]] for k in order}}, {"en": "original"})
        found = find_differences(laid)
        for finding in found:
            assert_spans(finding, laid)
        return [finding.to_dict() for finding in found]

    order = list(range(len(texts)))
    assert told(order) == told(order[::-1])
