"""Segments: where they begin and end, and what they are on the page. Expectations are a reader's, not the program's."""

import itertools
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.model.segment import Role, Segment
from service.model.version import Version
from service.pipeline.segment import segment

LANGUAGES = ["en", "de", "fr", "es", "ru", "zh", "zh-Hant", "ja", "ar", "he", "th", "und"]

# Soft hyphen, zero-width space and (non-)joiner, word joiner, byte order mark, bidi controls.
INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

PIECES = st.sampled_from(
    [
        *[
            "The ship sank.",
            "Nobody was hurt",
            "U.S.",
            "Mr. Smith",
            "7. Oktober",
            "Photo: A. Berg / AFP",
            "Enlarge image",
        ],
        *[
            "他说：",
            "“我们赢。我们走。”",
            "「はい」",
            "قال الوزير.",
            "الحرب؟",
            "שלום.",
            "ไทย",
            "«Nein.»",
            "…",
            "...",
            "?!",
            "x",
        ],
        *[
            " ",
            "  ",
            "\n",
            "\n\n",
            "\r\n",
            "\r\n\r\n",
            "\r",
            "\t",
            "\v",
            "\f",
            "\x85",
            "\u2028",
            "\u2029",
            "\x00",
            "\x1c",
        ],
        *["\u00a0", "\u202f", "\u3000", "\u2003", *sorted(INVISIBLE)],
        *["👩\u200d🚒", "🇩🇪", "👍🏽", "e\u0301", "ﬁ", "İ", "ß", "\U0001d400", "\ufffd"],
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join)


def segments(text: str, language: str) -> tuple[Segment, ...]:
    return segment(Version("v", "v", text), language)


def sentences(text: str, language: str) -> list[str]:
    return [s.text(text) for s in segments(text, language)]


@given(TEXTS, st.sampled_from(LANGUAGES))
@example("One.\r\n\r\nTwo.", "en")
@example("\ufeffOne.\u00a0Two.\u200f", "en")
def test_segments_tile_the_text(text: str, language: str) -> None:
    found = segments(text, language)
    rest, at = [], 0
    for s in found:
        assert at <= s.start < s.end <= len(text), "in order, not empty, no overlap"
        own = s.text(text)
        assert own == own.strip(), "no blank at the edges"
        assert not {own[0], own[-1]} & INVISIBLE, "no invisible mark at the edges"
        rest.append(text[at : s.start])
        at = s.end
    between = "".join([*rest, text[at:]])
    assert all(c.isspace() or unicodedata.category(c) in ("Cc", "Cf") for c in between), "nothing visible is lost"


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_segments_are_named_and_counted(text: str, language: str) -> None:
    found = segments(text, language)
    assert len({s.id for s in found}) == len(found)
    assert {(s.version, s.language) for s in found} <= {("v", language)}
    paragraphs = [s.paragraph for s in found]
    assert all(later - earlier in (0, 1) for earlier, later in itertools.pairwise(paragraphs))
    assert paragraphs[:1] in ([], [0])
    assert all((s.role is Role.FURNITURE) == (s.furniture is not None) for s in found)


@pytest.mark.parametrize("text", ["", " \r\n\t", "\u200b\u00ad\n\ufeff", "\u202b\u202c\n\n\u2029\x85"])
def test_no_segment_where_nothing_can_be_seen(text: str) -> None:
    assert segments(text, "en") == ()


def test_an_arabic_letter_mark_is_invisible_too() -> None:
    assert sentences("\u061cانتهت الحرب.\u061c\n\n\u061c\n\nهذا كل شيء.", "ar") == ["انتهت الحرب.", "هذا كل شيء."]


def test_a_lone_surrogate_does_no_harm() -> None:
    assert sentences("It sank.\n\nNobody \ud83d was hurt. It was calm.", "en") == [
        "It sank.",
        "Nobody \ud83d was hurt.",
        "It was calm.",
    ]


def test_offsets_survive_crlf_soft_hyphens_and_emoji() -> None:
    text = "\ufeffKurz:\r\n\r\n👩\u200d🚒 Die Feuer\u00adwehr kam.\u00a0Es war spät.\r\n"
    assert [(s.start, s.end) for s in segments(text, "de")] == [(1, 6), (10, 33), (34, 46)]


SENTENCES = [
    # Abbreviations end no sentence.
    ("en", ["Dr. Smith arrived at 5 p.m. on Monday.", "He met Mr. Jones of Brandt Inc. in St. Paul."]),
    ("en", ["The U.S. Army said so on Monday.", "Iran denied it."]),
    ("en", ["It cost 2.5 million dollars, i.e. too much.", "Nobody paid."]),
    ("en", ["Gov. Amsel, Sen. Holt and Gen. Ito met on Jan. 5 at No. 10.", "They agreed."]),
    ("de", ["Der Senat hat z. B. am Montag entschieden.", "Das Urteil ist rechtskräftig."]),
    ("de", ["Prof. Dr. Anna Berg und ca. 20 Helfer kamen.", "Es regnete."]),
    ("fr", ["Mme Martin est arrivée avec Me Leroy.", "Personne ne l'a vue."]),
    ("es", ["El Sr. Pérez llegó a EE. UU. el lunes.", "No dijo nada."]),
    ("pt", ["O Dr. Silva e a Sra. Costa chegaram.", "Ninguém falou."]),
    ("ru", ["Это случилось 7 октября 2023 г. в Москве.", "Никто не пострадал."]),
    ("fr", ["Le ministre, M. Dupont, est arrivé.", "Personne ne l'a vu."]),
    # Ordinal numbers and dates.
    ("de", ["Im 2. Weltkrieg sank sie.", "Am 3. Advent schneite es."]),
    ("de", ["Es kamen 12.", "Danach regnete es."]),
    ("de", ["Am 7. Oktober begann der Krieg.", "Er dauert an."]),
    ("de", ["Das Gericht entschied am 12. Mai 2024.", "Papst Johannes XXIII. war nicht dabei."]),
    # A quotation of several sentences stays whole; what follows it is a new sentence.
    ("en", ["“We are ready. We will win,” he said.", "Nobody believed him."]),
    ("en", ['"We are ready. We will win," he said.', "Nobody believed him."]),
    ("de", ["„Wir sind bereit. Wir werden siegen“, sagte er.", "Niemand glaubte ihm."]),
    ("de", ["»Nein. Niemals«, rief sie.", "Dann ging sie."]),
    ("fr", ["« Nous sommes prêts. Nous vaincrons », a-t-il dit.", "Personne ne l'a cru."]),
    ("es", ["«Estamos listos. Venceremos», dijo.", "Nadie le creyó."]),
    ("zh", ["“我们准备好了。我们会赢”，他说。", "没有人相信他。"]),
    ("zh", ["他说：“我们准备好了。我们会赢。”", "没有人相信他。"]),
    ("ja", ["「準備はできている。必ず勝つ」と彼は述べた。", "誰も信じなかった。"]),
    ("de", ["‚Wir sind bereit. Wir siegen‘, sagte er.", "Niemand glaubte ihm."]),
    ("sv", ["”Vi är redo. Vi vinner”, sa han.", "Ingen trodde honom."]),
    # A quotation with a mark of its own is no sentence where somebody speaks it.
    ("zh", ["“谁知道？”她问。", "没有人知道。"]),
    ("ja", ["「誰だ。帰れ。」と彼は言った。", "返事はなかった。"]),
    ("ja", ["「帰れ。」", "返事はなかった。"]),
    # Ellipses within a sentence, other final marks.
    ("en", ["He waited ... and left.", "Nobody came."]),
    ("en", ["“Well… I do not know,” she said.", "That was all."]),
    ("en", ["Who knew?", "Nobody!", "And then?"]),
    ("es", ["¿Quién lo sabe?", "Nadie."]),
    ("ar", ["قال الوزير إن الحرب انتهت.", "هل هذا صحيح؟", "لا أحد يعلم."]),
    ("hi", ["युद्ध समाप्त हो गया।", "किसी को पता नहीं था।"]),
    ("zh", ["他来了。", "谁知道？", "没有人！"]),
]


def name(value: object) -> str | None:
    return value[0] if isinstance(value, list) else None


@pytest.mark.parametrize(
    ("language", "expected"),
    SENTENCES,
    ids=name,
)
def test_sentences(language: str, expected: list[str]) -> None:
    glue = "" if language in ("zh", "ja") else " "
    assert sentences(f"X.\n\n{glue.join(expected)}", language)[1:] == expected


WRAPPED = """Storm closes the harbour of Kessel Bay for two days

The storm that has been raging along the coast since Sunday night has
closed the harbour of Kessel Bay. Eleven ships are waiting outside in
the open sea, the port authority said.

It expects the wind to drop on Wednesday. Until then the ferries to the
islands will not run either, and the schools there stay shut.
"""


def test_hard_wrapped_lines_are_joined() -> None:
    assert [" ".join(s.split()) for s in sentences(WRAPPED, "en")] == [
        "Storm closes the harbour of Kessel Bay for two days",
        "The storm that has been raging along the coast since Sunday night has closed the harbour of Kessel Bay.",
        "Eleven ships are waiting outside in the open sea, the port authority said.",
        "It expects the wind to drop on Wednesday.",
        "Until then the ferries to the islands will not run either, and the schools there stay shut.",
    ]


def test_a_sentence_a_line() -> None:
    lines = [
        "The storm has closed the harbour of Kessel Bay since Sunday night.",
        "Eleven ships are waiting outside in the open sea, the port authority said.",
        "It expects the wind to drop on Wednesday, when the tide is low.",
        "Until then the ferries to the islands will not run either",
        "The schools on the islands stay shut until the end of the week.",
    ]
    assert sentences("\n".join(lines), "en") == lines


@pytest.mark.parametrize("piece", ["1/2/", "word ", "中", "$5 "])
def test_what_has_no_end_mark_is_cut_at_a_length_no_sentence_has(piece: str) -> None:
    text = "The table: " + piece * 2000
    found = segment(Version("a", "a", text), "en")
    assert max(s.end - s.start for s in found) <= 800
    assert "".join(s.text(text) for s in found).replace(" ", "") == text.replace(" ", "")
    assert all(not piece.strip().isalpha() or piece == "中" or s.text(text).endswith(piece.strip()) for s in found)
