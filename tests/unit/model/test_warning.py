"""Warnings: a sentence with what stands in it, told in any language, kept and read again."""

import pytest

from service.differences.engine_fault import LOST_AND_MORE
from service.model.report import Warning
from service.model.sentences import Clause
from service.pipeline import warned
from service.render.catalogues import catalogue

SAID = [
    (
        Clause(warned.THIRD_LANGUAGE, {"language": "gl", "pivot_language": "de", "languages": ("pt-BR", "en")}),
        "Galician was translated to German by way of Portuguese (Brazil) and English: what is seen after machine "
        "translation is less sure.",
        "Übersetzt wurde von Galicisch über Portugiesisch (Brasilien) und Englisch nach Deutsch: Was nach maschineller "
        "Übersetzung zu sehen ist, ist weniger sicher.",
    ),
    (
        Clause(warned.NOT_TRANSLATED, {"who": 2, "all": 1500, "version": "Agency"}),
        "2 of 1,500 sentences of Agency could not be translated (nothing came back, or nothing that can be a "
        "translation); they are compared in their own words.",
        "2 von 1.500 Sätzen aus Agency konnten nicht übersetzt werden (nichts kam zurück, oder nichts, was eine "
        "Übersetzung sein kann); sie werden in ihrem eigenen Wortlaut verglichen.",
    ),
    (
        Clause(
            warned.CONTRADICTED,
            {"version": "Print", "declared_language": "de", "declared": "de-AT", "found_language": "en", "found": "en"},
        ),
        "Print: The text is declared as German (de-AT), but it reads like English (en).",
        "Print: Als Sprache des Textes ist Deutsch (de-AT) angegeben, er liest sich aber wie Englisch (en).",
    ),
    (
        Clause(warned.NO_ENGINE, {"either": ("es", "fr", "de"), "pivot_language": "en", "command": "install es"}),
        "No engine here translates Spanish, French or German to English; these versions are compared in their own "
        "words. To change that: install es",
        "Hier übersetzt nichts aus Spanisch, Französisch oder Deutsch nach Englisch; diese Fassungen werden in ihrem "
        "eigenen Wortlaut verglichen. So lässt sich das ändern: install es",
    ),
    (
        Clause(LOST_AND_MORE, {"version": "Wire", "things": ("2.500", "Lundqvist"), "count": 3}),
        "The machine translation of Wire lost “2.500”, “Lundqvist” and 3 more. That is the engine's fault, not Wire's: "
        "figures, names and quotations are compared in the originals.",
        "In der maschinellen Übersetzung von Wire fehlen „2.500“, „Lundqvist“ und 3 weitere Stellen. Das ist ein "
        "Fehler des Übersetzungsprogramms, nicht von Wire: Zahlen, Namen und Zitate werden in den Originalen "
        "verglichen.",
    ),
]


@pytest.mark.parametrize(("told", "english", "german"), SAID)
def test_it_is_told_in_the_readers_language(told: Clause, english: str, german: str) -> None:
    warning = Warning("code", told)
    assert warning.message == english
    assert warning.spoken(catalogue("de")) == german


@pytest.mark.parametrize(("told", "english", "german"), SAID)
def test_it_survives_being_kept(told: Clause, english: str, german: str) -> None:
    plain = Warning("code", told, "wire").to_dict()
    assert list(plain) == ["code", "message", "version", "params"]
    again = Warning.from_dict(plain)
    assert (again.code, again.version, again.message) == ("code", "wire", english)
    assert again.spoken(catalogue("de")) == german


def test_one_that_was_kept_before_there_were_params_keeps_its_words() -> None:
    old = {"code": "no-engine", "message": "No {engine} here.", "version": None}
    assert Warning.from_dict(old).message == "No {engine} here."
    assert Warning.from_dict(old).spoken(catalogue("de")) == "No {engine} here."
