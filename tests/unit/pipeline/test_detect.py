import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engines.detectors import DETECTORS
from service.model.errors import UnknownLanguage
from service.model.version import Language
from service.pipeline.detect import UNKNOWN, contradicts, detect, detect_segments, normal_code
from service.pipeline.scripts import letters, scripts

REAL = DETECTORS["langdetect"]()


class Fixed:
    """A detector that always answers the same, and remembers whether it was asked."""

    name = "fixed"
    version = "1"

    def __init__(self, *ranking: tuple[str, float]) -> None:
        self.ranking = tuple(Language(code, confidence) for code, confidence in ranking)
        self.asked: list[str] = []

    def rank(self, text: str) -> tuple[Language, ...]:
        self.asked.append(text)
        return self.ranking


SILENT = Fixed()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ko", "정부는 화요일 발표했다."),
        ("ja", "東京で大きな地震があった。"),
        ("zh", "中国外交部发言人星期一发表声明。"),
        ("zh-Hant", "總統說這個問題還沒有解決。"),
        ("th", "รัฐบาลประกาศเมื่อวันอังคาร"),
        ("he", "הממשלה הודיעה ביום שלישי"),
        ("el", "Η κυβέρνηση ανακοίνωσε την Τρίτη"),
        ("hy", "Կառավարությունը հայտարարեց"),
        ("ka", "მთავრობამ განაცხადა"),
        ("ta", "அரசு அறிவித்தது"),
        ("am", "መንግሥት አስታወቀ"),
    ],
)
def test_a_script_of_its_own_needs_no_detector(code: str, text: str) -> None:
    assert detect(text, SILENT).code == code
    assert SILENT.asked == []


@pytest.mark.parametrize(
    "text", ["", " \n", "2024-10-07", "😀🎉", "OK", "https://www.example.com/de/nachrichten", "𝐀𝐁𝐂𝐃"]
)
def test_und_where_there_are_no_words(text: str) -> None:
    assert detect(text, Fixed(("de", 0.1))) == UNKNOWN == Language("und", 0.0)


def test_und_where_the_detector_is_not_sure() -> None:
    assert detect("Reuters Berlin", Fixed(("de", 0.45), ("nl", 0.2))) == UNKNOWN
    assert detect("Reuters Berlin", Fixed(("de", 0.55), ("nl", 0.2))) == Language("de", 0.55)


def test_only_languages_of_the_script_are_accepted() -> None:
    assert detect("Это простой пример", Fixed(("en", 0.9), ("ru", 0.6))).code == "ru"
    assert detect("A simple example", Fixed(("ru", 0.9), ("zh", 0.8), ("en", 0.6))).code == "en"
    assert detect("هذا مثال بسيط", Fixed(("he", 0.9), ("fa", 0.6))).code == "fa"


def test_a_name_in_another_script_does_not_count() -> None:
    assert detect("Das sagte Außenminister Wang Yi (王毅) am Montag in Peking.", REAL).code == "de"
    assert detect("凯文·德布劳内（Kevin De Bruyne）创下纪录，在本赛季助攻二十次。", SILENT).code == "zh"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The ceasefire came into force at midnight, both armies said."),
        ("de", "Die Waffenruhe trat um Mitternacht in Kraft, teilten beide Armeen mit."),
        ("fr", "Le cessez-le-feu est entré en vigueur à minuit."),
        ("es", "El alto el fuego entró en vigor a medianoche."),
        ("pt", "O cessar-fogo entrou em vigor à meia-noite."),
        ("it", "Il cessate il fuoco è entrato in vigore a mezzanotte."),
        ("nl", "Het staakt-het-vuren ging om middernacht in."),
        ("pl", "Zawieszenie broni weszło w życie o północy."),
        ("tr", "Ateşkes gece yarısı yürürlüğe girdi."),
        ("cs", "Příměří vstoupilo v platnost o půlnoci."),
        ("ru", "Перемирие вступило в силу в полночь."),
        ("uk", "Перемир'я набуло чинності опівночі."),
        ("ar", "دخل وقف إطلاق النار حيز التنفيذ عند منتصف الليل."),
        ("fa", "آتش‌بس از نیمه‌شب به اجرا درآمد."),
        ("hi", "युद्धविराम आधी रात से लागू हो गया।"),
    ],
)
def test_single_sentences(code: str, text: str) -> None:
    assert detect(text, REAL).code == code


GERMAN = [
    "Waffenruhe in Kraft",
    "Die Waffenruhe trat um Mitternacht in Kraft, teilten beide Armeen mit.",
    "Die Vermittler hatten wochenlang in Genf verhandelt.",
    "Am Morgen waren an der Grenze noch einzelne Schüsse zu hören.",
    "Der Präsident will sich am Abend an die Bevölkerung wenden.",
]
DE = Language("de", 1.0)


def test_a_version_in_one_language_stays_whole() -> None:
    assert detect_segments(GERMAN, DE, REAL) == ("de",) * 5


@pytest.mark.parametrize(
    ("code", "left"),
    [
        ("en", "Mediators had been negotiating in Geneva for several weeks."),
        ("fr", "Les médiateurs négociaient à Genève depuis des semaines."),
        ("nl", "De bemiddelaars hadden wekenlang in Genève onderhandeld."),
        ("ru", "Посредники несколько недель вели переговоры в Женеве."),
        ("ja", "仲介者たちは何週間もジュネーブで交渉していた。"),
        ("ja", "ジュネーブのホテルでのインタビュー"),
        ("zh", "调解人在日内瓦谈判了好几个星期。"),
        ("en", "MEDIATORS HAD BEEN NEGOTIATING IN GENEVA FOR WEEKS"),
    ],
)
def test_a_passage_left_in_another_language_is_seen(code: str, left: str) -> None:
    texts = [*GERMAN[:2], left, *GERMAN[3:]]
    assert detect_segments(texts, DE, REAL) == ("de", "de", code, "de", "de")


@pytest.mark.parametrize(
    ("home", "foreign", "left"),
    [
        ("uk", "ru", "Посредники несколько недель вели переговоры в Женеве."),
        ("pt", "es", "Los mediadores llevaban semanas negociando en la ciudad suiza de Ginebra."),
        ("zh", "ja", "仲介者たちは何週間もジュネーブで交渉していた。"),
        ("ja", "zh", "调解人在日内瓦谈判了好几个星期，双方都没有让步。"),
        ("zh", "en", "Mediators had been negotiating in Geneva for several weeks."),
    ],
)
def test_among_relatives_and_in_one_script(home: str, foreign: str, left: str) -> None:
    assert detect_segments([left], Language(home, 1.0), REAL) == (foreign,)


@pytest.mark.parametrize(
    "text",
    [
        "Bruno Fernandes, Jesse Lingard, Ole Gunnar Solskjaer, Jack Grealish",
        "Photo: Alaa Al-Marjani / REUTERS",
        "The New York Times",
        "Guardians of the Galaxy",
        "À la recherche du temps perdu",
        "Gabriel García Márquez, «Cien años de soledad»",
        "Virgil van Dijk, Edwin van der Sar, Marco van Basten, Robin van Persie",
        "Universidad Nacional Autónoma de México, Pontificia Universidad Católica de Chile",
        "International Court of Justice, World Health Organization, United Nations",
        "Manchester United – FC Chelsea 2:0",
        "Recep Tayyip Erdoğan, Kemal Kılıçdaroğlu, Ekrem İmamoğlu",
        "Make America Great Again",
        "習近平",
        "Владимир",
        "2:0",
        "",
    ],
)
@pytest.mark.parametrize("home", ["de", "fr", "cs", "zh"])
def test_lists_of_names_and_titles_do_not_flip(home: str, text: str) -> None:
    assert detect_segments([text], Language(home, 1.0), REAL) == (home,)


def test_a_traditional_version_keeps_its_code() -> None:
    texts = ["總統說這個問題還沒有解決。", "部長在週五辭職。"]
    assert detect_segments(texts, Language("zh-Hant", 1.0), REAL) == ("zh-Hant", "zh-Hant")


def test_norwegian_in_either_code_is_at_home() -> None:
    texts = ["Ministeren gikk av på fredag etter flere uker med protester i hovedstaden."]
    assert detect_segments(texts, Language("nb", 1.0), REAL) == ("nb",)


def test_a_short_segment_goes_with_a_neighbour_that_is_foreign_beyond_doubt() -> None:
    english = "Mediators had been negotiating in Geneva for several weeks."
    short = "They got nowhere."
    assert detect_segments([GERMAN[1], short, GERMAN[2]], DE, REAL) == ("de", "de", "de")
    assert detect_segments([GERMAN[1], english, short, GERMAN[2]], DE, REAL) == ("de", "en", "en", "de")
    assert detect_segments([GERMAN[1], short, english, GERMAN[2]], DE, REAL) == ("de", "en", "en", "de")


def test_without_a_known_language_each_segment_speaks_for_itself() -> None:
    texts = ["정부는 화요일 발표했다.", "2:0", GERMAN[1]]
    assert detect_segments(texts, UNKNOWN, REAL) == ("ko", "und", "de")


def test_no_segments() -> None:
    assert detect_segments([], DE, SILENT) == ()


TEXT = "The US military has responded to an attack by militias with air strikes."


def test_a_declared_language_that_the_text_contradicts() -> None:
    assert contradicts("de", Language("en", 0.99), TEXT)


@pytest.mark.parametrize(
    ("declared", "detected"),
    [
        ("en", Language("en", 1.0)),
        ("en-GB", Language("en", 1.0)),
        ("zh-TW", Language("zh-Hant", 1.0)),
        ("nb", Language("no", 1.0)),
        ("bs", Language("hr", 1.0)),
        ("de", Language("en", 0.7)),
        ("de", UNKNOWN),
        ("gl", Language("pt", 1.0)),  # a relative: a sentence is not enough to contradict the user
    ],
)
def test_no_warning(declared: str, detected: Language) -> None:
    assert not contradicts(declared, detected, TEXT)


def test_too_little_text_contradicts_nobody() -> None:
    assert not contradicts("de", Language("en", 1.0), "US strikes")


@pytest.mark.parametrize(
    ("given_code", "normal"),
    [
        ("en", "en"),
        ("EN", "en"),
        (" de ", "de"),
        ("pt_BR", "pt-BR"),
        ("pt-br", "pt-BR"),
        ("zh_hant", "zh-Hant"),
        ("ZH-hans-cn", "zh-Hans-CN"),
        ("sr-latn", "sr-Latn"),
        ("es-419", "es-419"),
        ("deu", "de"),
        ("iw", "he"),
        ("no", "no"),
        ("nb", "nb"),
        ("gsw", "gsw"),
        ("de-1996", "de-1996"),
    ],
)
def test_codes_in_their_usual_form(given_code: str, normal: str) -> None:
    assert normal_code(given_code) == normal


@pytest.mark.parametrize(
    "nonsense", ["", "xx", "e", "und", "mul", "123", "en-XX", "en-Qqqq", "de-", "klingonish", "en\nfr", "-"]
)
def test_nonsense_is_refused_in_one_line(nonsense: str) -> None:
    with pytest.raises(UnknownLanguage) as error:
        normal_code(nonsense)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("no such language: ")


def test_a_language_by_its_name_gets_a_hint() -> None:
    with pytest.raises(UnknownLanguage, match=r"did you mean de\?"):
        normal_code("German")


def test_a_chinese_character_weighs_more_than_a_letter() -> None:
    assert letters("Abc 東京 ニュース 12 😀") == {"LATIN": 3, "CJK": 5, "KANA": 10}


@pytest.mark.parametrize(
    ("code", "names"),
    [("ja", {"CJK", "KANA"}), ("sr", {"CYRILLIC", "LATIN"}), ("de", {"LATIN"}), ("yi", {"HEBREW"}), ("ur", {"ARABIC"})],
)
def test_scripts_of_a_language(code: str, names: set[str]) -> None:
    assert scripts(code) == names


@settings(deadline=None)
@given(st.text(alphabet=st.characters()), st.sampled_from(["de", "zh", "ja", "ko", "ru", "ar", "he", "und"]))
def test_any_text_has_a_language_and_always_the_same(text: str, home: str) -> None:
    found = detect(text, REAL)
    assert found == detect(text, REAL)
    assert 0 <= found.confidence <= 1
    assert (found.code == "und") == (found.confidence == 0)
    texts = [text, text[::-1], ""]
    assert len(detect_segments(texts, Language(home, 1.0), REAL)) == 3
    assert detect_segments(texts, Language(home, 1.0), REAL) == detect_segments(texts, Language(home, 1.0), REAL)
    contradicts("de", found, text)


@given(st.text(alphabet=st.characters()))
def test_any_code_is_normal_or_refused(code: str) -> None:
    try:
        assert normal_code(normal_code(code)) == normal_code(code)
    except UnknownLanguage as error:
        assert len(str(error).splitlines()) == 1
