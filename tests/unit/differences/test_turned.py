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
    assert [r.versions for r in finding.readings] == [("de", "es"), ("en", "fr")]
    assert finding.message == "en and fr have “rose”; de and es have “sanken” (fall): the opposite."
    assert_spans(finding, laid)


def test_who_stands_alone_is_said() -> None:
    laid = lay({"de": ["Der Norden ist leer."], "en": ["The south is empty."], "it": ["Il nord è vuoto."]})
    assert [f.outlier for f in turned.find(laid)] == ["en"]


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
        ("Der Süden ist weiter als der Norden.", "The north is behind."),
        ("Sollte das nicht gelingen, wird gewählt.", "Failing that, there will be a vote."),
        ("Zwei Menschen wurden tödlich verletzt.", "Two people were killed."),
        ("Der Fahrer gab auf.", "The driver gave up in the north."),
        ("Sie blieb nicht lange.", "She stayed a short time."),
        ("Lange blieb die Partei hinter den Erwartungen.", "The party fell far short of expectations."),
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


@pytest.mark.parametrize(
    ("left", "right", "quoted"),
    [
        (
            "Two people were killed in the crash near the village.",
            "Near the village, two persons were injured.",
            "injured",
        ),
        ("They lost in the quarter-finals.", "In the semi-finals they were beaten.", "semi-finals"),
    ],
)
def test_english_that_is_worded_freely(left: str, right: str, quoted: str) -> None:
    found = [f for f in service.diff(left, right, "en") if f.severity is Severity.CRITICAL]
    assert [f.readings[1].quote for f in found] == [quoted]


def test_one_departure_is_told_once_in_a_row_of_several_languages() -> None:
    versions = [
        service.Version("a", "a", "Das Team verlor im Achtelfinale gegen den Meister.", "de", "original"),
        service.Version("b", "b", "The team lost to the champions in the last 16.", "en", "translation"),
        service.Version("c", "c", "The team lost to the champions in the quarter-finals.", "en", "translation"),
    ]
    found = [f for f in service.compare(versions, translate=False).findings if f.type is FindingType.MEANING]
    assert [f.readings[1].versions for f in found] == [("c",)]


def test_who_is_beaten_has_lost() -> None:
    found = service.diff("They lost the final in Bonn.", "In Bonn they were beaten in the final.", "en")
    assert not [f for f in found if "opposite" in f.message]


def test_what_the_own_words_show_is_not_told_of_the_pivot_again() -> None:
    german = "Im Norden des Landes liegt viel Schnee."
    translator = Recorded({("de", "en"): {german: "There is much snow in the north of the country."}})
    versions = [
        service.Version("a", "a", german, "de", "original"),
        service.Version("b", "b", "There is much snow in the south of the country.", "en", "translation"),
    ]
    findings = service.compare(versions, translator=translator).findings
    assert [(f.type, f.severity) for f in findings] == [(FindingType.MEANING, Severity.CRITICAL)]
