"""Files that are made to keep the server busy: each took minutes, or all the memory, when it was read in a thread."""

import time
from io import BytesIO
from zipfile import ZipFile

import pytest

from service.actions.article import article_text
from service.actions.read_upload import Refused, read_upload
from service.actions.translate_html import text_of, translate_html
from service.model.errors import InputError, TooHardToRead
from service.parsers.word import MOST_PARAGRAPHS
from service.sandbox import Allowance
from tests.unit.actions.test_read_upload import with_body

LIMIT = 5_000_000
GENEROUS = 40.0
"""Seconds. The limit is one second of a processor, which is not always ours; the attacks would take minutes."""
ATTRIBUTES = "<p " + " ".join(f"a{n}=1" for n in range(400_000)) + ">x"
NESTED = "<html><body>" + "<main><p>five boats burned</p>" * 200 + "<p>x</p>" * 200_000


@pytest.fixture(autouse=True)
def bounded() -> object:
    """Whatever is read here, it is over soon."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < GENEROUS


def test_attributes_without_end() -> None:
    with pytest.raises(TooHardToRead):
        read_upload("a.html", ATTRIBUTES.encode(), LIMIT, Allowance(1))
    with pytest.raises(TooHardToRead):
        text_of(ATTRIBUTES, Allowance(1))
    with pytest.raises(TooHardToRead):
        translate_html(ATTRIBUTES, list, Allowance(1))
    with pytest.raises(TooHardToRead):
        article_text("a", ATTRIBUTES.encode(), allowance=Allowance(1))


def test_the_article_of_two_hundred_nested_ones_is_read_once() -> None:
    found = article_text("a", NESTED.encode(), allowance=Allowance(10))
    assert found.text.startswith("five boats burned\n\nfive boats burned")
    assert found.text.count("x") == 200_000


def test_menus_without_end_are_left_out_in_linear_time() -> None:
    """Each was cut out of the tree, and what stood behind it joined to all that stood before."""
    page = "<html><body>" + "<nav>no</nav>five boats burned on tuesday in the harbour. " * 60_000
    assert article_text("a", page.encode(), allowance=Allowance(10)).text.startswith("five boats burned on tuesday")


def test_a_word_document_of_empty_paragraphs() -> None:
    data = with_body("<w:p/>" * 3_100_000)
    assert len(data) < 100_000
    with pytest.raises(Refused) as told:
        read_upload("a.docx", data, LIMIT, Allowance(5, 150))
    assert told.value.why == "large-word"


def test_as_many_paragraphs_as_there_may_be() -> None:
    text = read_upload("a.docx", with_body("<w:p><w:r><w:t>Five</w:t></w:r></w:p>" * MOST_PARAGRAPHS), LIMIT).text
    assert text.count("Five") == MOST_PARAGRAPHS


def test_an_archive_of_something_else_is_no_text() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for number in range(10_000):
            archive.writestr(f"{number}", b"")
    for data in (b"PK\x03\x04" + b"\0" * 100, file.getvalue()):
        with pytest.raises(InputError):
            read_upload("a.docx", data, LIMIT)
