"""via.py, with recorded translators."""

import pytest

from service.engines.chain import Chain
from service.engines.none import NoTranslator
from service.engines.recorded import Recorded
from service.engines.via import Via
from service.model.errors import UnsupportedPair
from service.model.protocols import Translator

GERMAN = Recorded({("de", "en"): {"Ja.": "Yes.", "Doch.": "Indeed."}})
FRENCH = Recorded({("en", "fr"): {"Yes.": "Oui."}})
POLISH = Recorded({("de", "pl"): {"Ja.": "Tak."}, ("pl", "fr"): {"Tak.": "Ouais."}})


def test_two_engines_together_have_the_pair() -> None:
    via = Via(Chain([GERMAN, FRENCH]))
    assert isinstance(via, Translator)
    assert via.supports("de", "fr")
    assert via.route("de-AT", "fr") == ("de-AT", "en", "fr")
    assert via.translate(["Ja.", "", "Ja."], "de", "fr") == ("Oui.", "", "Oui.")


def test_what_is_lost_on_the_way_is_not_translated() -> None:
    assert Via(Chain([GERMAN, FRENCH])).translate(["Doch.", "Nein.", "Ja."], "de", "fr") == ("", "", "Oui.")


def test_the_package_names_both_legs() -> None:
    via = Via(Chain([GERMAN, FRENCH]))
    assert via.package("de", "fr") == (
        f"de-en by recorded {GERMAN.version}; en-fr by recorded {FRENCH.version}"
    )  # fmt: skip
    assert via.package("de", "en") == f"recorded {GERMAN.version}"
    assert via.package("fr", "de") == ""
    assert (via.name, via.version) == ("recorded+recorded", f"{GERMAN.version}+{FRENCH.version}")


def test_a_direct_pair_makes_no_detour() -> None:
    direct = Recorded({("de", "fr"): {"Ja.": "Si."}})
    via = Via(Chain([GERMAN, FRENCH, direct]))
    assert via.route("de", "fr") == ("de", "fr")
    assert via.translate(["Ja."], "de", "fr") == ("Si.",)


def test_bridges_in_their_order() -> None:
    chain = Chain([GERMAN, FRENCH, POLISH])
    assert Via(chain, ("pl", "en")).translate(["Ja."], "de", "fr") == ("Ouais.",)
    assert Via(chain, ("en", "pl")).translate(["Ja."], "de", "fr") == ("Oui.",)
    assert not Via(chain, ()).supports("de", "fr")


def test_no_route_says_what_to_install() -> None:
    for via in (Via(NoTranslator()), Via(GERMAN), Via(Chain([GERMAN, FRENCH]), ("es",))):
        assert via.route("de", "fr") == ()
        with pytest.raises(UnsupportedPair, match="languages install de"):
            via.translate(["Ja."], "de", "fr")


def test_a_language_is_not_translated_into_its_own_variant() -> None:
    both = Recorded({("pt", "en"): {"Sim.": "Yes."}, ("en", "pt"): {"Yes.": "Sim."}})
    assert not Via(both).supports("pt", "pt-BR")


def test_the_chain_takes_the_detour_last_and_says_so() -> None:
    parts = [GERMAN, FRENCH]
    chain = Chain(parts, detour=Via(Chain(parts)))
    assert chain.name == "recorded+recorded"
    assert chain.route("de", "fr") == ("de", "en", "fr")
    assert chain.route("de", "en") == ("de", "en")
    assert chain.route("fr", "de") == ()
    assert chain.package("de", "fr") == Via(Chain(parts)).package("de", "fr")
    assert chain.translate(["Ja.", "Doch."], "de", "fr") == ("Oui.", "")


class Wordy(Recorded):
    """Recorded translations with one alternative for each."""

    def alternatives(self, texts: list[str], source: str, target: str) -> list[tuple[str, ...]]:
        return [(f"{words}!",) for words in self.translate(texts, source, target)]


def test_alternatives_of_the_last_leg() -> None:
    via = Via(Chain([GERMAN, Wordy({("en", "fr"): {"Yes.": "Oui."}})]))
    assert via.alternatives(["Ja."], "de", "fr") == (("Oui.!",),)
    assert via.alternatives(["Ja."], "de", "en") == ((),)
    assert via.scores(["Ja."], ["Oui."], "de", "fr") == (None,)


def test_a_second_engines_words_are_alternatives() -> None:
    chain = Chain([Wordy({("de", "en"): {"Ja.": "Yes."}}), Recorded({("de", "en"): {"Ja.": "Yeah.", "Nein.": "No."}})])
    assert chain.alternatives(["Ja.", "Nein."], "de", "en") == (("Yes.!", "Yeah."), ("!", "No."))
    assert chain.scores(["Ja."], ["Yes."], "de", "en") == (None,)
