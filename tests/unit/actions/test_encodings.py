import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.actions.encodings import decode, known_encoding
from service.model.errors import NoSuchEncoding, UnknownEncoding, UnreadableFile

GERMAN = "Der Präsident äußerte sich über die Größe der Maßnahme.\r\n\r\nNiemand wurde verletzt.\n"
RUSSIAN = "Президент сообщил во вторник, что никто не пострадал при пожаре в порту."
CHINESE = "中国总统今天表示，港口火灾没有造成人员伤亡，调查仍在进行。"
JAPANESE = "大統領は火曜日、港の火災で負傷者は出なかったと発表した。"
KOREAN = "대통령은 화요일 항구 화재로 다친 사람이 없다고 발표했다."
ARABIC = "قال الرئيس يوم الثلاثاء إن أحدا لم يصب في حريق الميناء."


@pytest.mark.parametrize(
    "data",
    [
        GERMAN.encode(),
        codecs.BOM_UTF8 + GERMAN.encode(),
        codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + GERMAN.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + GERMAN.encode("utf-32-be"),
    ],
)
def test_utf_is_read_with_and_without_a_mark(data: bytes) -> None:
    assert decode(data, "a.txt") == GERMAN


@pytest.mark.parametrize(
    ("text", "encoding", "looks_like", "words"),
    [
        (GERMAN, "cp1252", "cp1252", "Präsident äußerte sich"),
        (GERMAN, "latin-1", "cp1252", "Präsident äußerte sich"),  # the same letters; cp1252 has more
        (RUSSIAN, "cp1251", "cp1251", "Президент сообщил"),
        (RUSSIAN, "koi8-r", "koi8-r", "Президент сообщил"),
        (CHINESE, "gb18030", "gb18030", "中国总统今天表示"),
        (CHINESE.replace("总统", "總統"), "big5", "big5hkscs", None),
        (JAPANESE, "shift_jis", "cp932", "大統領は火曜日"),
        (KOREAN, "euc-kr", "cp949", "대통령은"),
        (ARABIC, "cp1256", "cp1256", None),
    ],
)
def test_another_encoding_is_offered_and_works(text: str, encoding: str, looks_like: str, words: str | None) -> None:
    data = text.encode(encoding, "ignore")
    with pytest.raises(UnknownEncoding) as refused:
        decode(data, "a.txt")
    message = str(refused.value)
    assert message.startswith("a.txt is not UTF-8; it looks like ")
    offered = message.rpartition(" ")[2]
    assert decode(data, "a.txt", offered) == data.decode(encoding)
    assert offered == looks_like
    assert words is None or f'would read "{words}' in message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (codecs.BOM_UTF16_LE + "\u00a0\u2003".encode("utf-16-le"), "is empty"),
        (b"a\x00b", "holds NUL bytes: it is not text"),
        (codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"), "holds NUL bytes"),
        ("Nobody was hurt.".encode("utf-16-le"), "it looks like utf-16-le"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x00\x01\xff" * 20, "seems to be an image"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "seems to be a PDF"),
        (b"{\\rtf1\\ansi Hello}", "is an RTF document"),
        (codecs.BOM_UTF16_LE + b"a", "cannot be read as utf-16-le"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        decode(data, "a.txt")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


class TestNamedEncoding:
    def test_serves_what_is_not_utf8(self) -> None:
        assert decode(GERMAN.encode("cp1252"), "a.txt", "windows-1252") == GERMAN

    def test_leaves_alone_what_is_utf8(self) -> None:
        assert decode(GERMAN.encode(), "a.txt", "cp1252") == GERMAN
        assert decode(b"Nobody was hurt.", "a.txt", "utf-16") == "Nobody was hurt."

    def test_is_believed_where_it_is_forced(self) -> None:
        assert decode("ä".encode(), "a.txt", "cp1252", forced=True) == "Ã¤"

    def test_goes_behind_a_byte_order_mark(self) -> None:
        assert decode(codecs.BOM_UTF8 + GERMAN.encode(), "a.txt", "cp1252", forced=True) == GERMAN

    def test_may_be_one_of_seven_bits(self) -> None:
        assert decode(JAPANESE.encode("iso-2022-jp"), "a.txt", "iso-2022-jp") == JAPANESE

    def test_may_be_wide_without_a_mark(self) -> None:
        assert decode(GERMAN.encode("utf-16-be"), "a.txt", "utf-16-be") == GERMAN

    def test_that_does_not_fit_says_where(self) -> None:
        with pytest.raises(UnreadableFile, match=r"a.txt cannot be read as shift_jis: .* at byte 4 of"):
            decode(GERMAN.encode("utf-8").replace(b"Der ", b"Der \xff"), "a.txt", "shift_jis")

    def test_halves_of_characters_are_refused(self) -> None:
        with pytest.raises(UnreadableFile, match="surrogates"):
            decode(b"a+2AA-", "a.txt", "utf-7")

    @pytest.mark.parametrize(
        "name", ["klingon", "", " ", "rot13", "base64", "idna", "unicode_escape", "a\0b", "\ud800"]
    )
    def test_that_does_not_exist(self, name: str) -> None:
        with pytest.raises(NoSuchEncoding):
            known_encoding(name)


ENCODINGS = st.sampled_from(["cp1252", "utf-16", "utf-7", "shift_jis", "iso-2022-jp", "gb18030", "cp037", "hz", None])


@given(st.binary(max_size=200), ENCODINGS, st.booleans())
def test_any_bytes_give_text_or_say_why_not(data: bytes, encoding: str | None, forced: bool) -> None:
    try:
        text = decode(data, "a.txt", encoding, forced)
    except UnreadableFile as refused:
        assert "\n" not in str(refused)
    else:
        assert text.strip()
        assert "\0" not in text
        text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    if text.strip() and not text.startswith("{\\rtf"):
        assert decode(text.encode(), "a.txt") == text
