import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engines.detectors import DETECTORS, detector
from service.engines.langdetect_detector import LangdetectDetector
from service.engines.langid_detector import LangidDetector
from service.engines.second_opinion import SecondOpinion
from service.model.errors import SettingsError
from service.model.protocols import Detector
from service.model.version import Language
from service.settings import Settings

LANGDETECT = LangdetectDetector()
LANGID = LangidDetector()
BOTH = SecondOpinion(LANGDETECT, LANGID)

SENTENCES = {
    "en": "The minister resigned on Friday after weeks of protests.",
    "de": "Der Minister ist am Freitag nach wochenlangen Protesten zurückgetreten.",
    "fr": "Le ministre a démissionné vendredi après des semaines de manifestations.",
    "es": "El ministro dimitió el viernes tras semanas de protestas.",
    "pt": "O ministro demitiu-se na sexta-feira depois de semanas de protestos.",
    "cs": "Ministr v pátek po týdnech protestů odstoupil.",
    "ru": "Министр подал в отставку в пятницу после нескольких недель протестов.",
    "no": "Ministeren gikk av på fredag etter flere uker med protester.",
    "zh": "部长在数周的抗议之后于周五辞职。",
    "zh-Hant": "這是一句話，說得很對。",
    "ja": "大臣は数週間の抗議を受けて金曜日に辞任した。",
    "ar": "استقال الوزير يوم الجمعة بعد أسابيع من الاحتجاجات.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_the_likeliest_language_comes_first_in_bcp_47(code: str) -> None:
    assert LANGDETECT.rank(SENTENCES[code])[0].code == code


@pytest.mark.parametrize("text", ["", "   ", "123 456", "😀 👍🏽", "—…!"])
@pytest.mark.parametrize("tool", [LANGDETECT, LANGID, BOTH], ids=lambda tool: tool.name)
def test_nothing_can_be_said_of_what_has_no_letters(tool: Detector, text: str) -> None:
    assert tool.rank(text) == ()


def test_every_name_in_the_table_makes_a_detector() -> None:
    for make in DETECTORS.values():
        assert isinstance(make(), Detector)


def test_the_setting_picks_the_detector() -> None:
    assert detector(Settings()).name == "langdetect+py3langid"
    assert detector(Settings(detector="langdetect-alone")).name == "langdetect"
    with pytest.raises(SettingsError, match="'cld'"):
        detector(Settings(detector="cld"))


def test_names_and_versions_go_into_the_signature() -> None:
    assert BOTH.version == f"{LANGDETECT.version}+{LANGID.version}"
    assert LANGDETECT.version[0].isdigit()


def test_nothing_is_loaded_before_the_first_text() -> None:
    code = (
        "import sys; from service.engines.detectors import DETECTORS; [make() for make in DETECTORS.values()]; "
        "assert not {'langdetect', 'py3langid'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


def test_threads_get_the_same_answers_from_a_fresh_detector() -> None:
    fresh = LangdetectDetector()
    texts = list(SENTENCES.values()) * 4
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(fresh.rank, texts)) == [LANGDETECT.rank(text) for text in texts]


def test_the_answer_does_not_depend_on_random_state_and_leaves_it_alone() -> None:
    random.seed(1)
    before = random.getstate()
    first = LANGDETECT.rank("Kurz und gut")
    assert random.getstate() == before
    random.seed(2)
    assert LANGDETECT.rank("Kurz und gut") == first


@settings(deadline=None)
@given(st.text())
def test_any_text_is_ranked_and_always_alike(text: str) -> None:
    for tool in (LANGDETECT, LANGID, BOTH):
        ranking = tool.rank(text)
        assert ranking == tool.rank(text)
        shares = [language.confidence for language in ranking]
        assert shares == sorted(shares, reverse=True)
        assert all(0 < share <= 1 for share in shares)
        assert sum(shares) <= 1.001
        assert len({language.code for language in ranking}) == len(ranking)


class Opinion:
    name = "opinion"
    version = "1"

    def __init__(self, beliefs: dict[str, float], knows: set[str]) -> None:
        self._beliefs = beliefs
        self._knows = knows

    def rank(self, text: str) -> tuple[Language, ...]:
        return tuple(Language(code, share) for code, share in self._beliefs.items())

    def languages(self) -> frozenset[str]:
        return frozenset(self._knows)


def test_what_both_believe_comes_before_what_one_is_sure_of() -> None:
    first = Opinion({"sk": 0.6, "cs": 0.4}, {"sk", "cs", "pl"})
    second = Opinion({"cs": 0.7, "pl": 0.3}, {"sk", "cs", "pl"})
    assert [language.code for language in SecondOpinion(first, second).rank("-")] == ["cs", "sk", "pl"]


def test_a_language_that_the_first_never_heard_of_is_left_to_the_second() -> None:
    first = Opinion({"pt": 0.8, "es": 0.2}, {"pt", "es"})
    second = Opinion({"gl": 0.9, "pt": 0.1}, {"pt", "es", "gl"})
    assert SecondOpinion(first, second).rank("-")[0].code == "gl"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("gl", "As negociacións retomaranse a vindeira semana en Xenebra."),
        ("be", "Паліцыя затрымала двух падазраваных у Гродне."),
        ("nl", "De brandweer zoekt nog naar vermisten."),
    ],
)
def test_together_they_tell_what_langdetect_alone_does_not(code: str, text: str) -> None:
    assert BOTH.rank(text)[0].code == code
