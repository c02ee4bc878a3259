"""terminology.py and substitute.py: versions that do not heed the glossary."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from service.differences import find_differences, terminology
from service.model.finding import Basis, Finding, FindingType, Severity
from service.model.glossary import Glossary, Term
from tests.unit.differences.laid import assert_spans, lay, quotes


def term(**forms: str) -> Term:
    return Term(tuple((code, tuple(words.split("|"))) for code, words in forms.items()))


GLOSSARY = Glossary(
    ("Helene Fischer", "Plattform X", "Brisa do Mar"),
    (
        term(de="Bundeskanzler", en="Chancellor|Federal Chancellor", fr="chancelier", pt="chanceler", ru="канцлер"),
        term(de="Waffenruhe", en="ceasefire", fr="cessez-le-feu", pt="cessar-fogo", ru="перемирие"),
    ),
)


def found(
    sentences: Mapping[str, Sequence[str | None]],
    relations: Mapping[str, str] | None = None,
    glossary: Glossary = GLOSSARY,
    headings: Sequence[int] = (),
) -> list[Finding]:
    collation = replace(lay(sentences, relations, headings=headings), glossary=glossary)
    findings = list(terminology.find(collation))
    for finding in findings:
        assert_spans(finding, collation)
    return findings


ORIGINAL = {"de": "original", "en": "translation", "fr": "translation", "pt": "translation", "ru": "translation"}


@pytest.mark.parametrize(
    ("language", "sentence", "instead"),
    [
        ("en", "The Premier visited Kyiv on Monday.", "Premier"),
        ("fr", "Le ministre a visité Kiev lundi.", "ministre"),
        ("pt", "O primeiro-ministro visitou Kiev na segunda-feira.", "primeiro-ministro"),
        ("ru", "Министр посетил Киев в понедельник.", "Министр"),
    ],
)
def test_another_word_for_an_agreed_term(language: str, sentence: str, instead: str) -> None:
    finding = found({"de": ["Der Bundeskanzler besuchte am Montag Kiew."], language: [sentence]}, ORIGINAL)[0]
    assert (finding.type, finding.severity, finding.basis) == (
        FindingType.TERMINOLOGY,
        Severity.MAJOR,
        Basis.ORIGINAL,
    )
    assert finding.row == 0
    assert quotes(finding) == ["Bundeskanzler", instead]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The federal chancellor's visit to Kyiv was on Monday."),
        ("fr", "Le Chancelier a visité Kiev lundi."),
        ("pt", "O chanceler visitou Kiev na segunda-feira."),
        ("ru", "Канцлера видели в Киеве в понедельник."),
        ("es", "El primer ministro visitó Kiev el lunes."),
    ],
)
def test_accepted_spellings_their_forms_and_languages_that_nothing_is_agreed_for(language: str, sentence: str) -> None:
    assert found({"de": ["Der Bundeskanzler besuchte am Montag Kiew."], language: [sentence]}, ORIGINAL) == []


def test_the_message_names_both_words() -> None:
    finding = found({"de": ["Die Waffenruhe hält seit Montag."], "en": ["The truce has held since Monday."]}, ORIGINAL)[
        0
    ]
    assert finding.message == "en does not use the agreed “ceasefire” for “Waffenruhe”; it has “truce”."


def test_a_pronoun_is_a_hint_only() -> None:
    sentences = {
        "de": ["Der Bundeskanzler sagte am Montag in Kiew weitere Hilfe zu."],
        "en": ["On Monday he promised more help during a visit in Kyiv."],
    }
    finding = found(sentences, ORIGINAL)[0]
    assert finding.severity is Severity.MINOR
    assert quotes(finding) == ["Bundeskanzler", ""]


@pytest.mark.parametrize(
    ("relation", "severity"),
    [("translation", "major"), ("revision", "major"), ("wire", "minor"), ("retelling", "minor")],
)
def test_a_retelling_chooses_its_words(relation: str, severity: str) -> None:
    sentences = {"de": ["Die Waffenruhe hält seit Montag."], "en": ["The truce has held since Monday."]}
    assert [f.severity for f in found(sentences, {"de": "original", "en": relation})] == [severity]


def test_a_headline_is_free() -> None:
    sentences = {"de": ["Die Waffenruhe hält seit Montag"], "en": ["The truce has held since Monday"]}
    assert [f.severity for f in found(sentences, ORIGINAL, headings=[0])] == ["minor"]


def test_one_finding_for_all_places_of_one_term() -> None:
    sentences = {
        "de": [
            "Die Waffenruhe hält seit Montag.",
            "Der Markt war voll.",
            "Die Kinder freuten sich über die Waffenruhe.",
        ],
        "en": ["The truce has held since Monday.", "The market was full.", "The children were happy about the truce."],
        "fr": [
            "La trêve tient depuis lundi.",
            "Le marché était plein.",
            "Les enfants se réjouissaient du cessez-le-feu.",
        ],
    }
    finding = next(f for f in found(sentences, ORIGINAL) if "en" in f.readings[1].versions)
    assert finding.row is None
    assert finding.message == "en does not use the agreed “ceasefire” for “Waffenruhe” in 2 places; it has “truce”."
    assert quotes(finding) == ["Waffenruhe", "truce"]
    assert [s.version for s in finding.readings[0].spans] == ["de", "de", "fr"]
    assert len(finding.readings[1].spans) == 2
    assert finding.outlier == "en"


def test_a_neighbouring_row_counts() -> None:
    sentences = {
        "de": ["Die Waffenruhe hält seit Montag.", "Der Markt war voll."],
        "en": ["It has held since Monday.", "The market was full after the ceasefire."],
    }
    assert found(sentences, ORIGINAL) == []
    far = {
        "de": ["Die Waffenruhe hält seit Montag.", "Ja.", "Ja.", "Der Markt war voll."],
        "en": ["The truce has held since Monday.", "Yes.", "Yes.", "The market was full after the ceasefire."],
    }
    assert len(found(far, ORIGINAL)) == 1


def test_the_original_is_not_held_to_the_glossary() -> None:
    sentences = {"de": ["Die Feuerpause hält seit Montag."], "en": ["The ceasefire has held since Monday."]}
    assert found(sentences, ORIGINAL) == []
    assert [quotes(f) for f in found(sentences)] == [["ceasefire", "Feuerpause"]]


def test_where_the_original_says_something_else_translations_are_free() -> None:
    sentences = {
        "de": ["Die Feuerpause hält seit Montag."],
        "en": ["The ceasefire has held since Monday."],
        "fr": ["La trêve tient depuis lundi."],
    }
    assert found(sentences, ORIGINAL) == []


@pytest.mark.parametrize(
    ("language", "sentence", "instead", "severity"),
    [
        ("en", "Helen Fisher cancelled the concert in Bremen.", "Helen Fisher", "major"),
        ("pl", "Helena Fisher odwołała koncert w Bremie.", "Helena Fisher", "major"),
        ("pt", "Fischer cancelou o concerto em Bremen.", "Fischer", "minor"),
        ("fr", "La chanteuse a annulé le concert à Brême.", "chanteuse", "minor"),
    ],
)
def test_a_name_that_was_to_be_kept(language: str, sentence: str, instead: str, severity: str) -> None:
    finding = found({"de": ["Helene Fischer sagte das Konzert in Bremen ab."], language: [sentence]}, ORIGINAL)[0]
    assert (quotes(finding), finding.severity) == (["Helene Fischer", instead], severity)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Helene Fischer's concert in Bremen was cancelled."),
        ("ru", "Хелене Фишер отменила концерт в Бремене."),
        ("uk", "Гелене Фішер скасувала концерт у Бремені."),
        ("zh", "海伦娜·菲舍尔取消了不来梅的音乐会。"),
        ("ar", "ألغت هيلينه فيشر الحفل في بريمن."),
    ],
)
def test_a_name_that_is_kept_or_written_in_other_letters(language: str, sentence: str) -> None:
    assert found({"de": ["Helene Fischer sagte das Konzert in Bremen ab."], language: [sentence]}, ORIGINAL) == []


def test_another_name_in_other_letters() -> None:
    finding = found({"de": ["Helene Fischer sang in Bremen."], "ru": ["Анна Иванова пела в Бремене."]}, ORIGINAL)[0]
    assert finding.message.startswith("ru does not keep the name “Helene Fischer” as it is")


def test_a_truncated_or_translated_name() -> None:
    cut = found(
        {"de": ["Das teilte sie auf der Plattform X mit."], "en": ["She announced it on the platform."]}, ORIGINAL
    )
    assert quotes(cut[0]) == ["Plattform X", "platform"]
    sea = found(
        {"pt": ["A Brisa do Mar entrou no porto."], "en": ["The Sea Breeze entered the port."]}, {"pt": "original"}
    )
    assert (quotes(sea[0]), sea[0].severity) == (["Brisa do Mar", "Sea Breeze"], "major")


def test_versions_of_one_language_are_not_asked() -> None:
    assert found({"en": ["The ceasefire holds."], "en2": ["The truce holds."]}) == []


def test_silent_without_a_glossary_and_costs_nothing() -> None:
    class Untouchable:
        glossary = Glossary()

    assert list(terminology.find(Untouchable())) == []  # type: ignore[arg-type]


def test_it_stands_among_the_kinds() -> None:
    sentences = {"de": ["Die Waffenruhe hält seit Montag."], "en": ["The truce has held since Monday."]}
    collation = replace(lay(sentences, ORIGINAL), glossary=GLOSSARY)
    assert [f.type for f in find_differences(collation) if f.severity is Severity.MAJOR] == [FindingType.TERMINOLOGY]
