"""chain.py, with recorded translators: each knows some sentences."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engines.chain import Chain
from service.engines.none import NoTranslator
from service.engines.recorded import Recorded
from service.model.errors import EngineError, UnsupportedPair
from service.model.protocols import Translator


def knows(sentences: Mapping[str, str], source: str = "de", target: str = "en") -> Recorded:
    return Recorded({(source, target): sentences})


class Failing:
    name, version = "failing", "0"

    def __init__(self, message: str = "it broke") -> None:
        self.message = message

    def supports(self, source: str, target: str) -> bool:
        return True

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        raise EngineError(self.message)


class TooFew(Failing):
    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        return ["Yes."]


def test_the_first_that_supports_the_pair_serves_it() -> None:
    chain = Chain([NoTranslator(), knows({"Oui.": "Yes."}, "fr"), knows({"Ja.": "Yes."}), knows({"Ja.": "Yeah."})])
    assert isinstance(chain, Translator)
    assert chain.supports("de", "en")
    assert chain.supports("fr", "en")
    assert not chain.supports("en", "de")
    assert chain.translate(["Ja."], "de", "en") == ("Yes.",)


def test_name_version_and_package_tell_who() -> None:
    german = knows({"Ja.": "Yes."})
    chain = Chain([NoTranslator(), german])
    assert chain.name == "none+recorded"
    assert chain.version == f"1+{german.version}"
    assert chain.package("de", "en") == f"recorded {german.version}"
    assert chain.package("fr", "en") == ""


def test_the_next_one_stands_in_for_one_that_fails() -> None:
    for broken in (Failing(), TooFew()):
        chain = Chain([broken, knows({"Ja.": "Yes.", "Nein.": "No."})])
        assert chain.translate(["Ja.", "Nein."], "de", "en") == ("Yes.", "No.")


def test_the_next_one_translates_what_came_back_empty() -> None:
    chain = Chain([knows({"Ja.": "Yes."}), Failing(), knows({"Ja.": "Yeah.", "Nein.": "No."})])
    assert chain.translate(["Nein.", "Ja.", " ", "Doch."], "de", "en") == ("No.", "Yes.", "", "")


def test_if_all_fail_the_first_failure_is_told() -> None:
    with pytest.raises(EngineError, match="first"):
        Chain([Failing("first"), Failing("second")]).translate(["Ja."], "de", "en")


def test_a_failure_beside_one_that_knows_nothing_is_not_the_end() -> None:
    assert Chain([Failing(), knows({"Ja.": "Yes."})]).translate(["Doch."], "de", "en") == ("",)


def test_a_pair_that_nobody_has_says_what_to_install() -> None:
    for chain in (Chain([]), Chain([NoTranslator()])):
        with pytest.raises(UnsupportedPair, match="languages install de"):
            chain.translate(["Ja."], "de", "en")


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(st.text(max_size=5)), st.sets(st.text(max_size=5)), st.sets(st.text(max_size=5)))
def test_as_many_as_texts_and_each_from_the_first_that_knows_it(
    texts: list[str], first: set[str], second: set[str]
) -> None:
    def squeezed(known: set[str], by: str) -> dict[str, str]:
        return {" ".join(text.split()): by for text in {*known, "something"}}

    one, two = squeezed(first, "1"), squeezed(second, "2")
    expected = tuple((two | one).get(" ".join(t.split()), "") if t.strip() else "" for t in texts)
    assert Chain([knows(one), knows(two)]).translate(texts, "de", "en") == expected
