import pytest

import service
from service.differences import negation, turned
from service.engines.recorded import Recorded
from service.model.finding import FindingType, Severity
from tests.unit.differences.laid import assert_spans, lay, quotes


def test_the_counterpart_is_critical_and_versions_that_share_it_are_told_together() -> None:
    laid = lay(
        {
            "de": ["Die Ausfuhren des Landes sanken."],
            "en": ["The country's exports rose."],
            "fr": ["Les exportations du pays ont augmenté."],
            "es": ["Las exportaciones del país cayeron."],
        },
        {"de": "original"},
    )
    (finding,) = turned.find(laid)
    assert (finding.type, finding.severity) == (FindingType.MEANING, Severity.CRITICAL)
    assert quotes(finding) == ["sanken", "rose"]
    assert [r.versions for r in finding.readings] == [("de",), ("en", "fr")]
    assert finding.message == "en and fr have “rose” where de has “sanken”: the opposite."
    assert_spans(finding, laid)


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Der Süden ist arm.", "The north is poor."),
        ("Zwei Menschen wurden verletzt.", "Two people were killed."),
        ("Sie wurde in Kassel freigesprochen.", "She was convicted in Kassel."),
        ("Sein Bruder wartet.", "His sister is waiting."),
        ("Im Achtelfinale verlor das Team.", "The team lost in the quarter-finals."),
    ],
)
def test_what_may_not_stand_for_each_other(german: str, english: str) -> None:
    assert [f.severity for f in turned.find(lay({"de": [german], "en": [english]}))] == [Severity.CRITICAL]


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Der Süden ist arm.", "The south is poor."),
        ("Der Süden ist ärmer als der Norden.", "The north is richer."),
        ("Sollte das nicht gelingen, wird gewählt.", "Failing that, there will be a vote."),
        ("Zwei Menschen wurden tödlich verletzt.", "Two people were killed."),
        ("Der Fahrer gab auf.", "The driver gave up in the north."),
    ],
)
def test_no_counterpart(german: str, english: str) -> None:
    assert list(turned.find(lay({"de": [german], "en": [english]}))) == []


def test_a_not_that_a_counterpart_makes_good_is_no_negation() -> None:
    assert list(negation.find(lay({"de": ["Die Preise stiegen nicht."], "en": ["Prices fell."]}))) == []
    assert list(negation.find(lay({"de": ["Die Preise stiegen nicht."], "en": ["Prices rose."]})))


@pytest.mark.parametrize(
    ("left", "right", "language"),
    [
        ("Экспорт из Риги вырос.", "Экспорт из Риги снизился.", "ru"),
        ("该国出口去年下降。", "该国出口去年上升。", "zh"),
        ("Exporty klesly.", "Exporty vzrostly.", "cs"),
    ],
)
def test_within_a_language_that_has_no_lexicon_of_opposites(left: str, right: str, language: str) -> None:
    found = [f for f in service.diff(left, right, language) if f.type is FindingType.MEANING]
    assert [f.severity for f in found] == [Severity.CRITICAL]


def test_what_the_own_words_show_is_not_told_of_the_pivot_again() -> None:
    german = "Im Norden des Landes liegt viel Schnee."
    translator = Recorded({("de", "en"): {german: "There is much snow in the north of the country."}})
    versions = [
        service.Version("a", "a", german, "de", "original"),
        service.Version("b", "b", "There is much snow in the south of the country.", "en", "translation"),
    ]
    findings = service.compare(versions, translator=translator).findings
    assert [(f.type, f.severity) for f in findings] == [(FindingType.MEANING, Severity.CRITICAL)]
