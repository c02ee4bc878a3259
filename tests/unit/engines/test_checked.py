"""checked.py and sanity.py: what no translator would write is put aside, and what people write is not."""

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engines.argos import Argos
from service.engines.chain import Chain
from service.engines.checked import Checked
from service.engines.memory import Remembering
from service.engines.recorded import Recorded
from service.engines.sanity import complaint, numbers_lost
from service.model.errors import EngineError
from service.model.protocols import Translator

LONG = "Der Bürgermeister eröffnete am Dienstag die neue Brücke über den Fluss, die seit Jahren erwartet worden war."


@pytest.mark.parametrize(
    ("text", "translation", "source", "target", "why"),
    [
        ("Ja.", "", "de", "en", "empty"),
        ("Ja.", " . ", "de", "en", "empty"),
        ("«…»", "The s", "de", "en", "made up"),
        (LONG, "The mayor the mayor the mayor the mayor opened the bridge.", "de", "en", "looping"),
        (LONG, "The new bridge over the river, over the river, over the river, over the river, was opened.", "de", "en",
         "looping"),
        (LONG, "市长市长市长市长市长市长市长市长开了新桥", "de", "zh", "looping"),
        (LONG, "Mayor", "de", "en", "too short"),
        ("Ja.", "Yes, " + ", ".join(f"word{c} and other{c}" for c in "abcdefghij"), "de", "en", "too long"),
        (LONG, "Бургомистр открыл во вторник новый мост через реку, который ждали.", "de", "en", "wrong script"),
        (LONG, "The mayor opened the new bridge over the river on Tuesday.", "de", "ru", "wrong script"),
        (LONG, LONG, "de", "en", "untranslated"),
        ("Es waren 2.500 Soldaten.", "There were soldiers.", "de", "en", "numbers lost"),
    ],
)  # fmt: skip
def test_no_translator_would_write(text: str, translation: str, source: str, target: str, why: str) -> None:
    assert complaint(text, translation, source, target) == why


@pytest.mark.parametrize(
    ("text", "translation", "source", "target"),
    [
        ("", "", "de", "en"),
        ("***", "***", "de", "en"),
        ("Ja.", "Yes.", "de", "en"),
        ("No, no, no, no, no!", "Nein, nein, nein, nein, nein!", "en", "de"),
        ("«Ora, ora, ora, ora, ora», disse.", "“Well, well, well, well, well,” he said.", "pt", "en"),
        ("Coca-Cola Zero, Samsung", "Coca-Cola Zero, Samsung", "de", "en"),
        ("2.500 Soldaten", "2,500 soldiers", "de", "en"),
        ("30 mil pessoas", "30,000 people", "pt", "en"),
        ("1,5 milhão", "1.5 million", "pt", "en"),
        ("nos anos 1990", "in the 90s", "pt", "en"),
        ("às 20h30", "at 8:30 p.m.", "pt", "en"),
        ("gegen 22.30 Uhr", "at around 10.30 p.m.", "de", "en"),
        ("em 12 de março", "on the twelfth of March", "pt", "en"),
        ("3万5000人", "35,000 people", "ja", "en"),
        ("٢٥٠٠ جندي", "2,500 soldiers", "ar", "en"),
        ("Fakhfakh stepped down the same day the party filed a no-confidence motion against him.",
         "在该党对 Fakhfakh 投不信任票当天，Fakhfakh 下台。", "en", "zh"),
        ("OK", "in Ordnung", "en", "de"),
        ("10000000 Euro", "10000000欧元", "de", "zh"),
        ("Он сказал да.", "Rekao je da.", "ru", "sr"),
    ],
)  # fmt: skip
def test_people_write(text: str, translation: str, source: str, target: str) -> None:
    assert complaint(text, translation, source, target) == ""


def test_numbers_are_named() -> None:
    assert numbers_lost("Von 272.000 starben 28.000, also 10 %.", "Of 272,000 many died.") == ("28.000",)


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["en", "zh", "ru", "sr", "xx", ""]))
def test_any_text_can_be_looked_at(text: str, translation: str, target: str) -> None:
    assert complaint(text, translation, "de", target) is not None


@given(st.lists(st.integers(0, 10**30).map(str) | st.sampled_from(["no", "año", "1.000,5"]), max_size=12).map(" ".join))
def test_the_same_numbers_are_not_lost(text: str) -> None:
    assert numbers_lost(text, text) == ()


class Second(Recorded):
    """Recorded translations, with others for a second attempt."""

    def __init__(self, first: Mapping[str, str], second: Mapping[str, str]) -> None:
        super().__init__({("de", "en"): first})
        self.others = Recorded({("de", "en"): second})
        self.asked: list[tuple[str, ...]] = []

    def retry(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        self.asked.append(tuple(texts))
        return self.others.translate(texts, source, target)


GOOD, LOOP = "Nobody was hurt.", "Nobody was was was was was was hurt."
TEXTS = {"Niemand wurde verletzt.": LOOP, "Ja.": "Yes.", "Es waren 250.": "There were."}


def test_asked_again_once_then_put_aside(caplog: pytest.LogCaptureFixture) -> None:
    inner = Second(TEXTS, {"Niemand wurde verletzt.": GOOD, "Es waren 250.": "There were again."})
    checked = Checked(inner)
    assert isinstance(checked, Translator)
    with caplog.at_level(logging.WARNING):
        assert checked.translate(list(TEXTS), "de", "en") == (GOOD, "Yes.", "")
    assert inner.asked == [("Niemand wurde verletzt.", "Es waren 250.")]
    assert checked.complaints == {"numbers lost": 1}
    assert [record.getMessage() for record in caplog.records] == [
        "recorded, de to en: of 3 translations 2 were put aside (1 looping, 1 numbers lost), "
        "1 mended by a second attempt"
    ]


def test_the_next_of_the_chain_stands_in() -> None:
    chain = Chain(
        [Checked(Recorded({("de", "en"): TEXTS})), Recorded({("de", "en"): {"Niemand wurde verletzt.": GOOD}})]
    )
    assert chain.translate(list(TEXTS), "de", "en") == (GOOD, "Yes.", "")


def test_a_second_attempt_that_fails_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    class Failing(Second):
        def retry(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
            raise EngineError("no memory left")

    assert Checked(Failing(TEXTS, {"x": "y"})).translate(["Ja.", "Es waren 250."], "de", "en") == ("Yes.", "")
    assert "no memory left" in caplog.text


def test_too_few_are_an_error() -> None:
    class TooFew(Recorded):
        def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
            return ("Yes.",)

    with pytest.raises(EngineError, match="gave 1 translations for 2 texts"):
        Checked(TooFew({("de", "en"): TEXTS})).translate(["Ja.", "Nein."], "de", "en")


def test_alternatives_that_cannot_be_are_left_out() -> None:
    class Wordy(Recorded):
        def alternatives(self, texts: Sequence[str], source: str, target: str) -> list[tuple[str, ...]]:
            return [(GOOD, LOOP) for _ in texts]

    assert Checked(Wordy({("de", "en"): TEXTS})).alternatives(["Niemand."], "de", "en") == ((GOOD,),)
    assert Checked(Recorded({("de", "en"): TEXTS})).alternatives(["Ja."], "de", "en") == ((),)


ARGOS_TEXTS = ["Die Fähre legte am Morgen im Hafen an.", "Niemand wurde verletzt."]


def test_argos_has_a_second_attempt_alternatives_and_scores(packages: Path) -> None:
    """Through all wrappers, with the real engine and a package of random weights, whose babble is all different."""
    argos = Argos(str(packages))
    wrapped = Chain([Remembering(argos)])
    texts = [*ARGOS_TEXTS, "", ARGOS_TEXTS[0], "lang " * 2000]
    several = wrapped.alternatives(texts, "de", "en")
    assert [len(one) > 1 for one in several] == [True, True, False, True, False]
    assert several[0] == several[3]
    assert all(len(set(one)) == len(one) for one in several)
    assert len(argos.retry(texts, "de", "en")) == 5
    scores = wrapped.scores(texts, ["The ferry docked.", "", "Nothing.", "The ferry docked.", "x"], "de", "en")
    assert scores[0] is not None
    assert scores[0] < 0
    assert scores[0] == pytest.approx(scores[3])
    assert scores[1:3] == (None, None)
    assert scores[4] is None
    assert wrapped.alternatives([], "de", "en") == wrapped.scores([], [], "de", "en") == ()


def test_argos_finds_its_own_words_likelier_than_another_sentences(packages: Path) -> None:
    argos = Argos(str(packages), beam_size=5)
    own = argos.translate(ARGOS_TEXTS, "de", "en")
    right = argos.scores(ARGOS_TEXTS, own, "de", "en")
    wrong = argos.scores(ARGOS_TEXTS, ["guests harbour two mayor", "mayor of of spoke fire"], "de", "en")
    assert all(r > w for r, w in zip(right, wrong, strict=True) if r is not None and w is not None)


def test_a_prefix_for_the_target_is_not_scored(packages: Path, add_package: Callable[..., Path]) -> None:
    add_package("translate-de_fr", to_code="fr", target_prefix="▁the")
    argos = Argos(str(packages))
    plain, told = (argos.scores(ARGOS_TEXTS, ["mayor", "fire"], "de", target) for target in ("en", "fr"))
    assert None not in (*plain, *told)
    assert plain != told
