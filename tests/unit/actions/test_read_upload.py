"""Files that people upload: what is read of them, and in which words they are refused."""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from service.actions.read_upload import Refused, Upload, is_html, read_upload
from service.model.errors import TooLarge, UnreadableFile
from service.parsers.word import MOST_PARTS, MOST_UNPACKED
from tests.conftest import ROOT

LIMIT = 1_000_000
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: docx.document.Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def rewritten(data: bytes, change: Callable[[bytes], bytes], **more: bytes) -> bytes:
    """The document with its main part changed."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            body = old.read(part)
            new.writestr(part.filename, change(body) if part.filename == "word/document.xml" else body)
        for name, body in more.items():
            new.writestr(f"word/{name}", body)
    return file.getvalue()


def with_body(xml: str) -> bytes:
    return rewritten(word("x"), lambda _: f"<w:document {W}><w:body>{xml}</w:body></w:document>".encode())


class TestText:
    def test_utf8_as_it_is(self) -> None:
        assert read_upload("a.txt", "Fünf Boote.\r\n".encode(), LIMIT) == Upload("Fünf Boote.\r\n")

    def test_what_only_looks_like_an_encoding_is_for_a_person_to_confirm(self) -> None:
        found = read_upload("a.txt", "Fünf Männer fuhren über die Brücke nach Köln.".encode("cp1252"), LIMIT)
        assert found.text == "Fünf Männer fuhren über die Brücke nach Köln."
        assert found.guessed

    @pytest.mark.parametrize("data", [b"", b"  \n", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"a\0b\0" * 9])
    def test_no_text(self, data: bytes) -> None:
        with pytest.raises(UnreadableFile):
            read_upload("a.txt", data, LIMIT)

    def test_too_large(self) -> None:
        with pytest.raises(TooLarge, match="6 bytes; the limit is 5"):
            read_upload("a.txt", b"123456", 5)

    def test_a_name_is_no_path_and_no_markup_of_the_terminal(self) -> None:
        with pytest.raises(UnreadableFile) as told:
            read_upload("C:\\dir/../\x1b[31mevil\u202e.txt" + "x" * 500, b"", LIMIT)
        assert "\x1b" not in str(told.value) and "\u202e" not in str(told.value) and "dir" not in str(told.value)
        assert len(str(told.value)) < 150


ATTACKS = {
    "comments and no page behind": 'b"<!---->" * 60 + b"x"',
    "comments that never end": 'b"<!-- " * 400',
    "one long word before what is not UTF-8": r'b"a" * 400_000 + b" \x96 x"',
    "marks before what is not UTF-8": r'b"_" * 400_000 + b" \x96 \xfc"',
}


@pytest.mark.parametrize("data", ATTACKS.values(), ids=ATTACKS)
def test_no_upload_keeps_a_thread_for_long(data: str) -> None:
    """In a process of its own, which ends where the pattern does not. Before, these took minutes or for ever."""
    program = f"""
from service.actions.encodings import decode
from service.actions.read_upload import is_html
from service.model.errors import UnreadableFile
data = {data}
is_html("a", data)
try:
    decode(data, "a")
except UnreadableFile:
    pass
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=20, check=True)


class TestHtml:
    def test_comments_may_stand_before_a_page(self) -> None:
        assert is_html("a", b" <!-- one --> <!-- two > -->\n<P>")
        assert not is_html("a", b"<!-- one --> two <p>")

    @pytest.mark.parametrize("name", ["a.html", "a.HTM", "a"])
    def test_by_its_name_or_its_beginning(self, name: str) -> None:
        data = b"<!DOCTYPE html><title>no</title><p>One<script>alert(1)</script></p><p>Two"
        assert read_upload(name, data, LIMIT).text == "One\n\nTwo"

    def test_it_says_its_encoding(self) -> None:
        data = '<html><meta charset="windows-1252"><p>Fünf'.encode("cp1252")
        assert read_upload("a.html", data, LIMIT) == Upload("Fünf")


class TestWord:
    def test_paragraphs_and_cells_in_their_order(self) -> None:
        document = docx.Document()
        document.add_heading("Head")
        document.add_paragraph("Before")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
        table.cell(0, 0).merge(table.cell(0, 1))
        document.add_paragraph("After\tit")
        assert read_upload("a.docx", saved(document), LIMIT).text == "Head\n\nBefore\n\nleft\n\nright\n\nAfter\tit"

    def test_tracked_changes_are_read_as_accepted(self) -> None:
        xml = (
            "<w:p><w:r><w:t>Five </w:t></w:r><w:del><w:r><w:delText>old </w:delText><w:t>gone </w:t></w:r></w:del>"
            "<w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:hyperlink><w:r><w:t>boats</w:t></w:r></w:hyperlink></w:p>"
        )
        assert read_upload("a.docx", with_body(xml), LIMIT).text == "Five new boats"

    def test_an_entity_reads_no_file_and_does_not_grow(self) -> None:
        outside = (
            f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {W}><w:body>'
            "<w:p><w:r><w:t>A&e;B</w:t></w:r></w:p></w:body></w:document>"
        )
        laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
        bomb = (
            f'<!DOCTYPE x [<!ENTITY e0 "ha">{laughs}]><w:document {W}><w:body>'
            "<w:p><w:r><w:t>A&e8;B</w:t></w:r></w:p></w:body></w:document>"
        )
        for xml in (outside, bomb):
            data = rewritten(word("x"), lambda _, xml=xml: xml.encode())
            try:
                text = read_upload("a.docx", data, LIMIT).text
            except Refused as refused:
                assert refused.why == "broken-word"
            else:
                assert "root:" not in text and len(text) < 100

    @pytest.mark.parametrize(
        ("why", "data"),
        [
            ("pdf", b"%PDF-1.7 ..."),
            ("old-word", b"\xd0\xcf\x11\xe0" + bytes(500)),
            ("broken-word", rewritten(word("x"), lambda body: body[:-20])),
            ("broken-word", word("x")[:-200] + word("x")[-100:]),
            ("large-word", rewritten(word("x"), lambda body: body, bomb=bytes(MOST_UNPACKED))),
            ("large-word", rewritten(word("x"), lambda body: body, **{f"m{n}": b"" for n in range(MOST_PARTS)})),
            ("empty-word", word("", "  ")),
        ],
    )
    def test_what_is_refused(self, why: str, data: bytes) -> None:
        with pytest.raises(UnreadableFile) as told:
            read_upload("a.docx", data, LIMIT)
        assert getattr(told.value, "why", "broken-word") == why
        assert "a.docx" in str(told.value)
