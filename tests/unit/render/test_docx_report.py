"""docx_report.py: opened again, the comments stand on the right words."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from service.model.finding import Severity
from service.model.report import Report
from service.model.rule import Change, Step
from service.model.work import Decision, Reason, Verdict
from service.render.docx_report import render_docx
from service.render.listing import worth_listing
from service.render.profile.measure import profile


def commented(data: bytes) -> list[tuple[str, str, str]]:
    """Of each comment: the words that it stands on, its author, its text."""
    document = Document(io.BytesIO(data))
    words: dict[str, str] = {}
    for start in document.element.body.iter(qn("w:commentRangeStart")):
        id, said, at = start.get(qn("w:id")), "", start.getnext()
        while (at.tag, at.get(qn("w:id"))) != (qn("w:commentRangeEnd"), id):
            said += "".join(text.text or "" for text in at.iter(qn("w:t")))
            at = at.getnext()
        words[id] = said
    return [(words[str(one.comment_id)], one.author, one.text) for one in document.comments]


def test_a_profile_comes_first(platform: Report) -> None:
    found = profile(platform)
    assert found is not None
    document = Document(io.BytesIO(render_docx(platform, profile=found)))
    assert [p.text for p in document.paragraphs][2:5] == list(found.sentences)
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[2] == ["print", "0.41", "83 %", "2", "2", "1", "no clear tendency"]


def test_each_finding_is_a_comment_on_its_words(platform: Report) -> None:
    found = commented(render_docx(platform))
    assert {author for _, author, _ in found} == {"Variorum"}
    for finding in worth_listing(platform):
        mine = [words for words, _, text in found if finding.message in text]
        with_words = [r for r in finding.readings if r.quote]
        assert len(mine) >= len(with_words), finding.message
    truncated = [words for words, _, text in found if "breaks off" in text]
    assert any(words.startswith("on Platform") for words in truncated)


def test_decisions_are_told_and_their_author_named(platform: Report) -> None:
    first, second = worth_listing(platform)[:2]
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    decisions = {
        first.id: Decision(first.id, Verdict.DISMISSED, Reason.FALSE_ALARM, "Anna Berg", "no <b>", at, 1),
        second.id: Decision(second.id, Verdict.OPEN, None, "Ben", "taken back", at, 2),
    }
    data = render_docx(platform, decisions)
    mine = [(author, text) for _, author, text in commented(data) if first.message in text]
    assert mine and all(author == "Anna Berg" for author, _ in mine)
    assert all(text.endswith("dismissed (false alarm) by Anna Berg on 2026-03-01: no <b>") for _, text in mine)
    assert "Ben" not in "".join(author + text for _, author, text in commented(data))
    assert "[dismissed (false alarm) by Anna Berg on 2026-03-01: no <b>]" in "".join(
        p.text for p in Document(io.BytesIO(data)).paragraphs
    )


def test_all_rows_and_versions_are_there(platform: Report) -> None:
    table = Document(io.BytesIO(render_docx(platform))).tables[0]
    assert len(table.columns) == 1 + len(platform.versions)
    assert len(table.rows) == 1 + len(platform.rows)


def test_right_to_left_is_marked(new_story: Any) -> None:
    story = new_story()
    story.version("en", "English", "en", None, "Five boats burned.")
    story.version("he", "עברית", "he", None, "תשע סירות נשרפו.")
    story.align([0, 0])
    plain = zipfile.ZipFile(io.BytesIO(render_docx(story.report()))).read("word/document.xml").decode()
    assert '<w:lang w:bidi="he"/>' in plain
    assert '<w:lang w:val="en"/>' in plain
    assert plain.count("<w:rtl/>") == 1
    assert "<w:bidi/>" in plain


def test_nothing_found_and_one_version(alone: Report, new_story: Any) -> None:
    story = new_story()
    for id in "ab":
        story.version(id, id, "en", None, "Nobody was hurt.")
    story.align([0, 0])
    paragraphs = [p.text for p in Document(io.BytesIO(render_docx(story.report()))).paragraphs]
    assert any(text.startswith("Nothing found") for text in paragraphs)
    assert Document(io.BytesIO(render_docx(alone))).tables


def test_it_is_the_same_file_whenever_it_is_made(platform: Report) -> None:
    assert render_docx(platform) == render_docx(platform)
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(render_docx(platform))).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "a\x00b\x1b[31m", "\ud800", "\ufffe\uffff", "]]>", "\u202e"]
)
def test_whatever_the_words_are_word_can_open_it(new_story: Any, words: str) -> None:
    story = new_story()
    story.version("a", f"label {words}", "en", None, f"Five boats {words} burned.")
    story.align([0])
    Document(io.BytesIO(render_docx(story.report())))


@given(words=st.text(max_size=40))
def test_any_unicode(words: str) -> None:
    from tests.unit.render.conftest import Story

    story = Story()
    story.version("a", words, "en", None, f"x {words} y")
    story.align([0])
    Document(io.BytesIO(render_docx(story.report())))


def test_comments_stand_on_their_own_words_where_marks_overlap(new_story: Any) -> None:
    story = new_story()
    story.version("a", "A", "en", None, "They announced it on the platform X today.")
    story.version("b", "B", "en", None, "They announced it.")
    story.align([0, 0])
    quotes = ("on the platform X today", "X")
    for quote in quotes:
        story.find("addition", "major", 0, f"has {quote}", story.reading(story.words("a", quote)))
    found = {text.partition("\n")[0]: words for words, _, text in commented(render_docx(story.report()))}
    assert found == {f"major addition, 90% sure: has {quote}": quote for quote in quotes}


def test_a_filter_is_told_and_no_all_clear_given(platform: Report) -> None:
    data = render_docx(replace(platform, findings=()), left_out=3)
    said = "\n".join(p.text for p in Document(io.BytesIO(data)).paragraphs)
    assert "Only 0 findings of 3: a filter left out the others." in said
    assert "Nothing found" not in said


def test_harmless_ones_are_listed_where_they_were_asked_for(platform: Report) -> None:
    neutral = platform.findings[0].graded(Step(Change.DIVIDED, Severity.NEUTRAL))
    data = render_docx(replace(platform, findings=(neutral,)), left_out=2)
    assert any(neutral.message in p.text for p in Document(io.BytesIO(data)).paragraphs)
