"""Who does what to whom."""

import pytest

import service

TURNED = [
    ("en", "Ukraine accuses Russia of shelling the plant.", "Russia accuses Ukraine of shelling the plant."),
    ("en", "The council sued the builder in May.", "The builder sued the council in May."),
    ("fr", "Le maire a critiqué le syndicat.", "Le syndicat a critiqué le maire."),
    ("de", "Der Minister kritisierte die Gewerkschaft.", "Die Gewerkschaft kritisierte den Minister."),
    ("de", "Frankreich verklagt Deutschland.", "Deutschland verklagt Frankreich."),
    ("ru", "Россия обвиняет Украину в обстреле.", "Украина обвиняет Россию в обстреле."),
]
THE_SAME = [
    ("en", "Talks between Paris and Berlin failed.", "Talks between Berlin and Paris failed."),
    ("en", "On Monday the mayor spoke.", "The mayor spoke on Monday."),
    ("de", "Den Minister kritisierte die Gewerkschaft.", "Die Gewerkschaft kritisierte den Minister."),
    ("ru", "Украину обвиняет Россия в обстреле.", "Россия обвиняет Украину в обстреле."),
]


@pytest.mark.parametrize(("language", "left", "right"), TURNED)
def test_two_names_that_changed_places_around_a_verb_are_critical(language: str, left: str, right: str) -> None:
    (found,) = service.diff(left, right, language)
    assert (found.type, found.severity) == ("meaning", "critical")
    assert "turned round" in found.message


@pytest.mark.parametrize(("language", "left", "right"), THE_SAME)
def test_another_order_of_the_same_parts_is_no_such_thing(language: str, left: str, right: str) -> None:
    assert all(f.severity in ("minor", "neutral") for f in service.diff(left, right, language))
