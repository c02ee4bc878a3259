"""glossed.py and disguise.py: names stay, agreed terms are used, and no sentence is damaged for it."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engines.disguise import Disguise, demands, masked, spliced
from service.engines.fasttranslate import FastTranslate
from service.engines.glossed import Glossed, glossed
from service.engines.memory import Remembering
from service.engines.recorded import Recorded
from service.model.errors import EngineError
from service.model.glossary import EMPTY, Glossary, Term
from service.model.protocols import Engines, Translator


def term(**forms: str) -> Term:
    return Term(tuple((code, (words,)) for code, words in forms.items()))


KEEP = Glossary(("Brisa do Mar", "Mar", "Polícia Marítima"))
QUAY = Glossary((), (term(pt="cais", en="wharf"), term(pt="administração do porto", en="harbour board")))


@pytest.fixture(scope="module")
def real() -> FastTranslate:
    return FastTranslate()


@pytest.mark.parametrize(
    ("text", "source", "glossary", "has", "lacks"),
    [
        ("A Polícia Marítima abriu um inquérito.", "pt", KEEP, "Polícia Marítima", "Police"),
        ("A Brisa do Mar e a Polícia Marítima pagaram.", "pt", KEEP, "Brisa do Mar", "Sea"),
        ("Cais fechado após embate.", "pt", QUAY, "wharf", "pier"),
        ("A administração do porto fechou o cais.", "pt-BR", QUAY, "the wharf", "pier"),
        ("The Sea Breeze entered the port.", "en", Glossary(("Sea Breeze",)), "Sea Breeze", "Brisa"),
        ("Tokyo is far away.", "en", Glossary(("Tokyo",)), "Tokyo", "Tóquio"),
        ("The wharf is closed.", "en", QUAY, "cais", "wharf"),
    ],
)
def test_with_the_bundled_engine(
    real: FastTranslate, text: str, source: str, glossary: Glossary, has: str, lacks: str
) -> None:
    made = Glossed(real, glossary).translate([text], source, "pt" if source == "en" else "en")[0]
    assert has in made
    assert lacks not in made


def test_what_is_there_already_is_left_alone(real: FastTranslate) -> None:
    text = "O navio Monte Alvor transportava 860 contentores."
    held = Glossed(real, Glossary(("Monte Alvor",)))
    assert held.translate([text], "pt", "en") == real.translate([text], "pt", "en")
    assert held.counts == {"there": 1, "put in": 0, "missing": 0}


def test_no_part_of_a_word_is_replaced(real: FastTranslate) -> None:
    text = "Os caisotes chegaram ao porto."
    assert Glossed(real, QUAY).translate([text], "pt", "en") == real.translate([text], "pt", "en")


class Made(Recorded):
    """A translator whose answers a function makes; it notes what it was asked."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__({("de", "en"): {}})
        self.make = make
        self.asked: list[str] = []

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        self.asked += texts
        return tuple(map(self.make, texts))


TRUCE = Glossary((), (term(de="Waffenruhe", en="ceasefire"),))


def test_where_stand_ins_are_mangled_the_first_translation_stays(caplog: pytest.LogCaptureFixture) -> None:
    def mangle(text: str) -> str:
        return "The Sea Breeze sails." if text == "Die Brisa do Mar segelt." else text.lower().replace("q", "")

    held = Glossed(Made(mangle), Glossary(("Brisa do Mar",)))
    with caplog.at_level(logging.WARNING):
        assert held.translate(["Die Brisa do Mar segelt."], "de", "en") == ("The Sea Breeze sails.",)
    assert held.counts == {"there": 0, "put in": 0, "missing": 1}
    assert "of 1 names and terms of the glossary 1 are missing" in caplog.text


def test_a_stand_in_that_comes_out_twice_is_thrown_away() -> None:
    kept = Glossed(Made(lambda text: "It sails." if "Mar" in text else f"{text} {text}"), KEEP)
    assert kept.translate(["Die Brisa do Mar segelt."], "de", "en") == ("It sails.",)


def test_a_stand_in_that_grew_is_thrown_away() -> None:
    grown = Made(lambda text: "It sails." if "Mar" in text else re.sub(r"\b([XZWK]q\wv|Q\wX\w)\b", r"\1les", text))
    assert Glossed(grown, KEEP).translate(["Die Brisa do Mar segelt."], "de", "en") == ("It sails.",)
    assert "Die Xqzvles segelt." in map(grown.make, grown.asked)


def test_of_several_that_have_the_term_the_one_most_like_the_first_counts() -> None:
    def make(text: str) -> str:
        if "Waffenruhe" in text:
            return "The truce holds in the valley."
        return "It is ceasefire time." if "ceasefire" in text else text.replace("Die", "The").replace("hält", "holds")

    made = Glossed(Made(make), TRUCE).translate(["Die Waffenruhe hält in the valley."], "de", "en")
    assert made == ("The ceasefire holds in the valley.",)


def test_the_engines_own_word_is_exchanged_in_english() -> None:
    own = {
        "Die Waffenruhe hält.": "A truce holds.",
        "Waffenruhe": "The truce.",
        "Die ceasefire hält.": "Ceasefire, so.",
    }
    assert Glossed(Made(lambda text: own.get(text, "")), TRUCE).translate(["Die Waffenruhe hält."], "de", "en") == (
        "A ceasefire holds.",
    )


def test_the_article_must_fit() -> None:
    own = {"Die Waffenruhe hält.": "A truce holds.", "Waffenruhe": "truce", "Die armistice hält.": "The armistice, hm."}
    held = Glossed(Made(lambda text: own.get(text, "")), Glossary((), (term(de="Waffenruhe", en="armistice"),)))
    assert held.translate(["Die Waffenruhe hält."], "de", "en") == ("The armistice, hm.",)


def test_a_sentence_begins_with_a_capital() -> None:
    held = Glossed(Made(lambda text: "Truce broken" if "Waffenruhe" in text else text), TRUCE)
    assert held.translate(["Waffenruhe gebrochen"], "de", "en") == ("Ceasefire gebrochen",)


def test_a_name_keeps_its_small_letter() -> None:
    own = {"taz schrieb.": "The Guardian wrote."}
    held = Glossed(Made(lambda text: own.get(text, text)), Glossary(("taz",)))
    assert held.translate(["taz schrieb."], "de", "en") == ("taz schrieb.",)


def test_what_is_not_translated_stays_so() -> None:
    held = Glossed(Recorded({("de", "en"): {"Ja.": "Yes."}}), TRUCE)
    assert held.translate(["Die Waffenruhe hält.", "Ja.", ""], "de", "en") == ("", "Yes.", "")


def test_a_failure_at_the_second_attempt_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    def make(text: str) -> str:
        if "Waffenruhe" not in text:
            raise EngineError("no memory left")
        return "The truce."

    assert Glossed(Made(make), TRUCE).translate(["Die Waffenruhe."], "de", "en") == ("The truce.",)
    assert "no memory left" in caplog.text


def test_a_language_that_the_term_does_not_name_is_not_asked() -> None:
    inner = Made(lambda text: "La trêve.")
    assert Glossed(inner, TRUCE).translate(["Die Waffenruhe."], "de", "fr") == ("La trêve.",)
    assert inner.asked == ["Die Waffenruhe."]


def test_what_is_remembered_belongs_to_no_glossary(real: FastTranslate) -> None:
    remembering = Remembering(real)
    text = ["O navio embateu no cais."]
    plain = remembering.translate(text, "pt", "en")
    wharf = Glossed(remembering, QUAY).translate(text, "pt", "en")
    dock = Glossed(remembering, Glossary((), (term(pt="cais", en="dock"),))).translate(text, "pt", "en")
    assert ["wharf" in wharf[0], "dock" in dock[0], "wharf" in dock[0]] == [True, True, False]
    assert remembering.translate(text, "pt", "en") == plain


def test_it_is_the_translator_that_it_wraps(real: FastTranslate, engines: Engines) -> None:
    held = Glossed(real, KEEP)
    assert isinstance(held, Translator)
    assert (held.name, held.version, held.package("pt", "en")) == (real.name, real.version, real.package("pt", "en"))
    assert (held.supports("pt", "en"), held.supports("de", "en"), held.route("pt", "en")) == (True, False, ("pt", "en"))
    assert held.alternatives(["Olá."], "pt", "en") == ((),)
    assert held.scores(["Olá."], ["Hi."], "pt", "en") == (None,)
    assert glossed(engines, EMPTY) is engines
    assert isinstance(glossed(engines, KEEP).translator, Glossed)


WORD = st.text(min_size=1, max_size=8).map(lambda w: " ".join(w.split())).filter(lambda w: any(c.isalnum() for c in w))
PIECES = st.lists(
    st.sampled_from([".*", "(a|b)", "\\1", "$", "[x", "Xqzv", "Zq", "İ", "ß", "é", "e\u0301", "東"]) | WORD, max_size=4
)


@given(st.lists(PIECES, max_size=4), PIECES, st.sampled_from([spliced, masked]), st.integers(0, 1))
def test_whatever_the_names_are_a_disguise_comes_off_again(
    others: list[list[str]], own: list[str], disguise: Callable[..., Disguise], family: int
) -> None:
    """Also for names that contain each other: a b, a, b c."""
    keep = tuple(dict.fromkeys(n for n in (" ".join(o) for o in (own, own[1:], *others)) if any(map(str.isalnum, n))))
    text = " ".join(["Then", *keep, "and", *keep[::-1], "left."])
    wanted = demands(text, "en", "de", Glossary(keep))
    hidden = disguise(text, wanted, family, "en", "de")
    assert set(hidden.text.split()) >= {stand_in for stand_in, _, _ in hidden.hidden}
    lifted = hidden.lifted(hidden.text)
    assert lifted is not None
    assert sorted(_plain(lifted)) == sorted(_plain(text))
    assert Glossed(Made(str), Glossary(keep)).translate([text], "de", "en") == (text,)


def _plain(text: str) -> str:
    """Without what a name may be written with: blanks, apostrophes, composed accents."""
    from unicodedata import normalize

    return "".join(normalize("NFC", text).replace("’", "'").split())


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_translation_of_anything_never_shows_a_stand_in(text: str, answer: str) -> None:
    first: Mapping[str, str] = {f"{text} Mar": answer}
    made = Glossed(Made(lambda t: first.get(t, t + "Zqz")), Glossary(("Mar",))).translate([f"{text} Mar"], "de", "en")[
        0
    ]
    assert made == answer or "Mar" in made
