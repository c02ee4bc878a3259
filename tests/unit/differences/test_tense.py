import pytest

import service
from service.model.finding import FindingType, Severity


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The firm has sold the plant.", "The firm had sold the plant."),
        ("The council approves the budget.", "The council approved the budget."),
        ("They were rebuilding the bridge.", "They will be rebuilding the bridge."),
        ("The town must repair the roof.", "The town can repair the roof."),
        ("The landlord should check the boiler.", "The landlord must check the boiler."),
    ],
)
def test_another_tense_is_major(left: str, right: str) -> None:
    (finding, *others) = service.diff(left, right)
    assert (finding.type, finding.severity) == (FindingType.TENSE, Severity.MAJOR)
    assert {f.type for f in others} <= {FindingType.TENSE}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The building was empty.", "The buildings were empty."),
        ("It's late in the valley.", "It is late in the valley."),
    ],
)
def test_a_plural_and_a_contraction_are_no_tense(left: str, right: str) -> None:
    assert Severity.MAJOR not in {f.severity for f in service.diff(left, right)}


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [
        ("de", "Die Bank hob die Zinsen an.", "Die Bank wird die Zinsen anheben."),
        ("de", "Die Firma soll den Gutachter bezahlt haben.", "Die Firma hat den Gutachter bezahlt."),
        ("de", "Weil er gehen muss, weint er.", "Weil er gehen kann, weint er."),
        ("fr", "La banque relèvera ses taux.", "La banque pourrait relever ses taux."),
        ("fr", "Le train n'a pas quitté la gare.", "Le train ne quittera pas la gare."),
        ("es", "El banco va a subir los tipos.", "El banco subió los tipos."),
        ("it", "Il ministro si è dimesso.", "Il ministro si dimette."),
        ("pt", "A fábrica fechou as portas.", "A fábrica vai fechar as portas."),
        ("nl", "De man zou zijn buurman hebben betaald.", "De man betaalde zijn buurman."),
        ("ru", "Министр мог бы подписать договор.", "Министр подпишет договор."),
        ("pl", "Minister podpisałby umowę.", "Minister podpisał umowę."),
    ],
)
def test_one_predicate_is_one_finding(language: str, left: str, right: str) -> None:
    (finding,) = service.diff(left, right, language)
    assert (finding.type, finding.severity) == (FindingType.TENSE, Severity.MAJOR)


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [
        ("de", "Das Schiff lief am Abend aus.", "Das Schiff ist am Abend ausgelaufen."),
        (
            "de",
            "Die Bahn hat die Preise erhöht und Werke verkauft.",
            "Die Bahn erhöhte die Preise und verkaufte Werke.",
        ),
        ("fr", "Le tueur s'est enfui dans la forêt.", "Le tueur s'était enfui dans la forêt."),
        ("es", "El ministro no firmó el acuerdo.", "El ministro no ha firmado el acuerdo."),
        ("it", "La legge è stata approvata.", "La legge fu approvata."),
        ("nl", "De minister trad af.", "De minister is afgetreden."),
    ],
)
def test_two_forms_of_one_past_are_no_other_tense(language: str, left: str, right: str) -> None:
    found = service.diff(left, right, language)
    assert {f.severity for f in found} <= {Severity.MINOR, Severity.NEUTRAL}
    assert FindingType.TENSE not in {f.type for f in found}


def test_a_lost_not_is_told_as_such_whatever_the_tense() -> None:
    found = service.diff("Die Bahn hat nicht gezahlt.", "Die Bahn zahlte.", "de")
    assert found[0].type is FindingType.NEGATION
